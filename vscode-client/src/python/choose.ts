/** Finds the Python for the server with what VS Code knows, and tells the person when there is none. */

import * as path from 'node:path';
import * as vscode from 'vscode';
import { bundledServer, customServer, type Launch } from '../server/launch.ts';
import { actions, type Status } from '../status.ts';
import { askPython, thisMachine } from './ask.ts';
import { pythonPlaces } from './places.ts';
import { type Candidate, findPython, nothingFoundMessage, oldestVersion, type Search, settingNotUsedMessage, settingSource, versionText } from './search.ts';
import type { WorkspacePython } from './workspace.ts';

export class PythonChooser {
  private readonly extensionFolder: string;
  private readonly output: vscode.LogOutputChannel;
  private readonly status: Status;
  private readonly workspacePython: WorkspacePython;

  constructor(extensionFolder: string, output: vscode.LogOutputChannel, status: Status, workspacePython: WorkspacePython) {
    this.extensionFolder = extensionFolder;
    this.output = output;
    this.status = status;
    this.workspacePython = workspacePython;
  }

  /** How to start the server; undefined, and one message, when there is no Python for it. */
  async launch(): Promise<Launch | undefined> {
    const command = vscode.workspace.getConfiguration('tfscope').get<string[]>('server.command', []);
    const custom = customServer(command, this.extensionFolder);
    if (custom !== undefined) return custom;
    const search = await findPython(this.candidates(), (each) => askPython(each, this.extensionFolder));
    this.log(search);
    if (search.found === undefined) {
      void this.tellNothingFound(search);
      return undefined;
    }
    const warning = settingNotUsedMessage(search);
    if (warning !== undefined) void this.offerToChoose(vscode.window.showWarningMessage(warning, ...this.buttons));
    return bundledServer(search.found.executable, this.extensionFolder);
  }

  /** Lets a person point at a Python, and keeps it as the setting. */
  async choose(): Promise<void> {
    const picked = await vscode.window.showOpenDialog({
      title: 'Choose a Python, 3.10 or newer, for the tfscope server',
      openLabel: 'Use this Python',
      canSelectMany: false,
    });
    const file = picked?.[0]?.fsPath;
    if (file === undefined) return;
    await vscode.workspace.getConfiguration('tfscope').update('interpreter', file, vscode.ConfigurationTarget.Global);
  }

  private async *candidates(): AsyncIterable<Candidate> {
    const setting = vscode.workspace.getConfiguration('tfscope').get<string>('interpreter', '').trim();
    if (setting !== '') yield { command: [setting], source: settingSource };
    const chosen = await this.workspacePython.interpreter(vscode.workspace.workspaceFolders?.[0]?.uri);
    if (chosen !== undefined && path.isAbsolute(chosen)) yield { command: [chosen], source: 'the Python extension' };
    for (const place of pythonPlaces(thisMachine)) {
      if (mayRun(place)) yield place;
    }
  }

  private log(search: Search): void {
    for (const { candidate, problem } of search.tried) {
      this.output.info(`Not used: ${candidate.command.join(' ')} from ${candidate.source}: ${problem}`);
    }
    if (search.found === undefined) return;
    const { executable, version, source } = search.found;
    this.output.info(`Python ${versionText(version)} from ${source}: ${executable}`);
  }

  private async tellNothingFound(search: Search): Promise<void> {
    const message = nothingFoundMessage(search.tried);
    this.output.error(message);
    this.status.set({ state: 'failed', message: 'no Python to run on', detail: `${versionText(oldestVersion)} or newer is needed` }, actions.choosePython);
    await this.offerToChoose(vscode.window.showErrorMessage(message, ...this.buttons));
  }

  private readonly buttons = ['Choose Python…', 'Show Output'] as const;

  private async offerToChoose(answer: Thenable<string | undefined>): Promise<void> {
    const picked = await answer;
    if (picked === 'Choose Python…') await this.choose();
    if (picked === 'Show Output') this.output.show();
  }
}

/** A folder that is not trusted may bring a program of its own; that is never started. */
function mayRun({ command }: Candidate): boolean {
  if (vscode.workspace.isTrusted) return true;
  const folders = vscode.workspace.workspaceFolders ?? [];
  return !folders.some((folder) => !path.relative(folder.uri.fsPath, command[0] ?? '').startsWith('..'));
}
