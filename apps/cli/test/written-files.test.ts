import { chmod, lstat, mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answer, folderWithReport, small } from './program.js';

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
      expect(await answer([...words, name], { cwd })).toMatchObject({ code: 0 });
      expect((await readFile(path)).subarray(0, 6).toString()).not.toBe('before');
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect(await readlink(join(cwd, 'link.txt'))).toBe('private.txt');
    }
  });

  it('writes what a link leads to that is not there yet', async () => {
    const cwd = await folderWithReport();
    await symlink('later.txt', join(cwd, 'link.txt'));
    expect(await answer([...words, 'link.txt'], { cwd })).toMatchObject({ code: 0 });
    expect((await lstat(join(cwd, 'link.txt'))).isSymbolicLink()).toBe(true);
    expect((await lstat(join(cwd, 'later.txt'))).isFile()).toBe(true);
  });
});

describe('two uses of one file', () => {
  const read = 'this command reads that file';
  const cache = 'the cache is there';
  const profile = 'the profile is written there';

  it.each<readonly [words: string, what: string, use: string]>([
    ['report --out x.html --profile x.html', 'the report', profile],
    ['report --out x.html --profile ./sub/../x.html', 'the report', profile],
    ['report --out link/x.html --profile sub/x.html', 'the report', profile],
    ['report --out dangling --profile x.html', 'the report', profile],
    ['report --profile report.html', 'the report', profile],
    ['report --only claims --profile report-part.html', 'the report', profile],
    ['report --verify --profile report.html', 'the profile', read],
    ['report --verify --out sub/kept.html --profile link/kept.html', 'the profile', read],
    ['report --verify --only claims --profile report-part.html', 'the profile', read],
    ['report --tensorboard curves --profile ./curves', 'the profile', 'the loss curves are written there'],
    ['get mse.active --out x.csv --profile x.csv', 'what was asked for', profile],
    ['get mse.active --out model.json --weights model.json', 'what was asked for', read],
    ['get mse.active --profile model.json --weights model.json', 'the profile', read],
    ['get mse.active --profile mine.json --config mine.json', 'the profile', read],
    ['report --out mine.json --config mine.json', 'the report', read],
    ['report --out kept/steps.ts --config sub/imports.ts', 'the report', read],
    ['get mse.active --profile kept/steps.ts --config sub/imports.ts', 'the profile', read],
    ['report --set training.steps=20,30 --out mine.json --config mine.json', 'the index page', read],
    ['report --out new.sqlite --cache sqlite:new.sqlite', 'the report', cache],
    ['report --profile new.sqlite --cache sqlite:new.sqlite', 'the profile', cache],
    ['report --profile fresh --cache fresh', 'the profile', cache],
    ['report --out new.sqlite-wal --cache sqlite:new.sqlite', 'the report', cache],
    ['get mse.active --out other.json --cache-read sqlite:other.json', 'what was asked for', cache],
    ['export --out model.json --weights model.json', 'the model', read],
    ['export --format tfjs --out kept --weights kept/model.json', 'the model', read],
    ['debug quantities --out kept --config kept/weights.json', 'the stage', read],
    ['cache export .config/superposition/defaults.json', 'the export', read],
  ])('is refused before any work: %s', async (text, what, use) => {
    const cwd = await folderWithReport();
    for (const folder of ['sub', 'kept', '.config/superposition'])
      await mkdir(join(cwd, folder), { recursive: true });
    await symlink('sub', join(cwd, 'link'));
    await symlink('x.html', join(cwd, 'dangling'));
    await writeFile(
      join(cwd, 'sub', 'imports.ts'),
      "import { steps } from '../kept/steps';\nexport default {};\n",
    );
    await writeFile(join(cwd, 'kept', 'steps.ts'), 'export const steps: number = 20;\n');
    const weights = await readFile(await modelFile(), 'utf8');
    for (const name of ['model.json', 'kept/model.json']) await writeFile(join(cwd, name), weights);
    for (const name of ['mine.json', 'kept/weights.json', '.config/superposition/defaults.json'])
      await writeFile(join(cwd, name), '{}');
    const settings = text.startsWith('cache') || text.includes('training.steps') ? [] : small;
    const shape = text.includes('--weights') ? settings.filter((_, index) => index > 3) : settings;
    const before = await contentsOf(cwd);
    const ended = await answer([...text.split(' '), ...shape], { cwd });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(new RegExp(`superposition: ${what} cannot be written to .*: ${use}\n`));
    expect(await contentsOf(cwd)).toEqual(before);
  });

  /** Every file, except for the caches. */
  async function contentsOf(folder: string): Promise<Readonly<Record<string, string>>> {
    const names = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = names
      .filter((entry) => entry.isFile() && !/sqlite/.test(entry.name))
      .map(({ parentPath, name }) => join(parentPath, name));
    return Object.fromEntries(
      await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')] as const)),
    );
  }

  let exported: Promise<string> | undefined;
  async function modelFile(): Promise<string> {
    exported ??= (async () => {
      const cwd = await folderWithReport();
      expect(await answer(['export', '--format', 'json', '--quiet', ...small], { cwd })).toMatchObject({
        code: 0,
      });
      return join(cwd, 'model.json');
    })();
    return exported;
  }
});
