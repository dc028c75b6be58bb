/** How the server is started. */

import * as path from 'node:path';

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  /** Where it is started: a folder without code of the workspace. */
  readonly folder: string;
}

/** The server inside the extension, on the interpreter that was found. */
export function bundledServer(executable: string, extensionFolder: string): Launch {
  const folder = path.join(extensionFolder, 'bundled');
  // -I and -S: no PYTHONPATH and no site packages, so that what a project has installed cannot break the server.
  // -X utf8: the same on a Windows whose code page is another.
  return { command: executable, args: ['-I', '-S', '-X', 'utf8', path.join(folder, 'run_server.py')], folder };
}

/** The server that the setting `tfscope.server.command` names, or undefined when it names none. */
export function customServer(command: readonly string[], extensionFolder: string): Launch | undefined {
  const [program, ...args] = command;
  return program === undefined ? undefined : { command: program, args, folder: extensionFolder };
}
