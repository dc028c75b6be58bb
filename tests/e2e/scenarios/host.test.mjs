// The same expectations, asked inside the extension host, where another extension would ask.
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe } from 'node:test';
import { e2e, top } from '../lib/paths.mjs';
import { Session } from '../lib/session.mjs';
import { patience, until } from '../lib/until.mjs';

describe('Inside the extension host', () => {
  const session = new Session({
    environment: { E2E_EXPECTATIONS: path.join(e2e, 'expectations.json'), E2E_TOP: top, E2E_TIMEOUT: String(patience / 1000) },
    // Without this option the tests in the payload are passed over without a word; with it VS Code shows no notifications.
    more: ['--vscode-option', 'enable-smoke-test-driver'],
  });

  session.inOwnWindow('hovers, definitions and problems are what other extensions get too', 'host', async () => {
    const { vscode } = session;
    const page = await vscode.page();
    const said = [];
    let code;
    await page.exposeFunction('codeAutomationLog', (type, args) => said.push(args.join(' ')));
    await page.exposeFunction('codeAutomationExit', (given) => (code = given));
    const payload = [
      ['extensionDevelopmentPath', vscode.remote(path.join(e2e, 'host'))],
      ['extensionTestsPath', vscode.remote(path.join(e2e, 'host/index.cjs'))],
      ['skipWelcome', 'true'],
    ];
    await page.goto(vscode.url(path.join(top, 'examples'), payload), { waitUntil: 'domcontentloaded' });
    await until('the tests end', () => code !== undefined, { timeout: 2 * patience, saw: () => said.join('\n') });
    assert.equal(code, 0, said.join('\n'));
    assert.ok(said.some((line) => /checked \d+ programs/.test(line)), `the tests did not run: ${said.join('\n')}`);
  });
});
