// A folder that is not trusted: names and problems are shown, nothing of the folder is run, until trust is given.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe } from 'node:test';
import { python, top } from '../lib/paths.mjs';
import { Session } from '../lib/session.mjs';
import { until } from '../lib/until.mjs';

describe('In Restricted Mode', () => {
  const session = new Session({ trust: false });

  session.inOwnWindow('nothing that the folder names is started, until the person trusts it', 'untrusted', async (name) => {
    const folder = session.vscode.copyOf(path.join(top, 'examples/scopes'));
    const trap = trapIn(folder);
    const editor = await session.vscode.open(folder, 'names.py');
    await editor.squiggle();
    await editor.hover('var2', 0, 'my_scope/var2');
    const restricted = editor.page.locator('.statusbar-item', { hasText: 'Restricted Mode' });
    await restricted.waitFor();
    await editor.screenshot(name);
    assert.ok(!existsSync(trap), 'a program of the folder was started');

    const starts = () => session.vscode.log().split('The server is ready').length;
    const before = starts();
    await editor.run('Workspaces: Manage Workspace Trust');
    await editor.page.locator('.workspace-trust-editor .monaco-button', { hasText: 'Trust' }).first().click();
    await restricted.waitFor({ state: 'detached' });
    await until('the server is started anew', () => starts() > before);
    await until('the Python of the folder counts now', () => existsSync(trap));
    await editor.openFile('names.py');
    await editor.squiggle();
  });
});

/** Puts a program into a folder, whose settings name it, that leaves a file when it is started: the path of that file. */
function trapIn(folder) {
  const [trap, left] = [path.join(folder, 'python'), path.join(folder, 'was-run')];
  writeFileSync(trap, `#!/bin/sh\ntouch "${left}"\nexec ${python} "$@"\n`);
  chmodSync(trap, 0o755);
  mkdirSync(path.join(folder, '.vscode'));
  const settings = { 'tfscope.interpreter': trap, 'tfscope.environment': trap };
  writeFileSync(path.join(folder, '.vscode/settings.json'), JSON.stringify(settings));
  return left;
}
