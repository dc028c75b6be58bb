/** What is said where there is room for one line. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brief } from '../src/brief.ts';

test('a short text is said whole, of several sentences the first', () => {
  assert.equal(brief(''), '');
  assert.equal(brief('gave up on sweep.py after 20 s'), 'gave up on sweep.py after 20 s');
  assert.equal(brief('It ended. The output says why.'), 'It ended');
});

test('a long text ends after a whole word', () => {
  assert.equal(brief('ModuleNotFoundError: the module that is needed is nowhere to be found'), 'ModuleNotFoundError: the module that is…');
});

test('a dot within a word ends no sentence', () => {
  assert.equal(brief('Python 3.10 is needed'), 'Python 3.10 is needed');
});
