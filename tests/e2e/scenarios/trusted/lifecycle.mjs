// The server's life as a person sees it: ready, restarted, crashed; and where it is not started at all.
import assert from 'node:assert/strict';
import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { e2e, top } from '../../lib/paths.mjs';
import { until } from '../../lib/until.mjs';

const oneFile = path.join(top, 'examples/scopes');
const severalFiles = path.join(top, 'examples/transformer');
const plain = path.join(e2e, 'programs/plain');

export function lifecycle(session) {
  const scenario = (intent, name, body) => session.inWindow(`The server ${intent}`, name, 'scopes/names.py', body);

  scenario('is ready, and the status item says so', 'status', async (editor, name) => {
    await editor.squiggle();
    assert.match(await editor.status('tfscope: ready'), /tfscope: ready/);
    await editor.screenshot(name);
  });

  scenario('restarts on command: another process answers', 'restart', async (editor) => {
    await editor.squiggle();
    const [first] = await until('the server runs', () => session.servers().length === 1 && session.servers());
    await editor.run('tfscope: Restart Server');
    await until('another server runs', () => session.servers().length === 1 && session.servers()[0] !== first);
    await editor.squiggle();
    await editor.hover('var2', 0, 'my_scope/var2');
  });

  scenario('is started again when it crashes, up to a limit, which is explained', 'crash', async (editor, name) => {
    await editor.squiggle();
    const ready = () => session.vscode.log().split('The server is ready').length;
    for (let crash = 1, before = ready() - 1; crash <= 4; crash++) {
      // Killed before it is ready, it would count as one that cannot be started.
      await until(`the server is ready before crash ${crash}`, () => ready() === before + crash && session.servers().length === 1);
      process.kill(session.servers()[0], 'SIGKILL');
    }
    assert.match(await editor.notification('not started again'), /stopped 4 times within 3 minutes/);
    await editor.screenshot(name);
    await editor.page.locator('.notification-toast .monaco-button', { hasText: 'Restart Server' }).click();
    await editor.hover('var2', 0, 'my_scope/var2');
  });

  session.inWindow('The walkthrough for first use shows its steps', 'walkthrough', 'scopes/names.py', async (editor, name) => {
    await editor.pick('Welcome: Open Walkthrough', 'See the names TensorFlow will give');
    const steps = editor.page.locator('.gettingStartedContainer');
    for (const step of ['Hover over a call', 'See all variables by scope', 'Read what would go wrong']) {
      await steps.getByText(step).first().waitFor();
    }
    await editor.screenshot(name);
  });

  session.inOwnWindow('The server serves all folders of a workspace with several', 'multi-root', async () => {
    const folders = [oneFile, severalFiles].map((folder) => ({ path: session.vscode.copyOf(folder) }));
    const workspace = path.join(path.dirname(folders[0].path), 'both.code-workspace');
    writeFileSync(workspace, JSON.stringify({ folders }));
    const editor = await openWorkspace(session.vscode, workspace, path.join(folders[0].path, 'names.py'));
    await editor.squiggle();
    await editor.openFile('train.py');
    await editor.hover('embeddings', 1, 'encoder/embeddings');
    await until('one server serves both', () => session.servers().length === 1);
  });

  session.inOwnWindow('The server is not started for Python without TensorFlow, until TensorFlow is imported', 'quiet', async (name) => {
    await until('the servers of other windows ended', () => session.servers().length === 0);
    const editor = await session.vscode.open(session.vscode.copyOf(plain), 'plain.py');
    await until('the folder is looked at', () => session.vscode.log().includes('No TensorFlow code in plain'));
    assert.deepEqual(session.servers(), []);
    assert.equal(await editor.page.locator('.activitybar [aria-label*=tfscope]').count(), 0, 'the view is not offered');
    await editor.screenshot(name);
    await editor.typeAt('Control+Home', 'import tensorflow as tf\n');
    await until('the server runs', () => session.servers().length === 1);
  });
}

/** Opens a workspace of several folders. On a busy machine VS Code's web client may see none of them until it is reloaded. */
async function openWorkspace(vscode, workspace, file) {
  for (let attempt = 1; ; attempt++) {
    const editor = await vscode.open(workspace, file);
    try {
      await editor.page.locator('.explorer-folders-view .monaco-list-row').nth(1).waitFor({ timeout: 20_000 });
      return editor;
    } catch (error) {
      if (attempt === 3) throw error;
      await vscode.closeWindows();
    }
  }
}
