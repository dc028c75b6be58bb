/** The Variables view: the tree in the side bar. */

import * as vscode from 'vscode';
import type { EntryPoint, ScopeNode, VariablesParams, VariablesResult } from '../protocol.ts';
import { variablesRequest } from '../protocol.ts';
import type { Server } from '../server/server.ts';
import { itemAt } from './places.ts';
import { nodeDescription, nodeTooltip, siteText } from './texts.ts';
import { buildItems, countVariables, filterTree, type Item, updateItems } from './tree.ts';

/** Long enough that typing asks once, short enough that it seems at once. */
const pause = 150;
/** How often the view tries to select what the cursor stands on. */
const mostTries = 5;

export class VariablesView implements vscode.TreeDataProvider<Item> {
  private readonly changed = new vscode.EventEmitter<Item[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;

  private readonly view: vscode.TreeView<Item>;
  private readonly disposables: { dispose(): unknown }[];
  private readonly server: Server;
  private root: Item | undefined;
  private result: VariablesResult | undefined;
  private uri: string | undefined;
  private filter = '';
  /** The entry point a person chose, by file. */
  private readonly chosenEntries = new Map<string, string>();
  private refreshTimer: NodeJS.Timeout | undefined;
  private followTimer: NodeJS.Timeout | undefined;
  private refreshing: vscode.CancellationTokenSource | undefined;

  constructor(server: Server) {
    this.server = server;
    this.view = vscode.window.createTreeView('tfscope.variables', { treeDataProvider: this, showCollapseAll: true });
    this.disposables = [
      this.view,
      this.changed,
      vscode.window.registerFileDecorationProvider(new UncertainDecorations()),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        this.show(editor);
      }),
      vscode.window.onDidChangeTextEditorSelection((event) => {
        this.follow(event.textEditor);
      }),
      this.view.onDidChangeVisibility(({ visible }) => {
        if (visible) this.refreshSoon();
      }),
      server.onDidChangeVariables((uris) => {
        if (this.uri !== undefined && uris.includes(this.uri)) this.refreshSoon();
      }),
      server.onDidStart(() => {
        this.show(vscode.window.activeTextEditor);
        this.refreshSoon();
      }),
    ];
  }

  /** The variables of a file: those shown, or what the server says of another. */
  async treeOf(uri: vscode.Uri): Promise<ScopeNode | undefined> {
    const shown = this.uri === uri.toString() ? this.result : undefined;
    const result = shown ?? (await this.request(uri.toString(), new vscode.CancellationTokenSource().token));
    return result?.tree ?? undefined;
  }

  getTreeItem(item: Item): vscode.TreeItem {
    return item.content.kind === 'site' ? siteTreeItem(item) : nodeTreeItem(item, this.filter !== '');
  }

  getChildren(item?: Item): Item[] {
    return [...((item ?? this.root)?.children ?? [])];
  }

  getParent(item: Item): Item | undefined {
    return item.parent === this.root ? undefined : item.parent;
  }

  /** Puts the view into the side bar, where it is not before there is TensorFlow code. */
  async offer(): Promise<void> {
    await vscode.commands.executeCommand('setContext', 'tfscope.active', true);
  }

  /** Opens the view, shows the variables of the active file, and puts the keyboard's focus on one of them. */
  async open(): Promise<void> {
    await this.offer();
    await vscode.commands.executeCommand('tfscope.variables.focus');
    this.show(vscode.window.activeTextEditor);
    await this.refresh();
    await this.focus(vscode.window.activeTextEditor);
  }

  /** VS Code has put the focus on an empty view, if it had nothing to show yet, and drops it with what was empty. */
  private async focus(editor: vscode.TextEditor | undefined): Promise<void> {
    const item = (editor && this.itemAtCursor(editor)) ?? this.root?.children[0];
    if (item === undefined) return;
    try {
      await this.view.reveal(item, { select: false, focus: true });
    } catch {
      // The tree changed meanwhile.
    }
  }

  private itemAtCursor(editor: vscode.TextEditor): Item | undefined {
    const uri = editor.document.uri.toString();
    const item = this.root && uri === this.uri ? itemAt(this.root, uri, editor.selection.active) : undefined;
    return item === this.root ? undefined : item;
  }

  /** Lets a person type a filter; the tree follows every key. */
  async askForFilter(): Promise<void> {
    if (!this.view.visible) await this.open();
    const input = vscode.window.createInputBox();
    input.title = 'Filter variables';
    input.placeholder = 'Parts of a name, such as: layer_0 kernel';
    input.value = this.filter;
    input.onDidChangeValue((value) => {
      this.setFilter(value);
    });
    input.onDidAccept(() => {
      input.hide();
    });
    input.onDidHide(() => {
      input.dispose();
    });
    input.show();
  }

  setFilter(filter: string): void {
    this.filter = filter.trim();
    void vscode.commands.executeCommand('setContext', 'tfscope.filtered', this.filter !== '');
    this.rebuild();
  }

  /** Lets a person choose the program that the variables are shown for. */
  async chooseEntryPoint(): Promise<void> {
    const entries = this.result?.entries ?? [];
    if (this.uri === undefined || entries.length === 0) {
      void vscode.window.showInformationMessage('No program of this workspace reaches the variables of this file.');
      return;
    }
    const current = this.result?.entry;
    const picks = entries.map((entry) => ({ label: entry.label, description: entry.path === current ? 'shown' : '', entry }));
    const picked = await vscode.window.showQuickPick(picks, { title: 'Show the variables as this program makes them' });
    if (picked === undefined) return;
    this.chosenEntries.set(this.uri, picked.entry.path);
    await this.refresh();
  }

  dispose(): void {
    clearTimeout(this.refreshTimer);
    clearTimeout(this.followTimer);
    this.refreshing?.dispose();
    for (const disposable of this.disposables) disposable.dispose();
  }

  /** Shows the variables of an editor's file. Other editors, such as the output, leave the view as it is. */
  private show(editor: vscode.TextEditor | undefined): void {
    if (editor?.document.languageId !== 'python') return;
    const uri = editor.document.uri.toString();
    if (uri === this.uri) return;
    this.uri = uri;
    this.refreshSoon();
  }

  private refreshSoon(): void {
    clearTimeout(this.refreshTimer);
    this.refreshTimer = setTimeout(() => void this.refresh(), pause);
  }

  private async refresh(): Promise<void> {
    clearTimeout(this.refreshTimer);
    const uri = this.uri;
    if (uri === undefined) return;
    this.refreshing?.cancel();
    this.refreshing = new vscode.CancellationTokenSource();
    const { token } = this.refreshing;
    const result = await this.request(uri, token);
    if (token.isCancellationRequested || result === undefined) return;
    this.result = result;
    this.rebuild();
    this.follow(vscode.window.activeTextEditor);
  }

  private async request(uri: string, token: vscode.CancellationToken): Promise<VariablesResult | undefined> {
    const entry = this.chosenEntries.get(uri);
    const params: VariablesParams = { textDocument: { uri }, ...(entry === undefined ? {} : { entry }) };
    const result = await this.server.ask<VariablesResult>(variablesRequest, params, token);
    return result?.tree ? { ...result, tree: withUrisAsHere(result.tree) } : result;
  }

  /** Brings the items in line with the result and the filter. */
  private rebuild(): void {
    const tree = this.result?.tree ?? undefined;
    const shown = tree && (this.filter === '' ? tree : filterTree(tree, this.filter));
    this.describe(tree, shown);
    const prefix = `${this.result?.entry ?? ''}${this.filter === '' ? '' : `?${this.filter}`}`;
    const fresh = shown && buildItems(shown, prefix);
    if (fresh === undefined || this.root?.id !== fresh.id) {
      this.root = fresh;
      this.changed.fire(undefined);
      return;
    }
    const changed = updateItems(this.root, fresh);
    if (changed.length > 0) this.changed.fire(changed.includes(this.root) ? undefined : changed);
  }

  /** Says in the view's title what it shows, and above the tree what a filter leaves. */
  private describe(tree: ScopeNode | undefined, shown: ScopeNode | undefined): void {
    const entry = this.result?.entries.find((each: EntryPoint) => each.path === this.result?.entry);
    // VS Code puts the name of the extension before it, and cuts what is too long for the side bar.
    this.view.title = entry?.label ?? 'Variables';
    if (this.filter === '' || tree === undefined) {
      this.view.message = '';
    } else {
      const of = `${shown === undefined ? 0 : countVariables(shown)} of ${countVariables(tree)} variables`;
      this.view.message = `${of} match "${this.filter}".`;
    }
  }

  /** Selects in the tree what the cursor stands on, without taking the focus from the text. */
  private follow(editor: vscode.TextEditor | undefined, tries = mostTries): void {
    clearTimeout(this.followTimer);
    const wanted = vscode.workspace.getConfiguration('tfscope').get<boolean>('variables.followCursor', true);
    if (!wanted || !this.view.visible || editor === undefined) return;
    this.followTimer = setTimeout(() => {
      const [item, selected] = [this.itemAtCursor(editor), this.view.selection[0]];
      if (item === undefined || selected?.parent === item || (selected === item && tries < mostTries)) return;
      // VS Code rejects or forgets a selection while it draws the tree anew.
      const again = () => {
        if (tries > 1) this.follow(editor, tries - 1);
      };
      this.view.reveal(item, { select: true, focus: false }).then(again, again);
    }, pause);
  }
}

