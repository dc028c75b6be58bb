/** The server's life: chosen, started, started again when it crashes, stopped. */

import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  LanguageClient,
  type LanguageClientOptions,
  ResponseError,
  RevealOutputChannelOn,
} from 'vscode-languageclient/node';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { statusNotification, type StatusParams, variablesChangedNotification, type VariablesChangedParams } from '../protocol.ts';
import type { WorkspacePython } from '../python/workspace.ts';
import { actions, type Status } from '../status.ts';
import { CrashLimit, crashedTooOftenMessage, mostCrashes } from './crashes.ts';
import type { Launch } from './launch.ts';
import { StderrLevels } from './stderr.ts';

/** Documents that are sent to the server. Virtual file systems are not among them: it could not read the imports. */
export const documentSelector = [
  { scheme: 'file', language: 'python' },
  { scheme: 'untitled', language: 'python' },
  { scheme: 'vscode-notebook-cell', language: 'python' },
];

/** Commands that text from the server, such as a hover, may run by a link. */
const linkedCommands = ['tfscope.showVariables', 'tfscope.copyVariableName', 'tfscope.copyCheckpointKey', 'tfscope.showLocations'];

/** How long to wait for the last words of a server that could not be started, in milliseconds. */
const wordsPatience = 1000;

export interface ServerParts {
  /** Says how to start the server, or undefined after it has told the person why it cannot be. */
  readonly launch: () => Promise<Launch | undefined>;
  readonly output: vscode.LogOutputChannel;
  readonly status: Status;
  readonly workspacePython: WorkspacePython;
}

