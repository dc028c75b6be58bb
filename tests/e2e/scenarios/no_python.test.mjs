// What a person is told when there is no Python for the server to run on.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe } from 'node:test';
import { Session } from '../lib/session.mjs';

// A place of its own for mounts, in which nothing is where Python usually lies: an unreadable file covers it.
const withoutPython = ['unshare', '--mount', 'sh', '-c', 'for each in /usr/bin/python3.[0-9]* /usr/local/bin/python3*; do [ -f "$each" ] && mount --bind /dev/null "$each"; done; exec "$@"', 'sh'];
const cannotHide = canHide() ? false : 'hiding the Python of this machine needs the right to mount';

function canHide() {
  try {
    execFileSync(withoutPython[0], [...withoutPython.slice(1), 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('Without a Python that fits', { skip: cannotHide }, () => {
  const home = mkdtempSync(path.join(tmpdir(), 'tfscope-python-'));
  const bin = path.join(home, 'bin');
  mkdirSync(bin);
  // VS Code asks the login shell for the PATH, and that shell begins with the system's own.
  writeFileSync(path.join(home, '.profile'), `PATH="${bin}:/usr/bin:/bin"\n`);
  const session = new Session({ environment: { HOME: home }, wrap: withoutPython });
  after(() => rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  const scenario = (intent, name, body) => session.inWindow(intent, name, 'scopes/names.py', body);

  scenario('one message says that there is none, with a button to choose one', 'no-python', async (editor, name) => {
    const message = await onlyNotification(editor);
    assert.match(message, /tfscope needs Python 3\.10 or newer to run its server, and found none\./);
    await editor.page.locator('.notification-toast .monaco-button', { hasText: 'Choose Python' }).waitFor();
    assert.match(await editor.status('no Python to run on'), /3\.10 or newer is needed.*Choose Python…/s);
    await editor.screenshot(name);
  });

  scenario('beside only Python 3.7, the message says that it is too old', 'python37', async (editor, name) => {
    putPython37(path.join(bin, 'python3'));
    await editor.run('tfscope: Restart Server');
    assert.match(await onlyNotification(editor), /python3 from the PATH: it is Python 3\.7\.\d+, too old/);
    await editor.screenshot(name);
  });

  scenario('a Python path of the settings that does not exist is named', 'wrong-path', async (editor, name) => {
    session.vscode.set({ 'tfscope.interpreter': '/no/such/python' });
    const message = await onlyNotification(editor);
    assert.match(message, /\/no\/such\/python from the setting tfscope\.interpreter: there is no such file/);
    await editor.screenshot(name);
  });
});

/** A real Python 3.7 where this machine has one, else a program that answers as one. */
function putPython37(file) {
  const versions = path.join(homedir(), '.pyenv/versions');
  const installed = existsSync(versions) ? readdirSync(versions).filter((name) => name.startsWith('3.7.')) : [];
  if (installed.length > 0) {
    symlinkSync(path.join(versions, installed[0], 'bin/python3.7'), file);
  } else {
    writeFileSync(file, `#!/bin/sh\necho '{"executable": "/opt/python3.7", "version": [3, 7, 16]}'\n`);
    chmodSync(file, 0o755);
  }
}

async function onlyNotification(editor) {
  const message = await editor.notification('found none');
  assert.equal(await editor.page.locator('.notification-toast').count(), 1);
  return message;
}
