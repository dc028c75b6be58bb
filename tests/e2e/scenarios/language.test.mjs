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
    const { problem, hover, definition, bug, tree } = program;

    const scenario = (intent, name, body) =>
      test(`${program.name}: ${intent}`, seen(`${program.name}-${name}`, async () => {
        const editor = await vscode.open(folder, program.open);
        await body(editor, `${program.name}-${name}`);
      }));

    if (problem) {
      scenario('what TensorFlow would raise is underlined and listed', 'problem', async (editor, name) => {
        await editor.squiggle();
        const rows = await editor.problems(problem.message);
        assertOneHolds(rows, problem.message, `Ln ${problem.line},`);
        assertOneHolds(rows, 'created here', `Ln ${problem.relatedLine},`);
        await editor.screenshot(name);
      });
    }

    if (hover) {
      scenario('the hover tells name, type and shape', 'hover', async (editor, name) => {
        const text = await editor.hover(hover.word, hover.nth, hover.contains[0]);
        for (const part of hover.contains) assert.ok(text.includes(part), `"${part}" is not in the hover: ${text}`);
        await editor.screenshot(name);
      });
    }

    if (definition) {
      scenario('F12 on a reusing call goes to the creating one', 'definition', async (editor, name) => {
        await editor.hover(definition.word, definition.nth, hover.contains[0]);
        await editor.click(definition.word, definition.nth);
        await editor.cursorOnLine(definition.line);
        await editor.press('F12');
        await editor.tab(definition.toFile);
        await editor.cursorOnLine(definition.toLine);
        await editor.screenshot(name);
      });
    }

    if (bug) {
      scenario('a bug is reported while it is typed, and goes when it is mended', 'bug', async (editor, name) => {
        await editor.click('import');
        await editor.press('Control+End');
        await editor.type(bug.typedAtTheEnd);
        await editor.squiggle();
        const rows = await editor.problems(bug.message);
        assertOneHolds(rows, bug.related, 'created here');
        await editor.screenshot(name);
        await editor.doubleClick(bug.mendedBy.word, bug.mendedBy.nth);
        await editor.type(bug.mendedBy.becomes);
        await editor.noSquiggle();
      });
    }

    if (tree) {
      scenario('the Variables view shows shapes and counts, and a click jumps', 'tree', async (editor, name) => {
        await editor.run('tfscope: Show the Variables of This File');
        for (const scope of tree.unfold) await (await editor.treeRow(scope)).locator('.monaco-tl-twistie').click();
        for (const row of tree.rows) await editor.treeRow(row);
        await editor.screenshot(name);
        await (await editor.treeRow(tree.click)).locator('.label-name').click();
        await editor.tab(tree.toFile);
        await editor.cursorOnLine(tree.toLine);
      });
    }
  }
});

function assertOneHolds(rows, ...parts) {
  assert.ok(rows.some((row) => parts.every((part) => row.includes(part))), `no row holds ${parts.join(' and ')}:\n${rows.join('\n')}`);
}
