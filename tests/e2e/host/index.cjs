// Runs inside the extension host of a real VS Code and asks what an extension can ask: hovers, definitions, problems.
const assert = require('node:assert/strict');
const path = require('node:path');
const vscode = require('vscode');

const patience = 1000 * Number(process.env.E2E_TIMEOUT);

exports.run = async () => {
  const { programs } = JSON.parse(await text(vscode.Uri.file(process.env.E2E_EXPECTATIONS)));
  for (const program of programs) await check(program);
  // Read by the scenario outside: an exit code of 0 alone would prove little.
  console.log(`checked ${programs.length} programs`);
};

async function check(program) {
  const folder = path.join(process.env.E2E_TOP, program.folder);
  const document = await vscode.workspace.openTextDocument(path.join(folder, program.open));
  await vscode.window.showTextDocument(document);
  if (program.problem) await checkProblem(document, program.problem);
  if (program.hover) await checkHover(document, program.hover);
  if (program.definition) await checkDefinition(document, program.definition);
  if (program.leftToPython) await checkLeftToPython(document, program.leftToPython);
  checkNothingTwice(document);
}

async function checkProblem(document, { line, message, relatedLine }) {
  const isError = ({ source, severity }) => source === 'tfscope' && severity === vscode.DiagnosticSeverity.Error;
  const diagnostic = await until(`an error in ${document.fileName}`, () => vscode.languages.getDiagnostics(document.uri).find(isError));
  assert.equal(diagnostic.range.start.line + 1, line);
  assert.ok(diagnostic.message.startsWith(message), diagnostic.message);
  assert.equal(diagnostic.relatedInformation[0].location.range.start.line + 1, relatedLine);
}

async function checkHover(document, { word, nth, contains }) {
  const shown = await until(`a hover over ${word}`, async () => {
    const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, positionOf(document, word, nth));
    const markdown = hovers.flatMap((hover) => hover.contents).map((content) => content.value).join('\n');
    return contains.every((part) => markdown.includes(part)) && markdown;
  });
  assert.doesNotMatch(shown, /possibl/, 'what a program makes is certain');
}

async function checkDefinition(document, { word, nth, toFile, toLine }) {
  const found = await vscode.commands.executeCommand('vscode.executeDefinitionProvider', document.uri, positionOf(document, word, nth));
  const [{ uri, range }] = found.map((each) => ('targetUri' in each ? { uri: each.targetUri, range: each.targetSelectionRange } : each));
  assert.equal(path.basename(uri.fsPath), toFile);
  assert.equal(range.start.line + 1, toLine);
}

/** What Pylance, Pyright or Jedi answer for ordinary Python stays theirs: the same place would be listed twice. */
async function checkLeftToPython(document, { word, nth }) {
  for (const asked of ['DefinitionProvider', 'DeclarationProvider', 'ReferenceProvider', 'DocumentHighlights']) {
    const command = `vscode.execute${asked}`;
    const found = await vscode.commands.executeCommand(command, document.uri, positionOf(document, word, nth));
    assert.deepEqual(found ?? [], [], `${command} at ${word}`);
  }
}

function checkNothingTwice(document) {
  const problems = vscode.languages.getDiagnostics(document.uri).map(({ range, message }) => JSON.stringify({ range, message }));
  assert.deepEqual(problems, [...new Set(problems)]);
}

/** The middle of the nth occurrence (from 0) of a word. */
function positionOf(document, word, nth) {
  const match = [...document.getText().matchAll(new RegExp(`\\b${word}\\b`, 'g'))][nth];
  return document.positionAt(match.index + Math.floor(word.length / 2));
}

async function text(uri) {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

async function until(what, ask) {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${patience / 1000} seconds`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
