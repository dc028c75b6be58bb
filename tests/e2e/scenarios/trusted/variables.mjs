// The Variables view: filter, cursor, entry points, what is not certain, names to copy.
import assert from 'node:assert/strict';
import { again, until } from '../../lib/until.mjs';

const net = 'mlp/net.py';

export function variables(session) {
  const scenario = (intent, name, file, body) => session.inWindow(`The Variables view ${intent}`, name, file, body);

  scenario('filters by the words in a name', 'filter', net, async (editor, name) => {
    await openView(editor, 'my_net');
    await editor.filterVariables('net bias', '1 of 2 variables match');
    await editor.treeRow('biases [512]');
    await editor.treeRows('weights').first().waitFor({ state: 'detached' });
    await editor.screenshot(name);
    await editor.run('tfscope: Clear Filter');
    await editor.page.getByText('1 of 2 variables match').waitFor({ state: 'detached' });
  });

  scenario('selects what the cursor stands on', 'follow', net, async (editor, name) => {
    await openView(editor, 'my_net');
    await editor.click('weights', 1);
    await editor.selectedTreeRow('weights');
    await editor.screenshot(name);
  });

  scenario('shows a variable as it is typed, and what is unfolded stays so', 'live', 'mlp/train.py', async (editor) => {
    await openView(editor, 'my_net');
    await editor.unfold('my_net');
    await editor.treeRow('biases');
    await editor.typeAt('Control+End', '\nmore = tf.get_variable("more", [3])\n');
    await editor.treeRow('more [3] float32 · 3');
    assert.ok(await (await editor.treeRow('biases')).isVisible());
  });

  scenario('shows what another entry point makes', 'entry-point', 'shared_net/net.py', async (editor, name) => {
    await openView(editor, 'shared_net');
    await editor.unfold('shared_net');
    await editor.treeRow('table [2000, 8] float32 · 16 K');
    await editor.pick('tfscope: Choose Entry Point…', 'small.py');
    await editor.treeRow('shared_net 80');
    await editor.unfold('shared_net');
    await editor.treeRow('table [10, 8] float32 · 80');
    await editor.page.locator('.sidebar .title-label', { hasText: /small\.py/i }).waitFor();
    await editor.screenshot(name);
  });

  scenario('greys what is possible, and marks what is not known by name', 'uncertain', 'uncertain/uncertain.py', async (editor, name) => {
    await openView(editor, 'net');
    await editor.unfold('net');
    await editor.unfold('tower_{kind}');
    const [certain, symbolic] = [await looksOf(editor, 'always'), await looksOf(editor, 'head')];
    // VS Code asks for colours after it has shown the row.
    const greyed = (label) => async () => (await looksOf(editor, label)).colour !== certain.colour;
    for (const label of ['sometimes', 'head']) await until(`${label}, which is possible, is grey`, greyed(label));
    const possible = await looksOf(editor, 'sometimes');
    await editor.screenshot(name);
    assert.doesNotMatch(certain.text, /possible/);
    assert.match(possible.text, /possible/);
    assert.match(certain.icon, /symbol-variable/);
    assert.match(symbolic.icon, /symbol-misc/);
  });

  scenario('and the cursor give names to copy', 'copy', 'transformer/train.py', async (editor) => {
    await editor.click('embeddings', 1);
    await copies(editor, 'Copy Full Variable Name', 'full name', 'encoder/embeddings:0');
    await copies(editor, 'Copy as Checkpoint Key', 'checkpoint key', 'encoder/embeddings');
  });
}

async function openView(editor, scope) {
  await editor.showVariables();
  await editor.treeRow(scope);
}

/** How a row looks: its text, the colour of its label, the classes of its icon. */
async function looksOf(editor, label) {
  const row = await editor.treeRow(label);
  const colour = await row.locator('.label-name').evaluate((element) => getComputedStyle(element).color);
  return { text: await row.innerText(), colour, icon: await row.locator('.custom-view-tree-node-item-icon').getAttribute('class') };
}

async function copies(editor, command, what, name) {
  // The status bar says it for a few seconds only, in which a busy machine may not come to look.
  await again(async (wait) => {
    await editor.run(`tfscope: ${command}`);
    await editor.page.getByText(`Copied the ${what} ${name}.`).waitFor({ timeout: wait });
  });
  assert.equal(await editor.page.evaluate(() => navigator.clipboard.readText()), name);
}
