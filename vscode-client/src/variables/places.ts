/** From a place in the text to the variables and scopes it makes. */

import type { Position, Range } from 'vscode-languageserver-protocol';
import type { ScopeNode, Site } from '../protocol.ts';
import type { Item } from './tree.ts';

/** The variables that are created or reused at a place, in the order of the tree. */
export function variablesAt(tree: ScopeNode, uri: string, position: Position): readonly ScopeNode[] {
  const own = tree.kind === 'variable' && smallestRange(tree, uri, position) !== undefined ? [tree] : [];
  return [...own, ...tree.children.flatMap((child) => variablesAt(child, uri, position))];
}

/** The item of the innermost call that stands at a place; of several, a variable before a scope, and the first. */
export function itemAt(root: Item, uri: string, position: Position): Item | undefined {
  let best: { item: Item; range: Range } | undefined;
  const visit = (item: Item): void => {
    if (item.content.kind === 'site') return;
    const range = smallestRange(item.content.node, uri, position);
    if (range !== undefined && (best === undefined || isInside(range, best.range))) best = { item, range };
    item.children.forEach(visit);
  };
  visit(root);
  return best?.item;
}

function smallestRange(node: ScopeNode, uri: string, position: Position): Range | undefined {
  const here = [...node.created, ...node.reused].filter((site) => site.uri === uri && holds(site, position));
  return here.map((site) => site.range).reduce<Range | undefined>(smaller, undefined);
}

function smaller(a: Range | undefined, b: Range): Range {
  return a === undefined || isInside(b, a) ? b : a;
}

function holds(site: Site, position: Position): boolean {
  return compare(site.range.start, position) <= 0 && compare(position, site.range.end) <= 0;
}

/** Whether `inner` lies in `outer` and is smaller. */
function isInside(inner: Range, outer: Range): boolean {
  const start = compare(outer.start, inner.start);
  const end = compare(inner.end, outer.end);
  return start <= 0 && end <= 0 && (start < 0 || end < 0);
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}
