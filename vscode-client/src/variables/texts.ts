/** What the Variables view writes: shapes, counts, names. */

import type { ScopeNode, Site } from '../protocol.ts';

/** `[784, 512]`, `[?, 10]` for an unknown dimension, undefined when the rank is unknown. */
export function shapeText(shape: ScopeNode['shape']): string | undefined {
  if (shape === undefined || shape === null) return undefined;
  return `[${shape.map((dimension) => dimension ?? '?').join(', ')}]`;
}

/** A count that is read at a glance: `1,234`, `401 K`, `109.5 M`. */
export function countText(count: number): string {
  if (count < 10_000) return count.toLocaleString('en');
  const units = ['K', 'M', 'B', 'T'];
  let value = count;
  let unit = '';
  while (value >= 999.5 && units.length > 0) {
    value /= 1000;
    unit = units.shift() ?? '';
  }
  return `${value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 })} ${unit}`;
}

/** What stands in grey beside a scope or variable. */
export function nodeDescription(node: ScopeNode): string {
  const size = node.kind === 'scope' ? node.total : node.parameters;
  const parts = [
    [shapeText(node.shape), node.dtype].filter(Boolean).join(' '),
    size === undefined || size === null ? '' : countText(size),
    node.trainable === false ? 'not trainable' : '',
    node.certain ? '' : 'possible',
  ];
  return parts.filter(Boolean).join(' · ');
}

/** Everything known of a scope or variable, as Markdown. */
export function nodeTooltip(node: ScopeNode): string {
  const size = node.kind === 'scope' ? node.total : node.parameters;
  const lines = [
    `\`${node.name}\``,
    [shapeText(node.shape), node.dtype].filter(Boolean).join(' '),
    size === undefined || size === null ? '' : `${size.toLocaleString('en')} parameters`,
    node.trainable === false ? 'Not trainable.' : '',
    node.symbolic ? 'What stands in braces is not known until the program runs.' : '',
    node.certain ? '' : 'Only some ways through the program make it.',
  ];
  return lines.filter(Boolean).join('\n\n');
}

/** `model.py:12`, with the line counted from 1 as people do. */
export function siteText(site: Site): string {
  const file = decodeURIComponent(site.uri.slice(site.uri.lastIndexOf('/') + 1));
  return `${file}:${site.range.start.line + 1}`;
}

/** The `name` attribute TensorFlow gives the variable. */
export function fullName(node: ScopeNode): string {
  return `${node.name}:0`;
}

/** The key under which a checkpoint keeps the variable. */
export function checkpointKey(node: ScopeNode): string {
  return node.name;
}
