// A folder that is not trusted: names and problems are shown, nothing of the folder is run.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { keepingEvidence } from '../lib/evidence.mjs';
import { e2e } from '../lib/paths.mjs';
import { startVSCode } from '../lib/vscode.mjs';

describe('In Restricted Mode', () => {
  let vscode;
  const seen = keepingEvidence(() => vscode);
  before(async () => {
    vscode = await startVSCode({ trust: false });
  });
  after(() => vscode?.close());

  test('problems are shown, and a program that the folder names in its settings is not started', seen('untrusted', async () => {
    const folder = vscode.copyOf(path.join(e2e, 'workspace/one_file'));
    const trap = path.join(folder, 'python');
    writeFileSync(trap, `#!/bin/sh\ntouch "${folder}/run"\n`);
    chmodSync(trap, 0o755);
    mkdirSync(path.join(folder, '.vscode'));
    const settings = { 'tfscope.interpreter': trap, 'tfscope.environment': trap, 'tfscope.server.command': [trap] };
    writeFileSync(path.join(folder, '.vscode/settings.json'), JSON.stringify(settings));

    const editor = await vscode.openHere(folder, 'collide.py');
    await editor.squiggle();
    await editor.hover('v1', 1, 'scope1/v1');
    await editor.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await editor.screenshot('untrusted');
    assert.ok(!existsSync(path.join(folder, 'run')), 'a program of the folder was started');
  }));
});
