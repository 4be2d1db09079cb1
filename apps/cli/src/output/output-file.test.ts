import { execFileSync } from 'node:child_process';
import { lstat, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/program.js';
import { claimOutput } from './output-file.js';

describe('a place for a file', () => {
  it('that is a link stays one, whether it leads to a file or to none yet', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'real'));
    await writeFile(join(folder, 'real', 'there.html'), 'before');
    for (const name of ['there.html', 'later.html']) {
      await symlink(join('real', name), join(folder, `to-${name}`));
      await symlink(`to-${name}`, join(folder, name));
      const output = await claimOutput('the report', join(folder, name));
      await output.write('after');
      expect((await lstat(join(folder, name))).isSymbolicLink()).toBe(true);
      expect(await readFile(join(folder, 'real', name), 'utf8')).toBe('after');
    }
    expect((await readdir(join(folder, 'real'))).sort()).toEqual(['later.html', 'there.html']);
  });

  it('that a command reads, or where a config is looked for, is refused, also behind a link', async () => {
    const folder = await temporaryFolder();
    const named = join(folder, 'mine.json');
    await writeFile(named, 'written by hand');
    await symlink('mine.json', join(folder, 'link.json'));
    for (const name of ['mine.json', 'link.json'])
      await expect(
        claimOutput('the report', join(folder, name), [{ path: named, use: 'this command reads that file' }]),
      ).rejects.toThrow('this command reads that file');
    for (const name of ['superposition.config.ts', 'superposition.config.json'])
      await expect(claimOutput('the report', join(folder, name))).rejects.toThrow(
        'it is the name of a config',
      );
    expect(await readFile(named, 'utf8')).toBe('written by hand');
    expect((await readdir(folder)).sort()).toEqual(['link.json', 'mine.json']);
  });

  it('takes the longest name that the file system takes', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'n'.repeat(255));
    await (await claimOutput('the report', path)).write('content');
    expect(await readdir(folder)).toEqual(['n'.repeat(255)]);
  });

  it.each([
    ['a fifo', (path: string) => execFileSync('mkfifo', [path]), 'it is not a file'],
    ['a folder', (path: string) => mkdir(path), 'it is not a file'],
    [
      'the database of a cache',
      (path: string) => writeFile(path, 'SQLite format 3\0 and its pages'),
      'it is a database, perhaps of a cache',
    ],
    ['a link to a device', (path: string) => symlink('/dev/null', path), 'it is not a file'],
    ['a circle of links', (path: string) => symlink(path, path), 'its symbolic links lead in a circle'],
    ['a link into no folder', (path: string) => symlink('none/x', path), 'its folder does not exist'],
  ])('that is %s is refused and left as it is', async (_, make, message) => {
    const folder = await temporaryFolder();
    const path = join(folder, 'place');
    await make(path);
    const before = await lstat(path);
    await expect(claimOutput('the report', path)).rejects.toMatchObject({
      name: 'UserError',
      exitCode: 2,
      message: expect.stringMatching(new RegExp(`^the report cannot be written to .*: ${message}$`)),
    });
    expect((await lstat(path)).ino).toBe(before.ino);
    expect(await readdir(folder)).toEqual(['place']);
  });

  it('with a name that is too long is refused in plain words', async () => {
    const path = join(await temporaryFolder(), 'n'.repeat(256));
    await expect(claimOutput('the report', path)).rejects.toThrow(/: its name is too long$/);
  });

  it('that fails later tells of a previous file only where there is one', async () => {
    const folder = join(await temporaryFolder(), 'sub');
    await mkdir(folder);
    const path = join(folder, 'report.html');
    const output = await claimOutput('the report', path);
    await rm(folder, { recursive: true });
    await expect(output.write('content')).rejects.toMatchObject({
      name: 'UserError',
      exitCode: 1,
      message: `the report could not be written to ${path}: its folder does not exist`,
    });
  });

  it('keeps its file, and passes the error on, when the source of the content breaks', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'results.cache');
    await writeFile(path, 'before');
    const output = await claimOutput('the export', path);
    const trouble = new Error('the cache broke');
    async function* breaking() {
      yield 'half';
      throw trouble;
    }
    await expect(output.write(breaking())).rejects.toBe(trouble);
    expect(await readFile(path, 'utf8')).toBe('before');
    expect(await readdir(folder)).toEqual(['results.cache']);
    expect((await stat(path)).isFile()).toBe(true);
  });
});
