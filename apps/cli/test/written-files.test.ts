import { chmod, lstat, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWithReport, small, superposition } from './program.js';

/** The words of every command that writes a file, without its name, which comes last. */
const writers = {
  report: ['report', ...small, '--out'],
  'report --only': ['report', ...small, '--only', 'claims', '--out'],
  'get --out': ['get', 'mse.active', ...small, '--out'],
  'export npz': ['export', ...small, '--out'],
  'export json': ['export', '--format', 'json', ...small, '--out'],
  'cache export': ['cache', 'export'],
} as const;

describe.each(Object.entries(writers))('%s', (_, words) => {
  it('keeps the permissions of the file that it replaces, also through a link', async () => {
    const cwd = await folderWithReport();
    const path = join(cwd, 'private.txt');
    await symlink('private.txt', join(cwd, 'link.txt'));
    for (const name of ['private.txt', 'link.txt']) {
      await writeFile(path, 'before');
      await chmod(path, 0o600);
      expect(await superposition([...words, name], { cwd })).toMatchObject({ code: 0 });
      expect((await readFile(path)).subarray(0, 6).toString()).not.toBe('before');
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect(await readlink(join(cwd, 'link.txt'))).toBe('private.txt');
    }
  });

  it('writes what a link leads to that is not there yet', async () => {
    const cwd = await folderWithReport();
    await symlink('later.txt', join(cwd, 'link.txt'));
    expect(await superposition([...words, 'link.txt'], { cwd })).toMatchObject({ code: 0 });
    expect((await lstat(join(cwd, 'link.txt'))).isSymbolicLink()).toBe(true);
    expect((await lstat(join(cwd, 'later.txt'))).isFile()).toBe(true);
  });
});
