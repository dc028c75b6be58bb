// `make e2e-timing`: how long from opening a window to the first squiggle, and how much of it is the server's.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { e2e, serverCommand, top } from './lib/paths.mjs';
import { startVSCode } from './lib/vscode.mjs';

const windows = Number(process.argv[2] ?? 6);
const place = mkdtempSync(path.join(tmpdir(), 'tfscope-timing-'));
const marks = path.join(place, 'marks');
const tapped = [process.execPath, path.join(e2e, 'tap.mjs'), marks, ...serverCommand];
const vscode = await startVSCode({ machineSettings: { 'tfscope.server.command': tapped } });

try {
  console.log('in seconds             window to squiggle   of it: server start   opened to reported   processor time of the server');
  for (let number = 1; number <= windows; number++) {
    const times = (await time()).map((milliseconds) => (milliseconds / 1000).toFixed(2).padStart(20));
    console.log(`window ${number}${number === 1 ? ' (empty cache)' : '              '}${times.join('')}`);
  }
  console.log(`load of the machine: ${loadavg()[0].toFixed(1)}`);
} finally {
  await vscode.close();
  rmSync(place, { recursive: true, force: true });
}

/** Opens a window on an example and waits for its squiggle; what the columns above say, in milliseconds. */
async function time() {
  rmSync(marks, { force: true });
  const begun = Date.now();
  const editor = await vscode.open(vscode.copyOf(path.join(top, 'examples/scopes')), 'names.py');
  await editor.squiggle();
  const total = Date.now() - begun;
  const lines = readFileSync(marks, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const { started, initialized, opened, reported } = Object.fromEntries(lines.map((line) => [line.mark, line]));
  await vscode.closeWindows();
  return [total, initialized.at - started.at, reported.at - opened.at, reported.processor];
}
