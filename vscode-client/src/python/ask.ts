/** Starts a program to learn whether it is a Python, and which. */

import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import type { Machine } from './places.ts';
import type { Answer, Version } from './search.ts';

/** Understood by every Python from 2.6 on. */
const question =
  'import sys,json;sys.stdout.write(json.dumps({"executable":sys.executable,"version":list(sys.version_info[:3])}))';

const patience = 10_000;

/**
 * Asks a command for its executable and version, without running anything but Python itself.
 * `folder` is where it is started: one that holds no code of the workspace, for Python looks for modules there.
 */
export function askPython(command: readonly string[], folder: string): Promise<Answer> {
  const [program = '', ...rest] = command;
  // -E: no PYTHONPATH. -S -s: no site packages, whose start-up files could run code.
  const args = [...rest, '-E', '-S', '-s', '-c', question];
  return new Promise((resolve) => {
    execFile(program, args, { cwd: folder, timeout: patience, windowsHide: true }, (error, output) => {
      resolve(error === null ? readAnswer(output) : { failure: failureText(error) });
    });
  });
}

/** Reads what `question` printed. */
export function readAnswer(output: string): Answer {
  try {
    const { executable, version } = JSON.parse(output) as { executable: unknown; version: unknown };
    if (typeof executable === 'string' && isVersion(version)) return { executable, version };
  } catch {
    // Not JSON: the program is something else than Python.
  }
  return { failure: 'it does not answer as Python does' };
}

function isVersion(value: unknown): value is Version {
  return Array.isArray(value) && value.length >= 2 && value.every(Number.isInteger);
}

function failureText(error: Error & { code?: unknown; killed?: boolean }): string {
  if (error.code === 'ENOENT') return 'there is no such file';
  if (error.code === 'EACCES') return 'it may not be started';
  if (error.killed) return `it gave no answer within ${patience / 1000} seconds`;
  return typeof error.code === 'number' ? `it ended with exit code ${error.code}` : 'it cannot be started';
}

/** The machine this runs on. */
export const thisMachine: Machine = {
  platform: process.platform,
  environment: process.env,
  home: os.homedir(),
  isProgram(path) {
    try {
      fs.accessSync(path, fs.constants.X_OK);
      return fs.statSync(path).isFile();
    } catch {
      return false;
    }
  },
  list(folder) {
    try {
      return fs.readdirSync(folder);
    } catch {
      return [];
    }
  },
};
