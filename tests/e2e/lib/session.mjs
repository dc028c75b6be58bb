// One VS Code for the scenarios of a file, and one window that they share: opening windows takes most of the time.
import { cpSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { keepingEvidence } from './evidence.mjs';
import { e2e, top } from './paths.mjs';
import { serversBelow } from './processes.mjs';
import { startVSCode } from './vscode.mjs';

/** More would tell nothing new, and each takes its time. */
const mostFailures = 5;

export class Session {
  failures = 0;

  /** To be made where scenarios are described: `options` are those of `startVSCode`. */
  constructor(options = {}) {
    before(async () => {
      this.vscode = await startVSCode(options);
      this.folder = programsIn(this.vscode.profile);
    });
    after(() => this.vscode?.close());
  }

  /** A scenario in the shared window, in which `file` is opened before and everything is closed afterwards. */
  inWindow(intent, name, file, body) {
    this.scenario(intent, name, async () => {
      this.editor ??= await this.vscode.open(this.folder);
      await this.editor.openFile(file);
      await body(this.editor, name);
      await this.editor.tidy();
    });
  }

  /** A scenario that opens windows itself; only they are open meanwhile. */
  inOwnWindow(intent, name, body) {
    this.scenario(intent, name, async () => {
      await this.closeWindows();
      await body(name);
      await this.closeWindows();
    });
  }

  scenario(intent, name, body) {
    test(intent, async (context) => {
      if (this.failures >= mostFailures) return context.skip(`${mostFailures} scenarios before it failed`);
      try {
        await keepingEvidence(this.vscode, name, body);
      } catch (error) {
        this.failures += 1;
        await this.beginAnew();
        throw error;
      }
    });
  }

  /** The servers that run, as process ids. */
  servers() {
    return serversBelow(this.vscode.child.pid);
  }

  /** The next scenario gets a window in which nothing is left of one that failed. */
  async beginAnew() {
    this.vscode?.resetSettings();
    await this.closeWindows();
  }

  async closeWindows() {
    this.editor = undefined;
    await this.vscode?.closeWindows();
  }
}

/** A folder with copies of the examples and of the tests' own programs, each in a folder of its own. */
function programsIn(place) {
  const folder = path.join(mkdtempSync(path.join(place, 'work-')), 'programs');
  mkdirSync(folder);
  for (const source of [path.join(top, 'examples'), path.join(e2e, 'programs')]) {
    for (const name of readdirSync(source)) cpSync(path.join(source, name), path.join(folder, name), { recursive: true });
  }
  return folder;
}
