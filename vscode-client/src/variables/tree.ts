/** The items of the Variables view: made from the server's tree, and brought up to date without making them anew. */

import type { ScopeNode, Site } from '../protocol.ts';

export type Role = 'created' | 'reused';

/** One line of the view: a scope or variable, or a place where a variable is created or reused. */
export interface Item {
  /** The same for the same thing after every change, so that VS Code keeps what is selected and unfolded. */
  readonly id: string;
  parent: Item | undefined;
  content: { readonly kind: 'node'; readonly node: ScopeNode } | { readonly kind: 'site'; readonly site: Site; readonly role: Role };
  children: readonly Item[];
}

/** The items of a tree. `prefix` begins their ids: items of different trees have different ids. */
export function buildItems(tree: ScopeNode, prefix: string): Item {
  return nodeItem(tree, prefix, undefined);
}

function nodeItem(node: ScopeNode, id: string, parent: Item | undefined): Item {
  const item: Item = { id, parent, content: { kind: 'node', node }, children: [] };
  item.children = [...nodeItems(node.children, item), ...siteItems(node, item)];
  return item;
}

function nodeItems(nodes: readonly ScopeNode[], parent: Item): Item[] {
  const seen = new Map<string, number>();
  return nodes.map((node) => {
    // A scope and a variable, or variables of two graphs, may have one name: they are numbered.
    const key = `${node.kind} ${node.name}`;
    const number = seen.get(key) ?? 0;
    seen.set(key, number + 1);
    return nodeItem(node, `${parent.id}\n${key}${number === 0 ? '' : `#${number}`}`, parent);
  });
}

function siteItems(node: ScopeNode, parent: Item): Item[] {
  if (node.kind === 'scope') return [];
  const of = (sites: readonly Site[], role: Role) =>
    sites.map((site, index): Item => {
      return { id: `${parent.id}\n${role} ${index}`, parent, content: { kind: 'site', site, role }, children: [] };
    });
  return [...of(node.created, 'created'), ...of(node.reused, 'reused')];
}

/**
 * Makes `old` equal to `fresh`, keeping every item whose id is in both.
 * Returns the items that VS Code has to ask about again: the topmost of those that changed.
 */
export function updateItems(old: Item, fresh: Item): Item[] {
  const ownLineChanged = !sameLine(old, fresh);
  old.content = fresh.content;
  const kept = new Map(old.children.map((child) => [child.id, child]));
  const sameChildren =
    old.children.length === fresh.children.length &&
    old.children.every((child, index) => child.id === fresh.children[index]?.id);
  const changed: Item[] = [];
  old.children = fresh.children.map((child) => {
    const existing = kept.get(child.id);
    if (existing === undefined) {
      child.parent = old;
      return child;
    }
    changed.push(...updateItems(existing, child));
    return existing;
  });
  return ownLineChanged || !sameChildren ? [old] : changed;
}

/** Whether the two lines look the same and lead to the same place; what is below them is compared for itself. */
function sameLine(a: Item, b: Item): boolean {
  return JSON.stringify(lineOf(a)) === JSON.stringify(lineOf(b));
}

function lineOf(item: Item): unknown {
  return item.content.kind === 'site' ? item.content : { ...item.content.node, children: item.children.length > 0 };
}

/** What remains of a tree when only names that contain every word of the query are wanted; undefined when nothing. */
export function filterTree(tree: ScopeNode, query: string): ScopeNode | undefined {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (node: ScopeNode) => words.every((word) => node.name.toLowerCase().includes(word));
  const filter = (node: ScopeNode): ScopeNode | undefined => {
    if (matches(node)) return node;
    const children = node.children.map(filter).filter((child) => child !== undefined);
    return children.length === 0 ? undefined : { ...node, children };
  };
  return filter(tree);
}

/** How many variables a tree has. */
export function countVariables(tree: ScopeNode): number {
  const own = tree.kind === 'variable' ? 1 : 0;
  return tree.children.reduce((sum, child) => sum + countVariables(child), own);
}