/** A client that writes its errors to the output only, without stacks: `Server` tells the person, once and in words. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    const isStack = data instanceof Error && !(data instanceof ResponseError);
    super.error(message, isStack ? data.message : data, false);
  }
}

export class Server implements vscode.Disposable {
  private readonly parts: ServerParts;
  private readonly crashes = new CrashLimit();
  private readonly variablesChanged = new vscode.EventEmitter<readonly string[]>();
  private readonly started = new vscode.EventEmitter<void>();
  /** Fires with the files whose variables changed. */
  readonly onDidChangeVariables = this.variablesChanged.event;
  /** Fires when a server is ready, the first time and after every restart. */
  readonly onDidStart = this.started.event;

  private client: LanguageClient | undefined;
  private used = false;
  /** Whether the client has been through the start: only then is the server's end a crash. */
  private ready = false;
  /** The last line the server wrote to its standard error. */
  private lastWords = '';
  /** Resolve when all that the server said is read. */
  private reading: Promise<unknown>[] = [];
  /** Starts and stops happen one after the other. */
  private queue: Promise<void> = Promise.resolve();

  constructor(parts: ServerParts) {
    this.parts = parts;
  }

  /** Starts the server unless it runs. */
  start(): Promise<void> {
    return this.enqueue(() => (this.client === undefined ? this.startNow() : Promise.resolve()));
  }

  /** Ends the server if it runs and starts it, with what the settings say now. */
  restart(): Promise<void> {
    this.crashes.reset();
    return this.enqueue(async () => {
      await this.stopNow();
      await this.startNow();
    });
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.stopNow());
  }

  /** Asks the server; undefined when it does not run, does not know the request, or failed (which is logged). */
  async ask<Result>(method: string, params: unknown, token: vscode.CancellationToken): Promise<Result | undefined> {
    if (!this.client?.isRunning()) return undefined;
    try {
      return await this.client.sendRequest<Result>(method, params, token);
    } catch (error) {
      if (!token.isCancellationRequested) this.parts.output.warn(`${method} failed: ${String(error)}`);
      return undefined;
    }
  }

  /** Restarts the server unless nothing has needed it yet. */
  async restartIfUsed(): Promise<void> {
    if (this.used) await this.restart();
  }

  /** Lets a running server ask for its settings again. */
  async settingsChanged(): Promise<void> {
    if (this.client?.isRunning()) {
      await this.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    }
  }

  /** Another Python was chosen for the project: a running server asks where it is, one that found none tries again. */
  async projectPythonChanged(): Promise<void> {
    await (this.client === undefined ? this.restartIfUsed() : this.settingsChanged());
  }

  dispose(): void {
    void this.stop();
    this.variablesChanged.dispose();
    this.started.dispose();
  }

  private enqueue(task: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(task, task);
    return this.queue;
  }

  private async startNow(): Promise<void> {
    const { output, status } = this.parts;
    this.used = true;
    this.lastWords = '';
    this.reading = [];
    status.set({ state: 'working', message: 'starting' });
    const launch = await this.parts.launch();
    if (launch === undefined) return;
    output.info(`Starting the server: ${[launch.command, ...launch.args].join(' ')}`);
    const client = this.createClient(launch);
    this.client = client;
    try {
      await client.start();
      this.ready = true;
      output.info('The server is ready');
      status.set({ state: 'ready' });
      this.started.fire();
    } catch (error) {
      this.client = undefined;
      await this.startFailed(error);
    }
  }

  private async startFailed(error: unknown): Promise<void> {
    // Why it ended stands in its last words, which may come after the news that it ended.
    await Promise.race([Promise.all(this.reading), setTimeout(wordsPatience)]);
    const reason = this.lastWords || (error instanceof Error ? error.message : String(error));
    const message = `The tfscope server could not be started: ${reason}`;
    this.parts.output.error(message);
    this.parts.status.set({ state: 'failed', message: 'could not be started', detail: reason }, actions.restart);
    void this.explain(message);
  }

  private async stopNow(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.ready = false;
    try {
      await client?.dispose();
    } catch (error) {
      // It may be dead already, which is what was wanted.
      this.parts.output.warn(`Stopping the server: ${String(error)}`);
    }
  }

  private createClient(launch: Launch): LanguageClient {
    const options = { cwd: launch.folder, env: { ...process.env, PYTHONIOENCODING: 'utf-8' } };
    const executable = { command: launch.command, args: [...launch.args], options };
    const client = new QuietClient('tfscope', 'tfscope', executable, this.clientOptions());
    client.onNotification(statusNotification, (status: StatusParams) => {
      this.parts.status.set(status);
    });
    client.onNotification(variablesChangedNotification, ({ uris }: VariablesChangedParams) => {
      this.variablesChanged.fire(uris.map((uri) => vscode.Uri.parse(uri).toString()));
    });
    return client;
  }

  private clientOptions(): LanguageClientOptions {
    const { output, workspacePython } = this.parts;
    return {
      documentSelector,
      outputChannel: output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: { trusted: vscode.workspace.isTrusted },
      markdown: { isTrusted: { enabledCommands: linkedCommands } },
      errorHandler: this.errorHandler(),
      initializationFailedHandler: () => false,
      stdioOptions: { stdout: this.log, stderr: this.log },
      middleware: {
        workspace: {
          // Changes are announced by `settingsChanged`, whether or not the server registers for them.
          didChangeConfiguration: () => Promise.resolve(),
          configuration: async (params, token, next) => {
            const values = await next(params, token);
            return Array.isArray(values) ? workspacePython.fillIn(params.items, values) : values;
          },
        },
      },
    };
  }

  /** The connection's end is only noted here; `startNow` and `afterCrash` say what follows from it. */
  private errorHandler(): ErrorHandler {
    return {
      error: () => ({ action: ErrorAction.Continue }),
      closed: () => {
        void this.afterCrash();
        return { action: CloseAction.DoNotRestart, message: 'The server ended by itself.', handled: true };
      },
    };
  }

  private async afterCrash(): Promise<void> {
    // A server that ends before it was ready makes `startNow` fail, which explains it.
    if (!this.ready) return;
    this.ready = false;
    this.client = undefined;
    if (this.crashes.restartAfterCrash()) {
      await this.start();
      return;
    }
    this.parts.status.set({ state: 'failed', message: 'crashed', detail: `${mostCrashes} times within 3 minutes` }, actions.restart);
    await this.explain(crashedTooOftenMessage);
  }

  private async explain(message: string): Promise<void> {
    const picked = await vscode.window.showErrorMessage(message, 'Show Output', 'Restart Server');
    if (picked === 'Show Output') this.parts.output.show();
    if (picked === 'Restart Server') await this.restart();
  }

  /** Writes what the server says to the output, and keeps the last line for the case that it ends. */
  private readonly log = (stream: Readable): void => {
    const levels = new StderrLevels();
    const lines = createInterface({ input: stream });
    this.reading.push(once(lines, 'close'));
    lines.on('line', (line) => {
      this.parts.output[levels.levelOf(line)](line);
      this.lastWords = line.trim() || this.lastWords;
    });
  };
}
