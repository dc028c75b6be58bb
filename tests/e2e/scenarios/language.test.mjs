// What a person sees in the text: problems, hovers, jumps; as expectations.json says, program by program.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { e2e, top } from '../lib/paths.mjs';
import { startVSCode } from '../lib/vscode.mjs';
import { keepingEvidence } from '../lib/evidence.mjs';

const { programs } = JSON.parse(readFileSync(path.join(e2e, 'expectations.json'), 'utf8'));

describe('In a real VS Code', () => {
  let vscode;
  const seen = keepingEvidence(() => vscode);
  before(async () => {
    vscode = await startVSCode();
  });
  after(() => vscode?.close());

  for (const program of programs) {
    const folder = path.join(top, program.folder);
    const { problem, hover, definition } = program;

    test(`${program.intent} is shown where it stands`, seen(`language-${program.name}`, async () => {
      const editor = await vscode.open(folder, program.open);
      if (problem) {
        await editor.squiggle();
        await editor.screenshot(`${program.name}-problem`);
        const rows = await editor.problems(problem.message);
        assert.ok(rows.some((row) => row.includes(problem.message) && row.includes(`Ln ${problem.line},`)), rows.join('\n'));
        await editor.press('Control+Shift+M');
      }
      if (hover) {
        const text = await editor.hover(hover.word, hover.nth, hover.contains[0]);
        for (const part of hover.contains) assert.ok(text.includes(part), `"${part}" is not in the hover: ${text}`);
        await editor.screenshot(`${program.name}-hover`);
      }
      if (definition) {
        await editor.click(definition.word, definition.nth);
        await editor.press('F12');
        await editor.tab(definition.toFile);
        await editor.cursorOnLine(definition.toLine);
        await editor.screenshot(`${program.name}-definition`);
      }
      await editor.close();
    }));
  }
});
