// The processes that a VS Code of these tests started: the server among them. Linux only, like the tests.
import { readdirSync, readFileSync } from 'node:fs';

/** The running servers below a process, as process ids. */
export function serversBelow(pid) {
  return [...below(pid, parents())].filter((each) => commandLine(each).includes('run_server.py'));
}

function* below(pid, children) {
  for (const child of children.get(pid) ?? []) {
    yield child;
    yield* below(child, children);
  }
}

/** Every process by its parent. */
function parents() {
  const children = new Map();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    const parent = /^PPid:\s*(\d+)/m.exec(readOrNothing(`/proc/${name}/status`))?.[1];
    if (parent) children.set(Number(parent), [...(children.get(Number(parent)) ?? []), Number(name)]);
  }
  return children;
}

function commandLine(pid) {
  return readOrNothing(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
}

/** A process may end while it is looked at. */
function readOrNothing(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
