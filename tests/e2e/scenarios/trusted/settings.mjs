// Settings apply at once, without a reload of the window.
import assert from 'node:assert/strict';
import { until } from '../../lib/until.mjs';

export function settings(session) {
  const scenario = (intent, name, body) => session.inWindow(`Settings: ${intent}`, name, 'scopes/names.py', body);

  scenario('the severity of a rule changes under the eyes, by the same server', 'severity', async (editor) => {
    await editor.squiggle('error');
    const before = session.servers();
    const rule = (severity) => session.vscode.set({ 'tfscope.rules': { 'variable-already-exists': severity } });
    rule('warning');
    await editor.squiggle('warning');
    await editor.noSquiggle('error');
    rule('off');
    await editor.noSquiggle('warning');
    session.vscode.set({ 'tfscope.rules': undefined });
    await editor.squiggle('error');
    assert.deepEqual(session.servers(), before);
  });

  scenario('a wrong Python path gives a warning that names both it and the Python that serves', 'wrong-path-mended', async (editor) => {
    session.vscode.set({ 'tfscope.interpreter': '/no/such/python' });
    assert.match(await editor.notification('cannot be used'), /\/no\/such\/python: there is no such file\)\. The server runs on .*python.* instead\./);
    await editor.squiggle();
    await mendedBy({ 'tfscope.interpreter': undefined });
  });

  scenario('a server command that ends at once gives one message with its last words', 'broken', async (editor, name) => {
    session.vscode.set({ 'tfscope.server.command': ['sh', '-c', 'echo this server is broken on purpose >&2; exit 1'] });
    const message = await editor.notification('could not be started');
    assert.match(message, /The tfscope server could not be started: this server is broken on purpose/);
    assert.equal(await editor.page.locator('.notification-toast').count(), 1);
    assert.match(await editor.status('could not be started'), /this server is broken on purpose/);
    await editor.screenshot(name);
    await mendedBy({ 'tfscope.server.command': undefined });
    await editor.squiggle();
  });

  /** Changes machine settings and waits for the server that this starts. */
  async function mendedBy(changes) {
    const starts = () => session.vscode.log().split('The server is ready').length;
    const before = starts();
    session.vscode.set(changes);
    await until('another server is ready', () => starts() > before);
  }
}
