/** The extension's entry: waits until there is TensorFlow code, then starts the server and wires the rest to it. */

import * as vscode from 'vscode';
import { registerCommands } from './commands.ts';
import { PythonChooser } from './python/choose.ts';
import { WorkspacePython } from './python/workspace.ts';
import { whenRelevant } from './relevant.ts';
import { documentSelector, Server } from './server/server.ts';
import { Status } from './status.ts';
import { VariablesView } from './variables/view.ts';

/** Changes of these settings need another process; all others are the server's own to apply. */
const restartingSettings = ['tfscope.interpreter', 'tfscope.server.command'];

let server: Server | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('tfscope', { log: true });
  const status = new Status(documentSelector);
  const workspacePython = new WorkspacePython(output);
  const python = new PythonChooser(context.extensionPath, output, status, workspacePython);
  const running = new Server({ launch: () => python.launch(), output, status, workspacePython });
  const variables = new VariablesView(running);
  server = running;
  context.subscriptions.push(
    output,
    status,
    workspacePython,
    running,
    variables,
    registerCommands({ server: running, variables, python, output }),
    whenRelevant(output, () => {
      void variables.offer();
      void running.start();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (restartingSettings.some((setting) => event.affectsConfiguration(setting))) void running.restartIfUsed();
      else if (event.affectsConfiguration('tfscope')) void running.settingsChanged();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void running.restartIfUsed()),
    workspacePython.onDidChange(() => void running.projectPythonChanged()),
  );
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