/** The tree with its addresses written as VS Code writes them, so that they can be compared with a document's. */
function withUrisAsHere(node: ScopeNode): ScopeNode {
  const rewrite = (sites: ScopeNode['created']) => sites.map((site) => ({ ...site, uri: vscode.Uri.parse(site.uri).toString() }));
  return { ...node, created: rewrite(node.created), reused: rewrite(node.reused), children: node.children.map(withUrisAsHere) };
}

function nodeTreeItem(item: Item, filtered: boolean): vscode.TreeItem {
  if (item.content.kind !== 'node') throw new TypeError('not a scope or variable');
  const { node } = item.content;
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const open = node.kind === 'scope' && filtered ? Expanded : Collapsed;
  const treeItem = new vscode.TreeItem(node.label, item.children.length === 0 ? None : open);
  treeItem.id = item.id;
  treeItem.description = nodeDescription(node);
  treeItem.tooltip = new vscode.MarkdownString(nodeTooltip(node));
  treeItem.contextValue = node.kind;
  treeItem.iconPath = icon(node);
  if (!node.certain) treeItem.resourceUri = vscode.Uri.from({ scheme: uncertainScheme, path: `/${node.name}` });
  const site = node.created[0] ?? node.reused[0];
  if (site !== undefined) treeItem.command = openSite(site);
  return treeItem;
}

