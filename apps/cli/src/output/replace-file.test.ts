import { spawnSync } from 'node:child_process';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { replaceFile, siblingOf, writeNewFile } from './replace-file.js';

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

it('gives a file that has the content already a new date, and leaves it in its place', async () => {
  await writeFile(path, 'same');
  await utimes(path, new Date(0), new Date(0));
  const { ino } = await stat(path);
  await replaceFile(path, 'same');
  const after = await stat(path);
  expect(after.ino).toBe(ino);
  expect(after.mtimeMs).toBeGreaterThan(0);
  expect(await readFile(path, 'utf8')).toBe('same');
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

it('writes no new file through a link', async () => {
  const [victim, link] = [join(folder, 'victim'), join(folder, 'link')];
  await writeFile(victim, 'untouched');
  await symlink(victim, link);
  await expect(writeNewFile(link, 'after', undefined)).rejects.toThrow('EEXIST');
  expect(await readFile(victim, 'utf8')).toBe('untouched');
  await rm(victim);
  await rm(link);
});

it('lets nobody read the new file early where the file before is private', async () => {
  await writeFile(path, 'before');
  await chmod(path, 0o600);
  const modes: number[] = [];
  async function* secret() {
    yield 'secret';
    for (const name of await readdir(folder)) modes.push((await stat(join(folder, name))).mode & 0o777);
  }
  await replaceFile(path, secret());
  expect(modes).toEqual([0o600, 0o600]);
});

it('leaves no draft when the program is ended in the middle', async () => {
  await writeFile(path, 'before');
  const module = fileURLToPath(new URL('replace-file.ts', import.meta.url));
  const jiti = fileURLToPath(new URL('../../node_modules/jiti/lib/jiti-cli.mjs', import.meta.url));
  const script = join(folder, 'script.mjs');
  await writeFile(
    script,
    `import { replaceFile } from ${JSON.stringify(module)};
     async function* ending() { yield 'half'; process.exit(130); }
     await replaceFile(process.argv[2], ending());`,
  );
  const { status } = spawnSync(process.execPath, [jiti, script, path], { stdio: 'ignore' });
  await rm(script);
  expect(status).toBe(130);
  expect(await readdir(folder)).toEqual(['report.html']);
  expect(await readFile(path, 'utf8')).toBe('before');
});

it('gives each draft a name of its own, however long the name of the file is', () => {
  const long = join(folder, 'n'.repeat(255));
  const names = [siblingOf(long), siblingOf(long), siblingOf(path)];
  expect(new Set(names).size).toBe(3);
  for (const name of names) expect(basename(name).length).toBeLessThan(100);
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
