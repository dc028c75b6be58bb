// Stands between VS Code and the server, changes nothing, and writes down when what is said. Usage: tap.mjs FILE COMMAND...
import { spawn } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';

const [file, command, ...args] = process.argv.slice(2);
const note = (mark) => appendFileSync(file, `${JSON.stringify({ mark, at: Date.now(), processor: processorTime() })}\n`);

/** Notes a mark at the first message in a stream that holds a text. */
function watch(stream, marks) {
  stream.on('data', (data) => {
    for (const [mark, text] of Object.entries(marks)) {
      if (!data.includes(text)) continue;
      note(mark);
      delete marks[mark];
    }
  });
}

/** What the server has used of the processor so far, in milliseconds; Linux counts it in hundredths of a second. */
function processorTime() {
  if (server?.pid === undefined) return 0;
  const fields = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

let server;
note('started');
server = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
watch(process.stdin, { opened: '"textDocument/didOpen"' });
watch(server.stdout, { initialized: '"capabilities"', reported: '"variable-already-exists"' });
process.stdin.pipe(server.stdin);
server.stdout.pipe(process.stdout);
server.on('exit', (code) => process.exit(code ?? 1));
