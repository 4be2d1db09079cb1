import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { codeOf, keptText } from '../scripts/kept-text.js';

const newFolder = () => mkdtempSync(join(tmpdir(), 'kept-'));

/** What keeps a text in a folder of its own, and counts how often it is made. */
function keeping() {
  const folder = newFolder();
  let count = 0;
  const ask = (...madeFrom: readonly string[]) =>
    keptText('text', madeFrom, () => `text ${++count}`, pathToFileURL(`${folder}/`));
  return { ask, file: join(folder, 'text.json') };
}

it('makes a text once, and again when it is made from something else', () => {
  const { ask } = keeping();
  expect(ask('code', 'source')).toBe('text 1');
  expect(ask('code', 'source')).toBe('text 1');
  expect(ask('codesource', '')).toBe('text 2');
  expect(ask('code', 'source')).toBe('text 3');
});

it('makes a text again that was damaged', () => {
  const { ask, file } = keeping();
  ask('source');
  const whole = readFileSync(file, 'utf8');
  const damaged = ['', whole.slice(0, 30), whole.replace('text 1', 'text 7')];
  for (const [index, text] of damaged.entries()) {
    writeFileSync(file, text);
    expect(ask('source')).toBe(`text ${index + 2}`);
    expect(ask('source')).toBe(`text ${index + 2}`);
  }
});

it('takes the code of a module with that of what it imports', () => {
  const folder = newFolder();
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const code = () => codeOf(pathToFileURL(join(folder, 'module.ts')));
  write('module.ts', "import { one } from './other.js';\nconsole.log(one);");
  write('other.ts', 'export const one = 1;');
  const before = code();
  expect(code()).toBe(before);
  write('other.ts', 'export const one = 2;');
  expect(code()).not.toBe(before);
});
