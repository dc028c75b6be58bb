// A real VS Code: code-server with a fresh profile and the .vsix installed, seen through Chromium.
import { execFile, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Editor } from './editor.mjs';
import { chromium, codeServer, output, vsix } from './paths.mjs';
import { patience } from './until.mjs';

// No requests to the outside, nothing that has nothing to do with the code.
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'window.commandCenter': false,
  'security.workspace.trust.startupPrompt': 'never',
};

// What happens is on the screen at once, and what is typed is what stands there, however fast.
const testSettings = {
  'workbench.reduceMotion': 'on',
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'editor.hover.delay': 150,
  'editor.cursorBlinking': 'solid',
  'files.autoSave': 'off',
  'editor.autoIndent': 'none',
  'editor.quickSuggestions': 'off',
  'editor.suggestOnTriggerCharacters': false,
  'editor.autoClosingBrackets': 'never',
  'editor.autoClosingQuotes': 'never',
};

// Keys for what a scenario leaves behind: `Editor.tidy` presses them.
const testKeys = [
  { key: 'ctrl+alt+shift+f11', command: 'workbench.action.revertAndCloseActiveEditor' },
  {
    key: 'ctrl+alt+shift+f12',
    command: 'runCommands',
    args: { commands: ['notifications.clearAll', 'workbench.action.closePanel', 'workbench.action.closeSidebar'] },
  },
];

const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts VS Code with the extension installed.
 * plain: without the settings that make it easy to test. trust: whether every folder is trusted. settings: more user
 * settings. machineSettings: settings of machine scope, which count only there. environment: what differs in the
 * environment of VS Code and its children. wrap: a command that starts VS Code. more: further options of code-server.
 */
export async function startVSCode({ plain = false, trust = true, settings = {}, machineSettings = {}, environment = {}, wrap = [], more = [] } = {}) {
  const profile = mkdtempSync(path.join(tmpdir(), 'tfscope-e2e-'));
  const data = path.join(profile, 'data');
  write(path.join(profile, 'config.yaml'), '');
  const userSettings = { ...quietSettings, ...(plain ? {} : testSettings), 'security.workspace.trust.enabled': !trust, ...settings };
  write(path.join(data, 'User/settings.json'), JSON.stringify(userSettings));
  write(path.join(data, 'User/keybindings.json'), JSON.stringify(testKeys));
  const machineFile = path.join(data, 'Machine/settings.json');
  write(machineFile, JSON.stringify(machineSettings));
  const base = [codeServer, '--user-data-dir', data, '--extensions-dir', path.join(profile, 'extensions'), '--config', path.join(profile, 'config.yaml')];
  await promisify(execFile)(process.execPath, [...base, '--install-extension', vsix]);
  const port = await freePort();
  const flags = ['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check'];
  flags.push('--disable-getting-started-override', '--ignore-last-opened', ...more);
  if (trust) flags.push('--disable-workspace-trust');
  const [command, ...args] = [...wrap, process.execPath, ...base, ...flags];
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
  const vscode = new VSCode(child, port, profile, data, machineFile);
  await vscode.waitUntilUp();
  return vscode;
}

export class VSCode {
  constructor(child, port, profile, data, machineFile) {
    Object.assign(this, { child, port, profile, data, machineFile, words: '' });
    this.firstMachineSettings = readFileSync(machineFile, 'utf8');
    this.machineSettings = JSON.parse(this.firstMachineSettings);
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (this.words += text));
  }

  async waitUntilUp() {
    for (const end = Date.now() + patience; Date.now() < end; ) {
      try {
        if ((await fetch(`http://127.0.0.1:${this.port}/healthz`)).ok) return;
      } catch {
        // Not listening yet.
      }
      if (this.child.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`code-server did not start:\n${this.words.slice(-2000)}`);
  }

  /** Adds to the machine's settings of a running VS Code, which sees the file change; undefined takes one away. */
  set(changes) {
    Object.assign(this.machineSettings, changes);
    write(this.machineFile, JSON.stringify(this.machineSettings));
  }

  /** Gives back the machine's settings that VS Code was started with, if they were changed. */
  resetSettings() {
    this.machineSettings = JSON.parse(this.firstMachineSettings);
    if (readFileSync(this.machineFile, 'utf8') !== this.firstMachineSettings) write(this.machineFile, this.firstMachineSettings);
  }

  remote(file) {
    return `vscode-remote://127.0.0.1:${this.port}${file}`;
  }

  url(folder, payload = []) {
    const parameters = new URLSearchParams({ [folder.endsWith('.code-workspace') ? 'workspace' : 'folder']: folder, payload: JSON.stringify(payload) });
    if (payload.length === 0) parameters.delete('payload');
    return `http://127.0.0.1:${this.port}/?${parameters}`;
  }

  /** A copy of a folder under the same name, which a scenario may change. */
  copyOf(folder) {
    const copy = path.join(mkdtempSync(path.join(this.profile, 'work-')), path.basename(folder));
    cpSync(folder, copy, { recursive: true });
    return copy;
  }

  /** Opens a window on a folder, with a file of it in the editor; `more` is what else VS Code takes in its payload. */
  async open(folder, file, more = []) {
    const page = await this.page();
    const payload = file ? [['openFile', this.remote(path.resolve(folder, file))], ...more] : more;
    await page.goto(this.url(folder, payload), { waitUntil: 'domcontentloaded' });
    const editor = new Editor(page);
    if (file) await editor.tab(path.basename(file));
    return editor;
  }

  async page() {
    this.browser ??= await chromium.launch({ executablePath: '/usr/bin/chromium', args: chromiumFlags });
    // One context for all windows: the second one finds VS Code's own files in the cache.
    this.context ??= await this.browser.newContext({ viewport: { width: 1280, height: 800 }, permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await this.context.newPage();
    page.setDefaultTimeout(patience);
    return page;
  }

  /** Keeps a picture of every window and all logs, among them the server's, under a name. */
  async keepEvidence(name) {
    const folder = path.join(output, `failed-${name}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const pages = this.context?.pages() ?? [];
    for (const [index, page] of pages.entries()) await page.screenshot({ path: path.join(folder, `window-${index}.png`) }).catch(() => undefined);
    if (existsSync(path.join(this.data, 'logs'))) cpSync(path.join(this.data, 'logs'), path.join(folder, 'logs'), { recursive: true });
    writeFileSync(path.join(folder, 'code-server.txt'), this.words);
    return folder;
  }

  /** What the extension wrote to its output channel, in all windows. */
  log() {
    const logs = path.join(this.data, 'logs');
    const files = existsSync(logs) ? readdirSync(logs, { recursive: true }).filter((file) => file.endsWith('tfscope.log')) : [];
    return files.map((file) => readFileSync(path.join(logs, file), 'utf8')).join('');
  }

  async closeWindows() {
    for (const page of this.context?.pages() ?? []) await page.close();
  }

  async close() {
    await this.browser?.close();
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    if (this.child.exitCode === null && this.child.kill('SIGTERM')) await gone;
    // Its children outlive it by a few seconds.
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
  }
}

function write(file, text) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

