import { lstat, mkdir, readdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sqliteTable } from '../../../packages/pipeline/src/store/sqlite/sqlite-table.js';
import { answer, builtStages, folderWithReport, small, temporaryFolder } from './program.js';

interface Stats {
  readonly results: number;
  readonly artifacts: number;
  readonly bytes: number;
}

async function statsOf(cwd: string): Promise<Stats> {
  return JSON.parse((await answer(['cache', 'stats', '--json'], { cwd })).stdout) as Stats;
}

describe('superposition cache', () => {
  it('lists results, shows one by the beginning of its key, and tells what they take', async () => {
    const cwd = await folderWithReport();
    const listed = JSON.parse((await answer(['cache', 'ls', '--json'], { cwd })).stdout) as {
      key: string;
      stage: string;
    }[];
    const model = listed.find(({ stage }) => stage === 'model[seed=1]')!;
    const shown = await answer(['cache', 'show', model.key.slice(0, 10)], { cwd });
    expect(shown.stdout).toMatch(
      /^stage +model\[seed=1\]\nkey +[0-9a-f]{64}\ntask +@superposition\/analyses\//,
    );
    expect(await statsOf(cwd)).toMatchObject({ results: listed.length });
    const ambiguous = await answer(['cache', 'show', ''], { cwd });
    expect(ambiguous).toMatchObject({ code: 2, stdout: '' });
  });

  it('fails, in plain words, when the cache fails under it', async () => {
    const cwd = await folderWithReport();
    const file = join(cwd, '.superposition', 'cache.sqlite');
    const bytes = await readFile(file);
    await writeFile(file, bytes.fill(0xff, bytes.length / 2));
    const { code, stderr } = await answer(['cache', 'ls'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^superposition: the cache .*cache\.sqlite failed: SQLITE_CORRUPT/);
    for (const command of ['stats', 'verify', 'export']) {
      const words = ['cache', command, ...(command === 'export' ? ['results.cache'] : [])];
      expect(await answer(words, { cwd })).toMatchObject({ code: 1 });
    }
    // Looking at a cache changes nothing in its folder.
    expect(await readFile(file)).toEqual(bytes);
    expect(await readdir(join(cwd, '.superposition'))).toEqual(['cache.sqlite']);
  });

  it('makes no tables in a file that is no cache when it looks at it', async () => {
    const cwd = await temporaryFolder();
    const other = sqliteTable(join(cwd, 'other.db'), 'results');
    await other.query('ALTER TABLE results RENAME TO bookmarks');
    await other.close();
    await writeFile(join(cwd, 'empty.db'), '');
    for (const [name, code] of [
      ['other.db', 1],
      ['empty.db', 0],
    ] as const) {
      const before = await readFile(join(cwd, name));
      for (const command of ['ls', 'stats', 'verify', 'prune --dry-run']) {
        const ended = await answer(['cache', ...command.split(' '), '--cache', `sqlite:${name}`], {
          cwd,
        });
        expect({ name, command, code: ended.code }).toEqual({ name, command, code });
        if (code === 1)
          expect(ended.stderr).toMatch(/the cache .*other\.db .*it is not a cache of this program/);
        expect(before.equals(await readFile(join(cwd, name)))).toBe(true);
      }
    }
    expect((await readdir(cwd)).sort()).toEqual(['empty.db', 'other.db']);
  });

  it('makes nothing where there is no cache', async () => {
    const cwd = await temporaryFolder();
    const { code, stdout } = await answer(['cache', 'ls'], { cwd });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(await readdir(cwd)).toEqual([]);
  });

  it('finds a byte that was changed, exits with 1, and the next run mends it', async () => {
    const cwd = await folderWithReport();
    expect(await answer(['cache', 'verify'], { cwd })).toMatchObject({ code: 0 });
    const file = join(cwd, '.superposition', 'cache.sqlite');
    const content = await readFile(file);
    // The artifact of the page.
    const at = content.indexOf('{"body":"');
    expect(at).toBeGreaterThan(0);
    content[at + 20] = content[at + 20] === 65 ? 66 : 65;
    await writeFile(file, content);
    const damaged = await answer(['cache', 'verify'], { cwd });
    expect(damaged.code).toBe(1);
    expect(damaged.stdout).toContain('is damaged');
    expect(builtStages(await answer(['report', '--json', ...small], { cwd }))).toEqual(['page']);
    expect(await answer(['cache', 'verify'], { cwd })).toMatchObject({ code: 0 });
  });

  it('exports to a file from which another cache has everything, and refuses it cut short', async () => {
    const cwd = await folderWithReport();
    expect(await answer(['cache', 'export', 'results.cache'], { cwd })).toMatchObject({ code: 0 });
    await answer(['cache', 'import', 'results.cache', '--cache', 'other'], { cwd });
    const again = await answer(['report', '--json', ...small, '--cache', 'other'], { cwd });
    expect(builtStages(again)).toEqual([]);

    await truncate(join(cwd, 'results.cache'), 100_000);
    const cut = await answer(['cache', 'import', 'results.cache', '--cache', 'third'], { cwd });
    expect(cut).toMatchObject({ code: 2, stdout: '' });
    expect(cut.stderr).toMatch(/nothing was imported from .*: record \d+: it is cut short$/m);
    expect((await answer(['cache', 'ls', '--cache', 'third'], { cwd })).stdout).toBe('');
  });

  it.each(['mistyped', 'sqlite:mistyped.sqlite', 'memory:'])(
    'exports nothing from %s where no results are, makes no cache, and keeps the earlier export',
    async (cache) => {
      const cwd = await temporaryFolder();
      await writeFile(join(cwd, 'results.cache'), 'a good backup');
      const { code, stdout, stderr } = await answer(['cache', 'export', 'results.cache', '--cache', cache], {
        cwd,
      });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^superposition: .*, so nothing is exported\n$/);
      expect(await readFile(join(cwd, 'results.cache'), 'utf8')).toBe('a good backup');
      expect(await readdir(cwd)).toEqual(['results.cache']);
    },
  );

  it('exports through a link, and refuses what is no file', async () => {
    const cwd = await folderWithReport();
    await mkdir(join(cwd, 'backups'));
    await symlink(join('backups', 'today.cache'), join(cwd, 'link'));
    expect(await answer(['cache', 'export', 'link'], { cwd })).toMatchObject({ code: 0 });
    expect((await lstat(join(cwd, 'link'))).isSymbolicLink()).toBe(true);
    expect(await readdir(join(cwd, 'backups'))).toEqual(['today.cache']);
    for (const [place, why] of [
      ['backups', 'it is not a file'],
      ['no/such', 'its folder does not exist'],
      ['/dev/null', 'it is not a file'],
    ] as const) {
      const { code, stderr } = await answer(['cache', 'export', place], { cwd });
      expect(code).toBe(2);
      expect(stderr).toBe(`superposition: the export cannot be written to ${resolve(cwd, place)}: ${why}\n`);
    }
  });

  it('removes everything on the word clear', async () => {
    const cwd = await folderWithReport();
    expect((await answer(['cache', 'clear'], { cwd })).stdout).toMatch(/^removed all \d+ results/);
    expect(await statsOf(cwd)).toMatchObject({ results: 0, artifacts: 0, bytes: 0 });
  });

  it('keeps, by itself, what is young, whatever the budget', async () => {
    const cwd = await temporaryFolder();
    await answer(['report', ...small, '--cache-budget', '1kB'], { cwd });
    const before = await statsOf(cwd);
    await answer(['report', ...small, '--cache-budget', '1kB', '--set', 'report.title=another'], {
      cwd,
    });
    expect(await statsOf(cwd)).toMatchObject({ results: before.results + 1 });
    const dry = await answer(['cache', 'prune', '--cache-budget', '1kB', '--dry-run'], { cwd });
    expect(dry.stdout).toMatch(/^would remove 0 results/);
  });
});
