/** How the server is started, started again, and heard. */

import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { CrashLimit } from '../src/server/crashes.ts';
import { bundledServer, customServer } from '../src/server/launch.ts';
import { StderrLevels } from '../src/server/stderr.ts';

test('the server is started again after a crash, but not after the fourth within three minutes', () => {
  let now = 0;
  const crashes = new CrashLimit(() => now);
  const decisions = [0, 10_000, 20_000, 30_000].map((time) => {
    now = time;
    return crashes.restartAfterCrash();
  });
  assert.deepEqual(decisions, [true, true, true, false]);
});

test('crashes that lie long apart never add up', () => {
  let now = 0;
  const crashes = new CrashLimit(() => (now += 61_000));
  assert.ok(Array.from({ length: 20 }, () => crashes.restartAfterCrash()).every(Boolean));
});

test('a restart by hand forgets the crashes', () => {
  const crashes = new CrashLimit(() => 0);
  for (let count = 0; count < 4; count++) crashes.restartAfterCrash();
  crashes.reset();
  assert.equal(crashes.restartAfterCrash(), true);
});

test('the bundled server is shielded from what the interpreter has installed, and starts in its own folder', () => {
  const launch = bundledServer('/usr/bin/python3', 'extension');
  assert.deepEqual(launch.args, ['-I', '-S', '-X', 'utf8', path.join('extension', 'bundled', 'run_server.py')]);
  assert.equal(launch.folder, path.join('extension', 'bundled'));
});

test('a command of the settings replaces the bundled server; an empty one does not', () => {
  assert.deepEqual(customServer(['tfscope', 'serve'], '/ext'), { command: 'tfscope', args: ['serve'], folder: '/ext' });
  assert.equal(customServer([], '/ext'), undefined);
});

test('a line of the server is logged at the level it states, a traceback at that of the line above it', () => {
  const levels = new StderrLevels();
  const lines = ['INFO tfscope: ready', 'ERROR tfscope: a rule failed', 'Traceback (most recent call last):', '  File "x.py"', 'DEBUG:pygls: sent'];
  assert.deepEqual(lines.map((line) => levels.levelOf(line)), ['info', 'error', 'error', 'error', 'debug']);
});

test('what is written before any level is an error, as when Python itself cannot start', () => {
  assert.equal(new StderrLevels().levelOf("can't open file 'run_server.py'"), 'error');
});
