/** The items of the Variables view, and how they follow what is typed. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildItems, countVariables, filterTree, type Item, updateItems } from '../src/variables/tree.ts';
import { scope, site, tree, variable } from './builders.ts';

const small = () => tree(scope('net', [variable('net/w'), variable('net/b')]), variable('step'));

/** The items below one, as their labels, indented. */
function drawing(item: Item, indent = ''): string {
  const lines = item.children.map((child) => {
    const label = child.content.kind === 'node' ? child.content.node.label : child.content.role;
    return `${indent}${label}\n${drawing(child, `${indent}  `)}`;
  });
  return lines.join('');
}

function ids(item: Item): string[] {
  return [item.id, ...item.children.flatMap(ids)];
}

function find(item: Item, label: string): Item | undefined {
  if (item.content.kind === 'node' && item.content.node.label === label) return item;
  return item.children.map((child) => find(child, label)).find((found) => found !== undefined);
}

test('under each variable stand the places that create it and those that reuse it', () => {
  const root = buildItems(tree(variable('w', { reused: [site('a.py', 1), site('b.py', 2)] })), '');
  assert.equal(drawing(root), 'w\n  created\n  reused\n  reused\n');
});

test('the same tree gives the same ids, however often it is built', () => {
  assert.deepEqual(ids(buildItems(small(), 'train.py')), ids(buildItems(small(), 'train.py')));
});

test('no two items share an id, even where two graphs have variables of one name', () => {
  const all = ids(buildItems(tree(variable('w'), variable('w'), scope('w', [variable('w/w')])), ''));
  assert.equal(new Set(all).size, all.length);
});

test('an equal tree changes nothing, so that nothing flickers', () => {
  const root = buildItems(small(), '');
  assert.deepEqual(updateItems(root, buildItems(small(), '')), []);
});

test('a changed shape changes only its own line', () => {
  const root = buildItems(small(), '');
  const weights = find(root, 'w');
  const changed = updateItems(root, buildItems(tree(scope('net', [variable('net/w', { shape: [3] }), variable('net/b')]), variable('step')), ''));
  assert.deepEqual(changed, [weights]);
  assert.equal(find(root, 'w'), weights);
});

test('a new variable changes its scope, whose other items stay the same objects', () => {
  const root = buildItems(small(), '');
  const [net, weights] = [find(root, 'net'), find(root, 'w')];
  const changed = updateItems(root, buildItems(tree(scope('net', [variable('net/new'), variable('net/w'), variable('net/b')]), variable('step')), ''));
  assert.deepEqual(changed, [net]);
  assert.equal(find(root, 'w'), weights);
  assert.equal(find(root, 'new')?.parent, net);
});

test('after any update the items equal freshly built ones, parents included', () => {
  const after = tree(variable('step'), scope('net', [variable('net/b', { reused: [site('c.py', 9)] }), scope('net/deep', [variable('net/deep/x')])]));
  const root = buildItems(small(), '');
  updateItems(root, buildItems(after, ''));
  assert.deepEqual(ids(root), ids(buildItems(after, '')));
  const checkParents = (item: Item): void => {
    for (const child of item.children) {
      assert.equal(child.parent, item);
      checkParents(child);
    }
  };
  checkParents(root);
});

test('a filter keeps the variables whose name has every word, and the scopes above them', () => {
  const all = tree(scope('gen', [scope('gen/conv1', [variable('gen/conv1/w'), variable('gen/conv1/b')])]), scope('disc', [variable('disc/w')]));
  const kept = filterTree(all, 'GEN w');
  assert.ok(kept);
  assert.equal(drawing(buildItems(kept, '')), 'gen\n  conv1\n    w\n      created\n');
});

test('a filter that names a scope keeps all of it', () => {
  const kept = filterTree(small(), 'net');
  assert.equal(kept && countVariables(kept), 2);
});

test('a filter that nothing matches leaves nothing', () => {
  assert.equal(filterTree(small(), 'nowhere'), undefined);
});
