/** Waits for the first sign of TensorFlow code in what is open or in the workspace's folders. */

import * as vscode from 'vscode';
import { anyMentionsTensorFlow, mentionsTensorFlow } from './relevance.ts';

/** Enough to find TensorFlow where it is used, little enough to go unnoticed. */
const mostFiles = 500;
const notLookedInto = '{**/site-packages/**,**/node_modules/**,**/.venv/**,**/venv/**,**/.tox/**}';

/** Calls `act` once, as soon as there is code that uses TensorFlow. */
export function whenRelevant(output: vscode.LogOutputChannel, act: () => void): vscode.Disposable {
  let found = false;
  const listeners: vscode.Disposable[] = [];
  const find = (where: string) => {
    if (found) return;
    found = true;
    vscode.Disposable.from(...listeners).dispose();
    output.info(`TensorFlow code in ${where}`);
    act();
  };
  const look = (document: vscode.TextDocument) => {
    if (document.languageId === 'python' && mentionsTensorFlow(document.getText())) find(document.uri.toString(true));
  };
  const lookIntoFolders = async (folders: readonly vscode.WorkspaceFolder[]) => {
    for (const folder of folders) {
      if (found) return;
      if (await usesTensorFlow(folder)) find(folder.name);
      else output.info(`No TensorFlow code in ${folder.name}, so nothing is started for it`);
    }
  };
  listeners.push(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidSaveTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.languageId !== 'python') return;
      if (contentChanges.some(({ range }) => mentionsTensorFlow(document.lineAt(range.start.line).text))) look(document);
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(({ added }) => void lookIntoFolders(added)),
  );
  vscode.workspace.textDocuments.forEach(look);
  void lookIntoFolders(vscode.workspace.workspaceFolders ?? []);
  return new vscode.Disposable(() => {
    found = true;
    vscode.Disposable.from(...listeners).dispose();
  });
}

async function usesTensorFlow(folder: vscode.WorkspaceFolder): Promise<boolean> {
  const files = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, '**/*.{py,ipynb}'), notLookedInto, mostFiles);
  const decoder = new TextDecoder();
  return anyMentionsTensorFlow(files, async (file) => decoder.decode(await vscode.workspace.fs.readFile(file)));
}
