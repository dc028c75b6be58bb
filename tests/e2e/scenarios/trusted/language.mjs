// What a person sees in the text: problems, hovers, jumps; as expectations.json says, program by program.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { e2e } from '../../lib/paths.mjs';

const { programs } = JSON.parse(readFileSync(path.join(e2e, 'expectations.json'), 'utf8'));

export function language(session) {
  for (const program of programs) {
    const { problem, hover, definition, bug, tree } = program;
    const scenario = (intent, name, body) =>
      session.inWindow(`${program.name}: ${intent}`, `${program.name}-${name}`, `${program.name}/${program.open}`, body);

    if (problem) scenario('what TensorFlow would raise is underlined and listed', 'problem', seesProblem(problem));
    if (hover) scenario('the hover tells name, type and shape', 'hover', seesHover(hover));
    if (definition) scenario('F12 on a reusing call goes to the creating one', 'definition', jumps(definition));
    if (bug) scenario('a bug is reported while it is typed, and goes when it is mended', 'bug', typesBug(bug));
    if (tree) scenario('the Variables view shows shapes and counts, and a click jumps', 'tree', usesTree(tree));
  }

  const intent = 'a notebook: its cells share one graph, so the second one makes what the first one made';
  session.inWindow(intent, 'notebook', 'notebook/names.ipynb', async (editor, name) => {
    await editor.notebook.squiggle();
    await editor.notebook.hover('weights', 1, 'net/weights');
    await editor.screenshot(name);
    assertOneHolds(await editor.problems('Variable net/weights already exists, disallowed.'), 'created here');
  });

  session.inWindow('the page of a rule opens from its finding', 'rule', 'gan/model.py', async (editor, name) => {
    await editor.squiggle();
    await editor.run('tfscope: Open Rule Documentation');
    await editor.tab('variable-already-exists');
    await editor.screenshot(name);
  });
}

function seesProblem({ message, line, relatedLine }) {
  return async (editor, name) => {
    await editor.squiggle();
    const rows = await editor.problems(message);
    assertOneHolds(rows, message, `Ln ${line},`);
    assertOneHolds(rows, 'created here', `Ln ${relatedLine},`);
    await editor.screenshot(name);
  };
}

function seesHover({ word, nth, contains }) {
  return async (editor, name) => {
    const text = await editor.hover(word, nth, ...contains);
    assert.doesNotMatch(text, /possibl/, 'what a program makes is certain');
    await editor.screenshot(name);
  };
}

function jumps({ word, nth, toFile, toLine }) {
  return async (editor, name) => {
    await editor.click(word, nth);
    await editor.goToDefinition(toFile, toLine);
    // Written between the lines a little later, which the picture is to show.
    await editor.lens('creates').waitFor();
    await editor.screenshot(name);
  };
}

function typesBug({ typedAtTheEnd, message, related, mendedBy }) {
  return async (editor, name) => {
    await editor.typeAt('Control+End', typedAtTheEnd);
    await editor.squiggle();
    assertOneHolds(await editor.problems(message), related, 'created here');
    await editor.screenshot(name);
    await editor.select(mendedBy.word, mendedBy.nth);
    await editor.type(mendedBy.becomes);
    await editor.noSquiggle();
  };
}

function usesTree({ unfold, cursor, selected, rows, click, toFile, toLine }) {
  return async (editor, name) => {
    await editor.click(cursor.word, cursor.nth);
    await editor.showVariables();
    await editor.widenSideBar(400);
    for (const scope of unfold) await editor.unfold(scope);
    for (const row of rows) await editor.treeRow(row);
    await editor.selectedTreeRow(selected);
    await editor.screenshot(name);
    await editor.goToSite(click, toFile, toLine);
  };
}

function assertOneHolds(rows, ...parts) {
  assert.ok(rows.some((row) => parts.every((part) => row.includes(part))), `no row holds ${parts.join(' and ')}:\n${rows.join('\n')}`);
}
