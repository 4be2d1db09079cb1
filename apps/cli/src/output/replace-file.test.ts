import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { replaceFile, siblingOf } from './replace-file.js';

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

it('hands on neither the setuid bit nor the mode of a device', async () => {
  await writeFile(path, 'before');
  await chmod(path, 0o6755);
  await replaceFile(path, 'after');
  expect((await stat(path)).mode & 0o7777).toBe(0o755);
  const [link, plain] = [join(folder, 'link'), join(folder, 'plain')];
  await symlink('/dev/null', link);
  await replaceFile(link, 'after');
  // What a new file may be is for the umask to say.
  await writeFile(plain, 'new');
  expect((await stat(link)).mode).toBe((await stat(plain)).mode);
  for (const made of [link, plain]) await rm(made);
});

it('writes through no link that stands where its draft goes', async () => {
  const victim = join(folder, 'victim');
  await writeFile(victim, 'untouched');
  await symlink(victim, siblingOf(path, 'tmp'));
  await replaceFile(path, 'after');
  expect(await readFile(victim, 'utf8')).toBe('untouched');
  expect(await readFile(path, 'utf8')).toBe('after');
  await rm(victim);
});

it('removes nothing before the new file can take its place', async () => {
  const taken = join(folder, 'taken');
  await mkdir(join(taken, 'inside'), { recursive: true });
  await expect(replaceFile(taken, 'after')).rejects.toThrow();
  expect(await readdir(taken)).toEqual(['inside']);
  await rm(taken, { recursive: true });
});

it('leaves the file before and nothing else when writing fails', async () => {
  await writeFile(path, 'before');
  await expect(replaceFile(path, breaking())).rejects.toThrow('the source broke');
  expect(await readFile(path, 'utf8')).toBe('before');
  expect(await readdir(folder)).toEqual(['report.html']);
});
