import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { replaceFile } from './replace-file.js';

const folder = await mkdtemp(join(tmpdir(), 'replace-file-'));
const path = join(folder, 'report.html');
afterAll(() => rm(folder, { recursive: true }));

async function* lines() {
  yield 'one\n';
  yield 'two\n';
}

async function* breaking() {
  yield 'half';
  throw new Error('the source broke');
}

it('makes a file from a text, from bytes and from a stream of lines', async () => {
  await replaceFile(path, 'text');
  expect(await readFile(path, 'utf8')).toBe('text');
  await replaceFile(path, new TextEncoder().encode('bytes'));
  expect(await readFile(path, 'utf8')).toBe('bytes');
  await replaceFile(path, lines());
  expect(await readFile(path, 'utf8')).toBe('one\ntwo\n');
});

it('keeps the permissions of the file before', async () => {
  await writeFile(path, 'before');
  await chmod(path, 0o640);
  await replaceFile(path, 'after');
  expect((await stat(path)).mode & 0o777).toBe(0o640);
});

it('leaves the file before and nothing else when writing fails', async () => {
  await writeFile(path, 'before');
  await expect(replaceFile(path, breaking())).rejects.toThrow('the source broke');
  expect(await readFile(path, 'utf8')).toBe('before');
  expect(await readdir(folder)).toEqual(['report.html']);
});
