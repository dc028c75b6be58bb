/** Where a Python may lie on this machine: the PATH, and the places installers use. */

import * as nodePath from 'node:path';
import type { Candidate } from './search.ts';

/** What is asked of the machine, so that tests can answer in its place. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Whether a file is there that can be started. */
  isProgram(path: string): boolean;
  /** The names in a folder; none when it cannot be read. */
  list(folder: string): readonly string[];
}

/** The Pythons on the PATH and in the usual places, best first. */
export function* pythonPlaces(machine: Machine): Iterable<Candidate> {
  yield* onPath(machine);
  for (const place of usualPlaces(machine)) {
    if (machine.isProgram(place)) yield { command: [place], source: 'the usual places' };
  }
}

/** The newest versions first: `python3` may be an old one beside a newer `python3.12`. */
const versionedNames = ['3.14', '3.13', '3.12', '3.11', '3.10'].map((version) => `python${version}`);

function* onPath(machine: Machine): Iterable<Candidate> {
  const windows = machine.platform === 'win32';
  const names = windows ? ['py', 'python', 'python3'] : ['python3', 'python', ...versionedNames];
  for (const name of names) {
    const program = whereOnPath(name, machine);
    if (program === undefined) continue;
    const command = windows && name === 'py' ? [program, '-3'] : [program];
    yield { command, source: 'the PATH' };
  }
}

/**
 * The full path of a program on the PATH.
 * Looked up here and not by the system, which on Windows looks in the working folder first, and that folder's
 * programs are not to be run.
 */
export function whereOnPath(name: string, machine: Machine): string | undefined {
  const path = pathModule(machine);
  const folders = (variable(machine, 'PATH') ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const endings = machine.platform === 'win32' ? (variable(machine, 'PATHEXT') ?? '.EXE').split(';') : [''];
  for (const folder of folders) {
    for (const ending of endings) {
      const program = path.join(folder, name + ending);
      // A batch file cannot be started without a shell, and a shell is not asked.
      if (!/\.(bat|cmd)$/i.test(program) && machine.isProgram(program)) return program;
    }
  }
  return undefined;
}

/** Environment variables of Windows have no fixed case (`Path`). */
function variable(machine: Machine, name: string): string | undefined {
  if (machine.platform !== 'win32') return machine.environment[name];
  const key = Object.keys(machine.environment).find((each) => each.toUpperCase() === name);
  return key === undefined ? undefined : machine.environment[key];
}

function usualPlaces(machine: Machine): readonly string[] {
  if (machine.platform === 'win32') return windowsPlaces(machine);
  const path = pathModule(machine);
  const homes = ['miniconda3', 'anaconda3', 'miniforge3'].map((folder) => path.join(machine.home, folder, 'bin/python3'));
  return [
    ...(machine.platform === 'darwin' ? macPlaces : ['/usr/local/bin/python3', '/usr/bin/python3']),
    ...subfolders(machine, path.join(machine.home, '.pyenv/versions'), 'bin/python3'),
    ...subfolders(machine, path.join(machine.home, '.local/share/uv/python'), 'bin/python3'),
    ...homes,
  ];
}

/** Not /usr/bin/python3: without the developer tools that one opens a dialogue that offers to install them. */
const macPlaces = [
  '/opt/homebrew/bin/python3',
  '/usr/local/bin/python3',
  '/Library/Frameworks/Python.framework/Versions/Current/bin/python3',
  '/Library/Developer/CommandLineTools/usr/bin/python3',
];

function windowsPlaces(machine: Machine): readonly string[] {
  const { LOCALAPPDATA, ProgramFiles } = machine.environment;
  const path = pathModule(machine);
  const parents = [LOCALAPPDATA && path.join(LOCALAPPDATA, 'Programs', 'Python'), ProgramFiles, 'C:\\'];
  const installed = parents.flatMap((parent) => (parent ? subfolders(machine, parent, 'python.exe', /^Python3\d+$/i) : []));
  return [...installed, path.join(machine.home, 'miniconda3', 'python.exe'), path.join(machine.home, 'anaconda3', 'python.exe')];
}

/** `program` in each subfolder of `parent`, newest version first. */
function subfolders(machine: Machine, parent: string, program: string, pattern = /./): readonly string[] {
  const names = machine.list(parent).filter((name) => pattern.test(name));
  const newestFirst = names.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return newestFirst.map((name) => pathModule(machine).join(parent, name, program));
}

function pathModule(machine: Machine): nodePath.PlatformPath {
  return machine.platform === 'win32' ? nodePath.win32 : nodePath.posix;
}
