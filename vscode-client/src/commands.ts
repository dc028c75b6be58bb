/** The commands of the palette, and those that links and lenses run. */

import * as vscode from 'vscode';
import type { Position as LspPosition, Range as LspRange } from 'vscode-languageserver-protocol';
import type { PythonChooser } from './python/choose.ts';
import type { ScopeNode } from './protocol.ts';
import type { Server } from './server/server.ts';
import { variablesAt } from './variables/places.ts';
import { checkpointKey, fullName } from './variables/texts.ts';
import type { Item } from './variables/tree.ts';
import type { VariablesView } from './variables/view.ts';

export interface CommandParts {
  readonly server: Server;
  readonly variables: VariablesView;
  readonly python: PythonChooser;
  readonly output: vscode.LogOutputChannel;
}

/** Registers every command of package.json. */
export function registerCommands({ server, variables, python, output }: CommandParts): vscode.Disposable {
  const commands: Record<string, (...args: never[]) => unknown> = {
    restart: () => server.restart(),
    showOutput: () => {
      output.show();
    },
    chooseInterpreter: () => python.choose(),
    showVariables: async () => {
      await server.start();
      await variables.open();
    },
    chooseEntryPoint: () => variables.chooseEntryPoint(),
    filterVariables: () => variables.askForFilter(),
    clearVariablesFilter: () => {
      variables.setFilter('');
    },
    followCursor: () => setFollowCursor(true),
    stopFollowingCursor: () => setFollowCursor(false),
    copyVariableName: (item?: Item) => copy(variables, item, fullName, 'full name'),
    copyCheckpointKey: (item?: Item) => copy(variables, item, checkpointKey, 'checkpoint key'),
    openRuleDocumentation: () => openRuleDocumentation(),
    showLocations: showLocations,
  };
  const registered = Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(`tfscope.${name}`, run));
  return vscode.Disposable.from(...registered);
}

async function setFollowCursor(follow: boolean): Promise<void> {
  const target = vscode.ConfigurationTarget.Global;
  await vscode.workspace.getConfiguration('tfscope').update('variables.followCursor', follow, target);
}

/** Copies what `text` says of the variable of a tree item, or of the one the cursor stands on. */
async function copy(variables: VariablesView, item: Item | undefined, text: (node: ScopeNode) => string, what: string): Promise<void> {
  const node = item?.content.kind === 'node' ? item.content.node : await variableAtCursor(variables);
  if (node === undefined) return;
  await vscode.env.clipboard.writeText(text(node));
  const unknown = node.symbolic ? ' What stands in braces is not known until the program runs.' : '';
  void vscode.window.setStatusBarMessage(`Copied the ${what} ${text(node)}.${unknown}`, 5000);
}

/** The variable the cursor stands on; where a call makes several, the one that the person picks. */
async function variableAtCursor(variables: VariablesView): Promise<ScopeNode | undefined> {
  const editor = vscode.window.activeTextEditor;
  const tree = editor && (await variables.treeOf(editor.document.uri));
  const nodes = tree ? variablesAt(tree, editor.document.uri.toString(), editor.selection.active) : [];
  if (nodes.length === 0) {
    void vscode.window.showInformationMessage('No variable is created or reused where the cursor stands.');
    return undefined;
  }
  if (nodes.length === 1) return nodes[0];
  const picks = nodes.map((node) => ({ label: node.name, node }));
  return (await vscode.window.showQuickPick(picks, { title: 'This call makes several variables' }))?.node;
}

/** Opens the page of the rule whose finding the cursor stands on, or of one that the person picks. */
async function openRuleDocumentation(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const all = editor ? vscode.languages.getDiagnostics(editor.document.uri).filter(isOurs) : [];
  const here = all.filter((diagnostic) => editor && diagnostic.range.contains(editor.selection.active));
  const pages = new Map((here.length > 0 ? here : all).flatMap(pageOf));
  if (pages.size === 0) {
    void vscode.window.showInformationMessage('tfscope reports no problem in this file.');
    return;
  }
  const rule = pages.size === 1 ? [...pages.keys()][0] : await vscode.window.showQuickPick([...pages.keys()], { title: 'Open the page of a rule' });
  const page = rule === undefined ? undefined : pages.get(rule);
  if (page !== undefined) await openPage(page);
}

/** The pages come with the server; those of another server may be on the web. */
async function openPage(page: vscode.Uri): Promise<void> {
  if (page.scheme === 'file') await vscode.commands.executeCommand('markdown.showPreview', page);
  else await vscode.env.openExternal(page);
}

function isOurs(diagnostic: vscode.Diagnostic): boolean {
  return diagnostic.source === 'tfscope';
}

function pageOf({ code }: vscode.Diagnostic): [string, vscode.Uri][] {
  return typeof code === 'object' ? [[String(code.value), code.target]] : [];
}

interface LspLocation {
  readonly uri: string;
  readonly range: LspRange;
}

/** Lists places beside a line, as "Go to References" does; for lenses and links, whose arguments are plain JSON. */
async function showLocations(uri: string, position: LspPosition, locations: readonly LspLocation[]): Promise<void> {
  const toPosition = ({ line, character }: LspPosition) => new vscode.Position(line, character);
  const toLocation = (location: LspLocation) => {
    const range = new vscode.Range(toPosition(location.range.start), toPosition(location.range.end));
    return new vscode.Location(vscode.Uri.parse(location.uri), range);
  };
  await vscode.commands.executeCommand('editor.action.showReferences', vscode.Uri.parse(uri), toPosition(position), locations.map(toLocation));
}
