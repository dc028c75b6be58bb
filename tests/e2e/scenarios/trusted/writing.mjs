// What helps a person to write and to change: completion, rename, quick fixes, hints.
import assert from 'node:assert/strict';

export function writing(session) {
  const scenario = (intent, name, file, body) => session.inWindow(`Writing: ${intent}`, name, file, body);

  scenario('the string of get_variable is completed with the variables of the scope', 'completion', 'mlp/train.py', async (editor, name) => {
    await editor.typeAt('Control+End', '\nwith tf.variable_scope("my_net", reuse=True):\n    tf.get_variable("');
    await editor.suggestion('biases');
    const row = await editor.suggestion('weights');
    await row.getByText('[784, 512]').waitFor();
    await editor.screenshot(name);
    await row.click();
    await editor.line('tf.get_variable("weights');
  });

  scenario('a variable is renamed in every file that names it, with a word about checkpoints', 'rename', 'shared_head/model.py', async (editor, name) => {
    await editor.hover('scale', 0, 'head/scale', 'train.py:9');
    await editor.click('scale');
    await editor.rename('gain', () => editor.screenshot(name));
    assert.match(await editor.notification('heckpoint'), /head\/scale.*head\/gain/s);
    await editor.line('tf.get_variable("gain", [64])');
    await editor.openFile('shared_head/train.py');
    await editor.line('tf.get_variable("gain", [64])');
    await editor.hover('gain', 0, 'head/gain');
  });

  scenario('a quick fix mends what is underlined', 'fix', 'scopes/names.py', async (editor, name) => {
    await editor.squiggle();
    await editor.click('var3', 1);
    await editor.quickFix('Share the variable', () => editor.screenshot(name));
    await editor.noSquiggle();
    await editor.line('with tf.variable_scope("my_scope", reuse=');
  });

  scenario('inlay hints show full names as soon as they are switched on', 'hints', 'mlp/net.py', async (editor, name) => {
    await editor.lens('creates 2 variables').waitFor();
    assert.equal(await editor.inlayHints('my_net').count(), 0);
    session.vscode.set({ 'tfscope.inlayHints.enabled': true });
    await editor.inlayHints('my_net/weights').first().waitFor();
    await editor.screenshot(name);
    session.vscode.set({ 'tfscope.inlayHints.enabled': undefined });
    await editor.inlayHints('my_net').first().waitFor({ state: 'detached' });
  });
}
