// The Variables view: filter, cursor, names to copy.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { keepingEvidence } from '../lib/evidence.mjs';
import { e2e } from '../lib/paths.mjs';
import { startVSCode } from '../lib/vscode.mjs';

const folder = path.join(e2e, 'workspace/several_files');

describe('The Variables view', () => {
  let vscode;
  const seen = keepingEvidence(() => vscode);
  before(async () => {
    vscode = await startVSCode();
  });
  after(() => vscode?.close());

  async function openView() {
    const editor = await vscode.open(folder, 'train.py');
    await editor.hover('weights', 0, 'my_net/weights');
    await editor.run('tfscope: Show the Variables of This File');
    await editor.treeRow('my_net');
    return editor;
  }

  test('a filter leaves what has every word in its name, unfolded', seen('filter', async () => {
    const editor = await openView();
    await editor.run('tfscope: Filter Variables…');
    await editor.page.locator('.quick-input-widget input').fill('net bias');
    await editor.treeRow('biases [512]');
    await editor.press('Enter');
    assert.equal(await editor.treeRows('weights').count(), 0);
    await editor.page.getByText('1 of 2 variables match').waitFor();
    await editor.screenshot('filter');
    await editor.run('tfscope: Clear Filter');
    await editor.page.getByText('1 of 2 variables match').waitFor({ state: 'detached' });
  }));

  test('selects what the cursor stands on', seen('follow', async () => {
    const editor = await openView();
    await editor.click('weights', 0);
    await editor.page.locator('.tree-explorer-viewlet-tree-view .monaco-list-row.selected', { hasText: 'weights' }).waitFor();
    await editor.screenshot('follow');
  }));

  test('a variable typed appears, and what is unfolded stays so', seen('live', async () => {
    const editor = await openView();
    await (await editor.treeRow('my_net')).locator('.monaco-tl-twistie').click();
    await editor.treeRow('biases');
    await editor.click('import');
    await editor.press('Control+End');
    await editor.type('\nmore = tf.get_variable("more", [3])\n');
    await editor.treeRow('more [3] float32 · 3');
    assert.ok(await (await editor.treeRow('biases')).isVisible());
  }));

  test('the full name and the checkpoint key are copied from the cursor', seen('copy', async () => {
    const editor = await openView();
    await editor.click('weights', 0);
    await editor.run('tfscope: Copy Full Variable Name');
    await editor.page.getByText('Copied the full name my_net/weights:0').waitFor();
    assert.equal(await editor.page.evaluate(() => navigator.clipboard.readText()), 'my_net/weights:0');
    await editor.run('tfscope: Copy as Checkpoint Key');
    await editor.page.getByText('Copied the checkpoint key my_net/weights.').waitFor();
    assert.equal(await editor.page.evaluate(() => navigator.clipboard.readText()), 'my_net/weights');
  }));
});
