// The server in other editors, configured as docs/editors.md says.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { e2e, output, serverCommand, top } from '../lib/paths.mjs';
import { patience } from '../lib/until.mjs';

const { programs } = JSON.parse(readFileSync(path.join(e2e, 'expectations.json'), 'utf8'));
const page = readFileSync(path.join(top, 'docs/editors.md'), 'utf8');

/** The first block of a language on the page. */
function snippet(language) {
  return page.split(`\`\`\`${language}\n`)[1].split('```')[0];
}

const editors = {
  Neovim: {
    configuration: ['init.lua', snippet('lua')],
    command: (place) => ['nvim', '--headless', '-u', path.join(place, 'init.lua'), '-c', `luafile ${path.join(e2e, 'editors/driver.lua')}`],
  },
  Emacs: {
    configuration: ['init.el', snippet('elisp')],
    command: (place) => ['emacs', '--batch', '-q', '-l', path.join(place, 'init.el'), '-l', path.join(e2e, 'editors/driver.el')],
  },
};

describe('With the configuration of docs/editors.md', () => {
  const place = mkdtempSync(path.join(tmpdir(), 'tfscope-editors-'));
  after(() => rmSync(place, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  const bin = path.join(place, 'bin');
  mkdirSync(bin);
  const words = serverCommand.map((word) => `'${word}'`).join(' ');
  writeFileSync(path.join(bin, 'tfscope'), `#!/bin/sh\n# As installed: "tfscope serve".\nexec ${words} 2>>"$SERVER_LOG"\n`);
  chmodSync(path.join(bin, 'tfscope'), 0o755);

  for (const [name, { configuration, command }] of Object.entries(editors)) {
    writeFileSync(path.join(place, configuration[0]), configuration[1]);
    for (const program of programs.filter(({ problem, hover, definition }) => problem || hover || definition)) {
      test(`${name} shows what ${program.name} must show`, async () => {
        const seen = await run(name, command(place), program);
        if (program.problem) {
          assert.equal(seen.problem.line, program.problem.line);
          assert.ok(seen.problem.message.includes(program.problem.message), seen.problem.message);
        }
        for (const part of program.hover?.contains ?? []) assert.ok(seen.hover.includes(part), `"${part}" is not in ${seen.hover}`);
        if (program.definition) assert.deepEqual(seen.definition, { file: program.definition.toFile, line: program.definition.toLine });
      });
    }
  }

  async function run(name, [editor, ...args], program) {
    const work = path.join(mkdtempSync(path.join(place, 'work-')), path.basename(program.folder));
    cpSync(path.join(top, program.folder), work, { recursive: true });
    const asked = path.join(place, 'asked.json');
    const seen = path.join(work, 'seen.json');
    const log = path.join(output, `server-in-${name}.log`);
    writeFileSync(asked, JSON.stringify({ ...program, file: path.join(work, program.open) }));
    writeFileSync(log, '');
    const environment = { PATH: `${bin}:${process.env.PATH}`, HOME: place, ASKED: asked, SEEN: seen, SERVER_LOG: log, E2E_TIMEOUT: String(patience / 1000) };
    try {
      await promisify(execFile)(editor, args, { cwd: work, timeout: 3 * patience, env: { ...process.env, ...environment } });
      return JSON.parse(readFileSync(seen, 'utf8'));
    } catch (error) {
      error.message += `\n${error.stderr ?? ''}\nThe server said (kept in ${log}):\n${readFileSync(log, 'utf8').slice(-2000)}`;
      throw error;
    }
  }
});
