// What a person is told when there is no Python for the server to run on.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { keepingEvidence } from '../lib/evidence.mjs';
import { e2e } from '../lib/paths.mjs';
import { startVSCode } from '../lib/vscode.mjs';

// The stand-in server's command would be used whatever Python there is.
const bundled = { 'tfscope.server.command': [] };

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
  let vscode;
  const seen = keepingEvidence(() => vscode);
  const place = mkdtempSync(path.join(tmpdir(), 'tfscope-python-'));
  after(() => rmSync(place, { recursive: true, force: true }));

  /** Starts VS Code where `programs` (name: script) are all there is on the PATH beside the system's tools. */
  async function startWith(programs, machineSettings = {}) {
    const bin = path.join(mkdtempSync(path.join(place, 'path-')), 'bin');
    mkdirSync(bin);
    for (const [name, script] of Object.entries(programs)) {
      writeFileSync(path.join(bin, name), `#!/bin/sh\n${script}\n`);
      chmodSync(path.join(bin, name), 0o755);
    }
    // VS Code asks the login shell for the PATH, and that shell begins with the system's own.
    writeFileSync(path.join(place, '.profile'), `PATH="${bin}:/usr/bin:/bin"\n`);
    const environment = { HOME: place };
    vscode = await startVSCode({ environment, machineSettings: { ...bundled, ...machineSettings }, wrap: withoutPython });
    return vscode.open(path.join(e2e, 'workspace/one_file'), 'collide.py');
  }

  const scenario = (intent, name, body) =>
    test(intent, async () => {
      try {
        await seen(name, body)();
      } finally {
        await vscode?.close();
      }
    });

  scenario('one message says that there is none, with a button to choose one', 'no-python', async () => {
    const editor = await startWith({});
    const message = await editor.notification('found none');
    assert.match(message, /tfscope needs Python 3\.10 or newer to run its server, and found none\./);
    await editor.page.locator('.notification-toast .monaco-button', { hasText: 'Choose Python' }).waitFor();
    assert.equal(await editor.page.locator('.notification-toast').count(), 1);
    await editor.screenshot('no-python');
  });

  scenario('beside only Python 3.7, the message says that it is too old', 'python37', async () => {
    const editor = await startWith({ python3: `echo '{"executable": "/opt/python3.7", "version": [3, 7, 16]}'` });
    assert.match(await editor.notification('found none'), /python3 from the PATH: it is Python 3\.7\.16, too old/);
    assert.equal(await editor.page.locator('.notification-toast').count(), 1);
  });

  scenario('a Python path of the settings that does not exist is named', 'wrong-path', async () => {
    const editor = await startWith({}, { 'tfscope.interpreter': '/no/such/python' });
    assert.match(await editor.notification('found none'), /\/no\/such\/python from the setting tfscope\.interpreter: there is no such file/);
    assert.equal(await editor.page.locator('.notification-toast').count(), 1);
  });
});

describe('With a wrong Python path in the settings, and another Python', () => {
  let vscode;
  const seen = keepingEvidence(() => vscode);
  after(() => vscode?.close());

  test('a warning names both', seen('wrong-path-mended', async () => {
    vscode = await startVSCode({ machineSettings: { ...bundled, 'tfscope.interpreter': '/no/such/python' } });
    const editor = await vscode.open(path.join(e2e, 'workspace/one_file'), 'collide.py');
    assert.match(await editor.notification('cannot be used'), /\/no\/such\/python: there is no such file\)\. The server runs on .*python.* instead\./);
  }));
});
