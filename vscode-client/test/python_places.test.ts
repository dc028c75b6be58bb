/** Where a Python is looked for. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Machine, pythonPlaces, whereOnPath } from '../src/python/places.ts';

/** A machine on which exactly these files are there. */
function machine(platform: NodeJS.Platform, environment: Machine['environment'], ...files: string[]): Machine {
  const separator = platform === 'win32' ? '\\' : '/';
  const inside = (folder: string) => (folder.endsWith(separator) ? folder : folder + separator);
  return {
    platform,
    environment,
    home: platform === 'win32' ? 'C:\\Users\\me' : '/home/me',
    isProgram: (path) => files.includes(path),
    list: (folder) => {
      const below = files.filter((file) => file.startsWith(inside(folder)));
      return [...new Set(below.map((file) => file.slice(inside(folder).length).split(separator)[0] ?? ''))];
    },
  };
}

function commands(where: Machine): string[] {
  return [...pythonPlaces(where)].map((candidate) => candidate.command.join(' '));
}

test('python3 comes before python, and versioned names after both', () => {
  const where = machine('linux', { PATH: '/a:/b' }, '/b/python3', '/a/python', '/a/python3.12');
  assert.deepEqual(commands(where), ['/b/python3', '/a/python', '/a/python3.12']);
});

test('a relative folder of the PATH is passed over, for it may be one of the workspace', () => {
  assert.deepEqual(commands(machine('linux', { PATH: '.:bin:/b' }, 'bin/python3', './python3', '/b/python3')), ['/b/python3']);
});

test('where the PATH has none, the usual places are looked at, the newest version first', () => {
  const where = machine('linux', {}, '/home/me/.pyenv/versions/3.9.1/bin/python3', '/home/me/.pyenv/versions/3.12.0/bin/python3', '/usr/bin/python3');
  assert.deepEqual(commands(where), [
    '/usr/bin/python3',
    '/home/me/.pyenv/versions/3.12.0/bin/python3',
    '/home/me/.pyenv/versions/3.9.1/bin/python3',
  ]);
});

test('on Windows the launcher is asked for Python 3, and Path may be written in any case', () => {
  const where = machine('win32', { Path: 'C:\\Windows;C:\\Tools', PATHEXT: '.COM;.EXE;.BAT' }, 'C:\\Windows\\py.EXE');
  assert.deepEqual(commands(where), ['C:\\Windows\\py.EXE -3']);
});

test('on Windows a batch file is passed over, for it would need a shell', () => {
  const where = machine('win32', { Path: 'C:\\pyenv', PATHEXT: '.BAT;.EXE' }, 'C:\\pyenv\\python.BAT');
  assert.equal(whereOnPath('python', where), undefined);
});

test('on Windows the installer of python.org is found without a PATH', () => {
  const folder = 'C:\\Users\\me\\AppData\\Local\\Programs\\Python';
  const where = machine('win32', { LOCALAPPDATA: 'C:\\Users\\me\\AppData\\Local' }, `${folder}\\Python39\\python.exe`, `${folder}\\Python312\\python.exe`);
  assert.deepEqual(commands(where), [`${folder}\\Python312\\python.exe`, `${folder}\\Python39\\python.exe`]);
});

test('on a Mac /usr/bin/python3 is not tried, for it may open a dialogue', () => {
  assert.deepEqual(commands(machine('darwin', {}, '/usr/bin/python3', '/opt/homebrew/bin/python3')), ['/opt/homebrew/bin/python3']);
});