function siteTreeItem(item: Item): vscode.TreeItem {
  if (item.content.kind !== 'site') throw new TypeError('not a place');
  const { site, role } = item.content;
  const treeItem = new vscode.TreeItem(`${role} at ${siteText(site)}`);
  treeItem.id = item.id;
  treeItem.description = site.label ?? '';
  treeItem.tooltip = site.label ?? '';
  treeItem.iconPath = new vscode.ThemeIcon(role === 'created' ? 'add' : 'references');
  treeItem.command = openSite(site);
  return treeItem;
}

function openSite({ uri, range }: ScopeNode['created'][number]): vscode.Command {
  const selection = new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
  return { command: 'vscode.open', title: 'Open', arguments: [vscode.Uri.parse(uri), { selection }] };
}

function icon(node: ScopeNode): vscode.ThemeIcon {
  const name = node.kind === 'scope' ? 'symbol-namespace' : node.symbolic ? 'symbol-misc' : 'symbol-variable';
  return node.certain ? new vscode.ThemeIcon(name) : new vscode.ThemeIcon(name, new vscode.ThemeColor('list.deemphasizedForeground'));
}

const uncertainScheme = 'tfscope-possible';

/** Greys what only some ways through the program make. */
class UncertainDecorations implements vscode.FileDecorationProvider {
  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    if (uri.scheme !== uncertainScheme) return undefined;
    return new vscode.FileDecoration('?', 'possible', new vscode.ThemeColor('list.deemphasizedForeground'));
  }
}
