/** From the cursor to variables. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemAt, variablesAt } from '../src/variables/places.ts';
import { buildItems } from '../src/variables/tree.ts';
import { scope, site, tree, variable } from './builders.ts';

const uri = 'file:///model.py';
const looped = [0, 1].map((index) => variable(`layer_${index}/w`, { created: [site('model.py', 4, 8, 40)] }));
const shared = variable('shared', { created: [site('model.py', 7, 0, 9)], reused: [site('train.py', 3, 4, 30)] });
const net = scope('net', [variable('net/w', { created: [site('model.py', 11, 4, 30)] })], { created: [site('model.py', 10, 0, 99)] });
const wide = scope('wide', [variable('wide/w', { created: [site('model.py', 20, 10, 20)] })], { created: [site('model.py', 20, 0, 50)] });
const all = tree(...looped, shared, net, wide);

const names = (line: number, character: number, file = uri) => variablesAt(all, file, { line, character }).map((node) => node.name);

test('a call in a loop makes several variables, all of which are found', () => {
  assert.deepEqual(names(4, 10), ['layer_0/w', 'layer_1/w']);
});

test('both the creating and the reusing call lead to the variable, each in its own file', () => {
  assert.deepEqual(names(7, 0), ['shared']);
  assert.deepEqual(names(3, 30, 'file:///train.py'), ['shared']);
  assert.deepEqual(names(3, 30), []);
});

test('a place just outside the call leads nowhere', () => {
  assert.deepEqual(names(7, 10), []);
  assert.deepEqual(names(6, 5), []);
});

test('the tree shows the innermost of nested calls', () => {
  const root = buildItems(all, '');
  const labelAt = (line: number, character: number) => {
    const content = itemAt(root, uri, { line, character })?.content;
    return content?.kind === 'node' ? content.node.name : undefined;
  };
  assert.equal(labelAt(20, 15), 'wide/w');
  assert.equal(labelAt(20, 40), 'wide');
  assert.equal(labelAt(30, 0), undefined);
});
