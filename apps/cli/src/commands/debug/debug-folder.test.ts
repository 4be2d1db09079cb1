import { chmod, mkdir, mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { claimDebugFolder, debugMark, fileNameOf, fileNamesOf } from './debug-folder.js';

describe('the name of a file', () => {
  it.each([
    ['figure-5', 'figure-5'],
    ['model[seed=0]', 'model-seed=0'],
    ['model[lossExponent=2,seed=1]', 'model-lossExponent=2,seed=1'],
  ])('stays readable: %s', (name, file) => {
    expect(fileNameOf(name)).toBe(file);
  });

  const odd = [
    'a/b',
    'a b',
    'a\\b',
    '..',
    '.',
    '',
    '../../etc',
    'a\0b',
    'a\nb',
    '-rf',
    'ä',
    'x'.repeat(5_000),
  ];

  it('is valid for every name of a stage', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...odd)), (name) => {
        expect(fileNameOf(name)).toMatch(/^[\w=,+][\w.=,+-]{0,110}$/);
      }),
    );
  });

  it('is another one for each input', () => {
    const names = [...odd, 'x'.repeat(5_001), 'a[b', 'a[b]', 'a-b', 'A-B', 'A-b', '__proto__'];
    const files = [...fileNamesOf(names).values()];
    expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(names.length);
  });
});

describe('the folder', () => {
  const recipe = JSON.stringify({ format: debugMark });
  const first = new Map([
    ['recipe.json', recipe],
    ['inputs/a.json', '1'],
  ]);
  let place: string;
  beforeEach(async () => {
    place = join(await mkdtemp(join(tmpdir(), 'debug-')), 'folder');
  });

  it('is replaced as a whole, and stays as private as it was', async () => {
    await (await claimDebugFolder(place)).write(first);
    await chmod(place, 0o700);
    await (await claimDebugFolder(place)).write(new Map([['recipe.json', recipe]]), (folder) =>
      mkdir(join(folder, 'node_modules')).then(() => {}),
    );
    expect((await readdir(place)).sort()).toEqual(['node_modules', 'recipe.json']);
    expect((await stat(place)).mode & 0o777).toBe(0o700);
    expect(await readdir(join(place, '..'))).toEqual(['folder']);
  });

  it('takes an empty folder', async () => {
    await mkdir(place);
    await (await claimDebugFolder(place)).write(first);
    expect(await readFile(join(place, 'inputs', 'a.json'), 'utf8')).toBe('1');
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['a file', () => writeFile(place, 'mine'), 'it is not a folder'],
    [
      'a folder of something else',
      async () => {
        await mkdir(place);
        await writeFile(join(place, 'recipe.json'), '{}');
      },
      'holds other files, such as recipe.json',
    ],
    [
      'notes of the user',
      async () => {
        await (await claimDebugFolder(place)).write(first);
        await writeFile(join(place, 'notes.md'), 'mine');
      },
      'holds other files, such as notes.md',
    ],
  ])('does not replace %s', async (_, make, message) => {
    await make();
    await expect(claimDebugFolder(place)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(message),
    });
  });
});
