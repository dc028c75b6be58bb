/** The choice of the Python that the server runs on. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askPython, readAnswer } from '../src/python/ask.ts';
import { type Answer, type Candidate, findPython, nothingFoundMessage, settingNotUsedMessage, settingSource } from '../src/python/search.ts';

const answers: Record<string, Answer> = {
  '/new/python': { executable: '/new/python', version: [3, 12, 1] },
  '/oldest/python': { executable: '/oldest/python', version: [3, 10, 0] },
  '/py37/python': { executable: '/py37/python', version: [3, 7, 9] },
  '/py27/python': { executable: '/py27/python', version: [2, 7, 18] },
};

function find(...commands: string[]) {
  const candidates = commands.map((command): Candidate => ({ command: [command], source: command.includes('set') ? settingSource : 'the PATH' }));
  return findPython(candidates, ([command = '']) => Promise.resolve(answers[command] ?? { failure: 'there is no such file' }));
}

test('the first candidate that is new enough is taken', async () => {
  const { found, tried } = await find('/py37/python', '/oldest/python', '/new/python');
  assert.equal(found?.executable, '/oldest/python');
  assert.deepEqual(tried.map((each) => each.problem), ['it is Python 3.7.9, too old']);
});

test('Python 2 is too old, whatever its minor version', async () => {
  assert.equal((await find('/py27/python')).found, undefined);
});

test('a candidate that two places name is asked once', async () => {
  assert.equal((await find('/py37/python', '/py37/python')).tried.length, 1);
});

test('when nothing fits, the message names each candidate, its source and its problem', async () => {
  const { found, tried } = await find('/nowhere', '/py37/python');
  assert.equal(found, undefined);
  assert.equal(
    nothingFoundMessage(tried),
    'tfscope needs Python 3.10 or newer to run its server, and found none. Tried: ' +
      '/nowhere from the PATH: there is no such file; /py37/python from the PATH: it is Python 3.7.9, too old.',
  );
});

test('where there is no candidate at all, the message says so', () => {
  assert.match(nothingFoundMessage([]), /found none\. There is no Python on the PATH or in the usual places\.$/);
});

test('an interpreter of the settings that cannot be used is named, with the one used instead', async () => {
  const search = await find('/set/wrong', '/new/python');
  assert.equal(
    settingNotUsedMessage(search),
    'The Python in the setting tfscope.interpreter cannot be used (/set/wrong: there is no such file). ' +
      'The server runs on /new/python instead.',
  );
});

test('nothing is said of the setting when it is used or empty', async () => {
  assert.equal(settingNotUsedMessage(await find('/new/python')), undefined);
});

test('what is no Python is told from one by its answer', () => {
  assert.deepEqual(readAnswer('{"executable": "/p", "version": [3, 11, 7]}'), { executable: '/p', version: [3, 11, 7] });
  assert.deepEqual(readAnswer('hello'), { failure: 'it does not answer as Python does' });
  assert.deepEqual(readAnswer('{"version": "3"}'), { failure: 'it does not answer as Python does' });
});

test('a program that is not there, or is something else, gives its failure in words', async () => {
  assert.deepEqual(await askPython(['/no/such/python'], '.'), { failure: 'there is no such file' });
  assert.deepEqual(await askPython([process.execPath], '.'), { failure: 'it ended with exit code 9' });
});
