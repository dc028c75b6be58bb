/** Small trees for the tests, written as names. */

import type { ScopeNode, Site } from '../src/protocol.ts';

/** A place in `file`, on a line counted from 0, from one character to another. */
export function site(file: string, line: number, start = 0, end = 20): Site {
  return { uri: `file:///${file}`, range: { start: { line, character: start }, end: { line, character: end } } };
}

export function variable(name: string, more: Partial<ScopeNode> = {}): ScopeNode {
  return node('variable', name, { created: [site('model.py', 1)], ...more });
}

export function scope(name: string, children: readonly ScopeNode[], more: Partial<ScopeNode> = {}): ScopeNode {
  return node('scope', name, { children, ...more });
}

/** The root, which has no name. */
export function tree(...children: ScopeNode[]): ScopeNode {
  return scope('', children);
}

function node(kind: ScopeNode['kind'], name: string, more: Partial<ScopeNode>): ScopeNode {
  const label = name.slice(name.lastIndexOf('/') + 1);
  return { name, kind, label, certain: true, symbolic: false, created: [], reused: [], children: [], ...more };
}
