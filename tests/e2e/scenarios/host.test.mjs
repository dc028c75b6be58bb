// The same expectations, asked inside the extension host, where another extension would ask.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { keepingEvidence } from '../lib/evidence.mjs';
import { e2e, top } from '../lib/paths.mjs';
import { startVSCode } from '../lib/vscode.mjs';

describe('Inside the extension host', () => {
  let vscode;
  const seen = keepingEvidence(() => vscode);
  before(async () => {
    const environment = { E2E_EXPECTATIONS: path.join(e2e, 'expectations.json'), E2E_TOP: top };
    // Without this option the tests in the payload are passed over without a word.
    vscode = await startVSCode({ environment, more: ['--vscode-option', 'enable-smoke-test-driver'] });
  });
  after(() => vscode?.close());

  test('hovers, definitions and problems are what other extensions get too', seen('host', async () => {
    const page = await vscode.page();
    const said = [];
    let ended;
    const exit = new Promise((resolve) => (ended = resolve));
    await page.exposeFunction('codeAutomationLog', (type, args) => said.push(args.join(' ')));
    await page.exposeFunction('codeAutomationExit', (code) => ended(code));
    const payload = [
      ['extensionDevelopmentPath', vscode.remote(path.join(e2e, 'host'))],
      ['extensionTestsPath', vscode.remote(path.join(e2e, 'host/index.cjs'))],
      ['skipWelcome', 'true'],
    ];
    await page.goto(vscode.url(path.join(top, 'tests/e2e/workspace'), payload), { waitUntil: 'domcontentloaded' });
    const code = await exit;
    assert.equal(code, 0, said.join('\n'));
    assert.ok(said.some((line) => /checked \d+ programs/.test(line)), `the tests did not run: ${said.join('\n')}`);
  }));
});
