// Beside the Python extension: what a person chose there counts.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe } from 'node:test';
import { e2e, python, top } from '../lib/paths.mjs';
import { Session } from '../lib/session.mjs';

describe('Beside the Python extension', () => {
  const place = mkdtempSync(path.join(tmpdir(), 'tfscope-chosen-'));
  after(() => rmSync(place, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  const chosen = path.join(place, 'chosen');
  // Without this option extensions in the payload are passed over without a word.
  const more = ['--vscode-option', 'enable-smoke-test-driver'];
  const session = new Session({ environment: { E2E_CHOSEN_PYTHON: chosen }, more });

  const intent = 'the server runs on the interpreter chosen there, and finds the packages installed in it';
  session.inOwnWindow(intent, 'python-extension', async (name) => {
    const environment = path.join(place, 'environment');
    execFileSync(python, ['-m', 'venv', '--without-pip', environment]);
    writeFileSync(chosen, path.join(environment, 'bin/python'));
    writeFileSync(path.join(sitePackages(environment), 'layers_of_others.py'), library);
    const folder = session.vscode.copyOf(path.join(top, 'examples/scopes'));
    writeFileSync(path.join(folder, 'uses.py'), 'import layers_of_others\n\nmade = layers_of_others.make()\n');
    const extension = ['extensionDevelopmentPath', session.vscode.remote(path.join(e2e, 'python_extension'))];
    const editor = await session.vscode.open(folder, 'uses.py', [extension]);
    await editor.hover('make', 0, 'others/weights');
    assert.match(session.vscode.log(), new RegExp(`from the Python extension: ${environment}`));
    await editor.screenshot(name);
  });
});

const library = `import tensorflow as tf


def make():
    with tf.variable_scope("others"):
        return tf.get_variable("weights", [3])
`;

function sitePackages(environment) {
  const program = 'import sysconfig; print(sysconfig.get_path("purelib"), end="")';
  return execFileSync(path.join(environment, 'bin/python'), ['-c', program], { encoding: 'utf8' });
}
