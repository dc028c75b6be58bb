/** When there is anything to do. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anyMentionsTensorFlow, mentionsTensorFlow } from '../src/relevance.ts';

test('code that imports TensorFlow or a library over it is ours', () => {
  for (const text of ['import tensorflow as tf', 'from tensorflow.compat import v1', 'import tf_slim as slim', 'import numpy, tensorflow']) {
    assert.ok(mentionsTensorFlow(text), text);
  }
});

test('code without TensorFlow is not', () => {
  for (const text of ['', 'import torch', 'def get_variable(name): ...', 'my_tensorflow_like = 1']) assert.ok(!mentionsTensorFlow(text), text);
});

test('reading stops at the first file that mentions TensorFlow', async () => {
  const read: string[] = [];
  const files = ['a', 'b', 'import tensorflow', 'd', 'e'];
  const found = await anyMentionsTensorFlow(files, (file) => Promise.resolve(read.push(file)).then(() => file), 1);
  assert.ok(found);
  assert.deepEqual(read, ['a', 'b', 'import tensorflow']);
});

test('a file that cannot be read does not hide the next', async () => {
  const read = (file: string) => (file === 'gone' ? Promise.reject(new Error('gone')) : Promise.resolve(file));
  assert.ok(await anyMentionsTensorFlow(['gone', 'import tensorflow'], read));
  assert.ok(!(await anyMentionsTensorFlow(['gone'], read)));
});
