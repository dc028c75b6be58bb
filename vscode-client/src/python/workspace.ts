/** The Python of the person's project, as the Python extensions know it, when one of them is there. */

import * as vscode from 'vscode';

/** What of the Python extension's API is used here. */
interface PythonExtension {
  readonly environments: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { readonly path: string };
    resolveEnvironment(environment: { readonly path: string }): Promise<{ readonly executable: { readonly uri?: vscode.Uri } } | undefined>;
    readonly onDidChangeActiveEnvironmentPath: vscode.Event<unknown>;
  };
}

/** What of the Python Environments extension's API is used here. */
interface PythonEnvironmentsExtension {
  getEnvironment(scope: vscode.Uri | undefined): Promise<{ readonly execInfo: { readonly run: { readonly executable: string } } } | undefined>;
  readonly onDidChangeEnvironment: vscode.Event<unknown>;
}

/** How long another extension may take; what it says later is heard through its event. */
const patience = 3000;

export class WorkspacePython implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when another Python is chosen for the project. */
  readonly onDidChange = this.changed.event;
  private readonly listening = new Map<string, vscode.Disposable>();
  private readonly output: vscode.LogOutputChannel;

  constructor(output: vscode.LogOutputChannel) {
    this.output = output;
  }

  /** The interpreter chosen for a folder; undefined when no extension knows one, or the folder is not trusted. */
  async interpreter(resource: vscode.Uri | undefined): Promise<string | undefined> {
    if (!vscode.workspace.isTrusted) return undefined;
    return (await this.fromPythonEnvironments(resource)) ?? (await this.fromPython(resource));
  }

  /** Puts the chosen interpreter into settings on their way to the server, where `tfscope.environment` is empty. */
  async fillIn(items: readonly { readonly scopeUri?: string | undefined; readonly section?: string | undefined }[], values: unknown[]): Promise<unknown[]> {
    return Promise.all(
      values.map(async (value, index) => {
        const item = items[index];
        if (item?.section !== 'tfscope' || !isSettings(value) || value.environment) return value;
        const resource = item.scopeUri === undefined ? vscode.workspace.workspaceFolders?.[0]?.uri : vscode.Uri.parse(item.scopeUri);
        return { ...value, environment: (await this.interpreter(resource)) ?? '' };
      }),
    );
  }

  dispose(): void {
    this.changed.dispose();
    for (const listener of this.listening.values()) listener.dispose();
  }

  private async fromPythonEnvironments(resource: vscode.Uri | undefined): Promise<string | undefined> {
    const id = 'ms-python.vscode-python-envs';
    return this.within(id, async () => {
      const api = await exportsOf<PythonEnvironmentsExtension>(id);
      if (api === undefined) return undefined;
      this.listen(id, api.onDidChangeEnvironment);
      return (await api.getEnvironment(resource))?.execInfo.run.executable;
    });
  }

  private async fromPython(resource: vscode.Uri | undefined): Promise<string | undefined> {
    const id = 'ms-python.python';
    return this.within(id, async () => {
      const api = await exportsOf<PythonExtension>(id);
      if (api === undefined) return undefined;
      this.listen(id, api.environments.onDidChangeActiveEnvironmentPath);
      const path = api.environments.getActiveEnvironmentPath(resource);
      return (await api.environments.resolveEnvironment(path))?.executable.uri?.fsPath;
    });
  }

  private listen(id: string, event: vscode.Event<unknown>): void {
    if (this.listening.has(id)) return;
    const listener = event(() => {
      this.changed.fire();
    });
    this.listening.set(id, listener);
  }

  /** What another extension answers in time; its failures are its own and only logged. */
  private async within(id: string, answer: () => Promise<string | undefined>): Promise<string | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, patience, undefined);
    });
    try {
      return await Promise.race([answer(), timeUp]);
    } catch (error) {
      this.output.debug(`${id} did not name an interpreter: ${String(error)}`);
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
}

async function exportsOf<Api>(id: string): Promise<Api | undefined> {
  const extension = vscode.extensions.getExtension<Api>(id);
  return extension === undefined ? undefined : await extension.activate();
}

function isSettings(value: unknown): value is { environment?: unknown } {
  return typeof value === 'object' && value !== null;
}
