/** What the Variables view writes. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkpointKey, countText, fullName, nodeDescription, nodeTooltip, shapeText, siteText } from '../src/variables/texts.ts';
import { scope, site, variable } from './builders.ts';

test('an unknown dimension is a question mark; an unknown rank is not shown', () => {
  assert.equal(shapeText([null, 784]), '[?, 784]');
  assert.equal(shapeText([]), '[]');
  assert.equal(shapeText(null), undefined);
});

test('small counts are exact, large ones are rounded to what is read at a glance', () => {
  const counts = [0, 512, 9_999, 10_000, 401_408, 999_499, 999_999, 109_482_240, 1_500_000_000];
  assert.deepEqual(counts.map(countText), ['0', '512', '9,999', '10 K', '401 K', '999 K', '1 M', '109 M', '1.5 B']);
});

test('beside a variable stand shape, type and size, beside a scope its total', () => {
  const weights = variable('w', { shape: [784, 512], dtype: 'float32', parameters: 401_408 });
  assert.equal(nodeDescription(weights), '[784, 512] float32 · 401 K');
  assert.equal(nodeDescription(scope('net', [], { total: 1_234 })), '1,234');
});

test('what is possible or not trainable says so', () => {
  assert.equal(nodeDescription(variable('w', { certain: false, trainable: false })), 'not trainable · possible');
});

test('the tooltip explains what the description abbreviates', () => {
  const tooltip = nodeTooltip(variable('layer_{i}/w', { symbolic: true, certain: false, parameters: 401_408 }));
  assert.match(tooltip, /`layer_\{i\}\/w`/);
  assert.match(tooltip, /401,408 parameters/);
  assert.match(tooltip, /in braces is not known/);
  assert.match(tooltip, /Only some ways/);
});

test('a place is its file and its line as people count', () => {
  assert.equal(siteText(site('some/m%20odel.py', 11)), 'm odel.py:12');
});

test('the full name has the output number that a checkpoint key lacks', () => {
  assert.equal(fullName(variable('net/w')), 'net/w:0');
  assert.equal(checkpointKey(variable('net/w')), 'net/w');
});
