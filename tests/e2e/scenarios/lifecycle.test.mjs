// The server's life as a person sees it: ready, restarted, crashed; and where it is not started at all.
import assert from 'node:assert/strict';
import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { keepingEvidence } from '../lib/evidence.mjs';
import { e2e, python } from '../lib/paths.mjs';
import { serversBelow } from '../lib/processes.mjs';
import { until } from '../lib/until.mjs';
import { startVSCode } from '../lib/vscode.mjs';

const oneFile = path.join(e2e, 'workspace/one_file');
const severalFiles = path.join(e2e, 'workspace/several_files');
const noTensorFlow = path.join(e2e, 'workspace/no_tensorflow');

describe('The server', () => {
  let vscode;
  const seen = keepingEvidence(() => vscode);
  before(async () => {
    vscode = await startVSCode();
  });
  after(() => vscode?.close());
  const servers = () => serversBelow(vscode.child.pid);

  test('is ready, and the status item says so', seen('status', async () => {
    const editor = await vscode.open(oneFile, 'collide.py');
    await editor.squiggle();
    assert.match(await editor.status('tfscope: ready'), /tfscope: ready/);
    await editor.screenshot('status');
  }));

  test('restarts on command: another process answers', seen('restart', async () => {
    const editor = await vscode.open(oneFile, 'collide.py');
    await editor.squiggle();
    const [first] = await until('the server runs', () => servers().length === 1 && servers());
    await editor.run('tfscope: Restart Server');
    await until('another server runs', () => servers().length === 1 && servers()[0] !== first);
    await editor.squiggle();
    await editor.hover('v1', 1, 'scope1/v1');
  }));

  test('is started again when it crashes, up to a limit, which is explained', seen('crash', async () => {
    const editor = await vscode.open(oneFile, 'collide.py');
    await editor.squiggle();
    const ready = () => vscode.log().split('The server is ready').length;
    for (let crash = 1, before = ready() - 1; crash <= 4; crash++) {
      // Killed before it is ready, it would count as one that cannot be started.
      await until(`the server is ready before crash ${crash}`, () => ready() === before + crash && servers().length === 1);
      process.kill(servers()[0], 'SIGKILL');
    }
    assert.match(await editor.notification('not started again'), /stopped 4 times within 3 minutes/);
    await editor.screenshot('crashed');
    await editor.page.locator('.notification-toast .monaco-button', { hasText: 'Restart Server' }).click();
    await editor.hover('v1', 1, 'scope1/v1');
  }));

  test('serves all folders of a workspace with several', seen('multi-root', async () => {
    const folders = [oneFile, severalFiles].map((folder) => ({ path: vscode.copyOf(folder) }));
    const workspace = path.join(path.dirname(folders[0].path), 'both.code-workspace');
    writeFileSync(workspace, JSON.stringify({ folders }));
    const editor = await vscode.openHere(workspace, path.join(folders[0].path, 'collide.py'));
    await editor.squiggle();
    await editor.openFile('train.py');
    await editor.hover('weights', 0, 'my_net/weights');
    assert.equal(servers().length, 1);
  }));

  test('is not started for Python without TensorFlow, until TensorFlow is imported', seen('quiet', async () => {
    const editor = await vscode.open(noTensorFlow, 'plain.py');
    await until('the folder is looked at', () => vscode.log().includes('No TensorFlow code in no_tensorflow'));
    assert.deepEqual(servers(), []);
    assert.equal(await editor.page.locator('.activitybar [aria-label*=tfscope]').count(), 0, 'the view is not offered');
    await editor.screenshot('quiet');
    await editor.click('get_variable');
    await editor.press('Control+Home');
    await editor.type('import tensorflow as tf\n');
    await until('the server runs', () => servers().length === 1);
  }));
});

describe('A server that cannot be started', () => {
  let vscode;
  const seen = keepingEvidence(() => vscode);
  after(() => vscode?.close());

  test('gives one message with its last words', seen('broken', async () => {
    const broken = [python, '-c', 'raise SystemExit("this server is broken on purpose")'];
    vscode = await startVSCode({ machineSettings: { 'tfscope.server.command': broken } });
    const editor = await vscode.open(oneFile, 'collide.py');
    const message = await editor.notification('could not be started');
    assert.match(message, /The tfscope server could not be started: this server is broken on purpose/);
    assert.equal(await editor.page.locator('.notification-toast').count(), 1);
    assert.match(await editor.status('could not be started'), /this server is broken on purpose/);
    await editor.screenshot('broken');
  }));
});
