import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../test/program.js';
import { claimFolder } from './output-folder.js';

const names = ['model.json', 'weights.bin'];
const files = { 'model.json': 'new', 'weights.bin': Uint8Array.of(1) };
const permissions = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

it('keeps the permissions of the folder and of the files that it replaces', async () => {
  const root = await temporaryFolder();
  const path = join(root, 'model');
  await mkdir(path);
  await writeFile(join(path, 'model.json'), 'old');
  await chmod(join(path, 'model.json'), 0o600);
  await chmod(path, 0o750);
  await (await claimFolder('the model', path, names)).write(files);
  expect(await permissions(path)).toBe('750');
  expect(await permissions(join(path, 'model.json'))).toBe('600');
  expect(await readFile(join(path, 'model.json'), 'utf8')).toBe('new');
  expect((await readdir(path)).sort()).toEqual(names);
  expect(await readdir(root)).toEqual(['model']);
});

it('uses nothing that another process has left beside the place', async () => {
  const root = await temporaryFolder();
  const leftovers = ['tmp', 'previous'].map((purpose) => `.model.${process.pid}.${purpose}`);
  for (const name of leftovers) {
    await mkdir(join(root, name));
    await writeFile(join(root, name, 'model.json'), 'stale');
  }
  const path = join(root, 'model');
  for (const content of ['first', 'second']) {
    await (await claimFolder('the model', path, names)).write({ 'model.json': content });
    expect(await readFile(join(path, 'model.json'), 'utf8')).toBe(content);
  }
  expect((await readdir(root)).sort()).toEqual([...leftovers, 'model'].sort());
});

it('makes the folder that a link leads to, and keeps the link', async () => {
  const root = await temporaryFolder();
  await symlink('later', join(root, 'model'));
  await (await claimFolder('the model', join(root, 'model'), names)).write(files);
  expect((await readdir(join(root, 'later'))).sort()).toEqual(names);
});

it('takes no file with it that someone put into the folder since the claim', async () => {
  const root = await temporaryFolder();
  const path = join(root, 'model');
  const output = await claimFolder('the model', path, names);
  await mkdir(path);
  await writeFile(join(path, 'notes.txt'), 'mine');
  await expect(output.write(files)).rejects.toMatchObject({
    exitCode: 1,
    message: expect.stringMatching(
      /the folder holds other files, such as notes\.txt; the previous one is unchanged$/,
    ),
  });
  expect(await readdir(path)).toEqual(['notes.txt']);
  expect(await readdir(root)).toEqual(['model']);
});
