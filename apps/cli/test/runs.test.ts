import type { ChildProcess } from 'node:child_process';
import { chmod, cp, readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sqliteTable } from '../../../packages/pipeline/src/store/sqlite/sqlite-table.js';
import { programWithTask } from './broken-task.js';
import { answer, type Ended, small, superposition, temporaryFolder } from './program.js';
import { watching } from './watching.js';

interface Run {
  readonly run: number;
  readonly at: string;
  readonly command: string;
  readonly ended: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly stages: Readonly<Record<string, number>>;
  readonly families: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly quantities: Readonly<Record<string, { readonly mean: number | null }>>;
  readonly report: string | null;
}

async function runsIn(cwd: string, ...words: readonly string[]): Promise<readonly Run[]> {
  const ended = await answer(['runs', '--json', ...words], { cwd });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(ended.stdout) as Run[];
}

const report = (cwd: string, ...words: readonly string[]) =>
  answer(['report', '--quiet', ...small, ...words], { cwd });

/** A folder with three runs: a first one, one with more steps, and the first one again. A copy of one that is made once. */
async function folderWithRuns(): Promise<string> {
  made ??= makeRuns();
  const folder = await temporaryFolder();
  await cp(await made, folder, { recursive: true });
  return folder;
}

let made: Promise<string> | undefined;

async function makeRuns(): Promise<string> {
  const cwd = await temporaryFolder();
  for (const words of [[], ['--set', 'training.steps=30', '--out', 'longer.html'], []])
    expect(await report(cwd, ...words)).toMatchObject({ code: 0, stderr: '' });
  return cwd;
}

/** The fields of a line of CSV. */
function fieldsOf(line: string): readonly string[] {
  return Array.from(line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g), ([, field]) => field!);
}

describe('superposition runs', () => {
  it('tells when, from which settings and with which numbers this cache has made reports', async () => {
    const cwd = await folderWithRuns();
    const [third, second, first] = await runsIn(cwd);
    const { stages } = first!;
    expect(first).toMatchObject({ run: 1, command: 'report', ended: 'done', report: 'report.html' });
    expect(stages).toEqual({
      total: stages['built'],
      fresh: 0,
      built: stages['built'],
      failed: 0,
      skipped: 0,
    });
    expect(first!.settings).toMatchObject({
      'model.features': 12,
      'training.steps': 20,
      'report.crossCheck': false,
    });
    expect(first!.settings).not.toHaveProperty(['training.learningRate']);
    expect(second).toMatchObject({ run: 2, settings: { 'training.steps': 30 }, report: 'longer.html' });
    expect(second!.families['model']!['built']).toBeGreaterThan(0);
    expect(third).toMatchObject({ run: 3, stages: { ...stages, fresh: stages['total'], built: 0 } });
    expect(new Date(first!.at).toISOString()).toBe(first!.at);

    const got = await answer(['get', 'quantities', '--json', ...small], { cwd });
    const quantities = JSON.parse(got.stdout) as Record<
      string,
      { mean: number; sd: number; seeds: number[] }
    >;
    expect(Object.keys(first!.quantities)).toEqual(Object.keys(quantities));
    const { mean, sd, seeds } = quantities['mse.active']!;
    const standardError = sd / Math.sqrt(seeds.length);
    expect(first!.quantities['mse.active']).toEqual({ mean, sd, seeds: 2, standardError });
    expect(third!.quantities).toEqual(first!.quantities);

    const table = await answer(['runs'], { cwd });
    const lines = table.stdout.split('\n');
    const header = lines.findIndex((line) => line.startsWith('#'));
    expect(lines.slice(0, header).join(' ')).toMatch(/^all: model.features 12, (?!.*training.steps)/);
    expect(lines[header]).toMatch(/^# +when +settings +gain +MSE active +built +time$/);
    expect(lines[header + 1]).toMatch(
      new RegExp(
        `^3 +(today|yesterday) \\d\\d:\\d\\d +training.steps 20 .* 0/${stages['total']} +[\\d.]+ m?s$`,
      ),
    );
    expect(lines.slice(header + 1, header + 4).map((line) => line[0])).toEqual(['3', '2', '1']);
    expect(lines.slice(header + 4)).toEqual([
      'superposition runs diff 2 3 · runs show 3 · runs --quantities ID,… · runs --csv',
      '',
    ]);
  });

  it('prints the quantities that are asked for, also as CSV with a value of every setting', async () => {
    const cwd = await folderWithRuns();
    const text = await answer(['runs', '--quantities', 'mse.all,zeroColumns'], { cwd });
    expect(text.stdout).toMatch(/^#.* mse\.all +zeroColumns /m);
    const { stdout } = await answer(['runs', '--csv', '--quantities', 'mse.all'], { cwd });
    const [header, ...rows] = stdout.trimEnd().split('\r\n').map(fieldsOf);
    const runs = await runsIn(cwd, '--quantities', 'mse.all');
    expect(runs.map(({ quantities }) => Object.keys(quantities))).toEqual([
      ['mse.all'],
      ['mse.all'],
      ['mse.all'],
    ]);
    const column = (name: string) => rows.map((row) => row[header!.indexOf(name)]);
    expect(column('run')).toEqual(['3', '2', '1']);
    expect(column('mse.all').map(Number)).toEqual(runs.map(({ quantities }) => quantities['mse.all']!.mean));
    await report(cwd, '--set', 'training.learningRate=0.01');
    const again = await answer(['runs', '--csv'], { cwd });
    const [names, last, before] = again.stdout.split('\r\n').map(fieldsOf);
    const at = names!.indexOf('training.learningRate');
    expect([last![at], before![at]]).toEqual(['0.01', '0.003']);
    expect(await answer(['runs', '--quantities', 'mse.actve'], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        '--quantities mse.actve: there is no quantity of this name; the nearest are mse.active',
      ),
    });
  });

  it('shows one run, and compares two as diff compares reports', async () => {
    const cwd = await folderWithRuns();
    const shown = await answer(['runs', 'show', '2'], { cwd });
    expect(shown.stdout).toMatch(
      /^run +2, done in .+\nwhen +(today|yesterday) .+Z\)\nmade by +superposition report\nreport +longer\.html\n/,
    );
    expect(shown.stdout).toContain('\n  training.steps 30\n');
    const diff = await answer(['runs', 'diff', '1', '2', '--json'], { cwd });
    const reports = await answer(['diff', 'report.html', 'longer.html', '--json'], { cwd });
    const { settings, frozen, quantities } = JSON.parse(reports.stdout) as Record<string, unknown>;
    expect(diff.code).toBe(1);
    expect(JSON.parse(diff.stdout)).toEqual({ settings, frozen, quantities });
    const text = await answer(['runs', 'diff', '1', '2'], { cwd });
    const whole = (await answer(['diff', 'report.html', 'longer.html'], { cwd })).stdout;
    expect(whole.startsWith(text.stdout)).toBe(true);
    expect(await answer(['runs', 'diff', '1', '3'], { cwd })).toEqual({
      code: 0,
      stdout: 'the runs say the same\n',
      stderr: '',
    });
    expect((await answer(['runs', 'show', '7'], { cwd })).stderr).toBe(
      'superposition: runs show 7: there is no such run; the cache has runs 1 … 3\n',
    );
    expect((await answer(['runs', 'diff', '1', 'last'], { cwd })).stderr).toContain(
      'it must be the number of a run',
    );
  });

  it('says so where nothing has run, and makes no cache', async () => {
    const cwd = await temporaryFolder();
    expect(await answer(['runs'], { cwd })).toEqual({
      code: 0,
      stdout: "no runs yet: 'superposition report' makes the first one\n",
      stderr: '',
    });
    expect(await runsIn(cwd)).toEqual([]);
    for (const words of [
      ['show', '1'],
      ['diff', '1', '2'],
    ]) {
      const ended = await answer(['runs', ...words], { cwd });
      expect(ended).toMatchObject({ code: 2, stdout: '' });
      expect(ended.stderr).toContain('has no runs yet');
    }
    await expect(readFile(join(cwd, '.superposition'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a record is kept', () => {
  it('of a run that is interrupted', async () => {
    const cwd = await temporaryFolder();
    const ended = await superposition(['report', '--json', ...small, '--set', 'training.steps=1000000'], {
      cwd,
      onLine(line, child) {
        // A second signal would end the program at once.
        if (line.includes('"started"') && !child.killed) child.kill('SIGINT');
      },
    });
    expect(ended.code).toBe(130);
    const [run] = await runsIn(cwd);
    expect(run).toMatchObject({ run: 1, ended: 'interrupted', quantities: {}, report: null });
    expect(run!.stages['total']).toBeGreaterThan(run!.stages['built']!);
    expect((await answer(['runs'], { cwd })).stdout).toMatch(/ – +– .* interrupted\n/);
  });

  it.each(['SIGKILL', 'SIGHUP'] as const)(
    'of a run that %s ends, and of one that goes on',
    async (signal) => {
      const cwd = await temporaryFolder();
      const words = ['report', '--json', ...small, '--set', 'training.steps=1000000'];
      let child: ChildProcess | undefined;
      const ended = superposition(words, {
        cwd,
        onLine(_, started) {
          child = started;
        },
      });
      await expect.poll(() => runsIn(cwd), { timeout: 20_000 }).toHaveLength(1);
      const process = { host: hostname(), pid: child!.pid };
      expect(await runsIn(cwd)).toMatchObject([{ run: 1, ended: 'running', process, report: null }]);
      child!.kill(signal);
      await ended;
      const [run] = await runsIn(cwd);
      expect(run).toMatchObject({ ended: 'broken off', settings: { 'training.steps': 1e6 }, process });
      expect((await answer(['runs'], { cwd })).stdout).toMatch(/ broken off\n/);
      expect((await answer(['runs', 'show', '1'], { cwd })).stdout).toMatch(
        /^run +1, broken off after .+\n(.+\n)?process +\d+ on .+, heard from just now\n/,
      );
      // The next run has a number of its own, and is over when it says so.
      await report(cwd);
      expect((await runsIn(cwd)).map(({ run, ended }) => [run, ended])).toEqual([
        [2, 'done'],
        [1, 'broken off'],
      ]);
    },
  );

  it('of a run in which a stage failed, and of one that made no page', async () => {
    const cwd = await temporaryFolder();
    const failing = async (task: string, code: string): Promise<Ended> =>
      superposition(['report', '--quiet', ...small], { cwd, program: await programWithTask(task, code) });
    const figure = '@superposition/report/figures/figure-9#figure9';
    expect(await failing(figure, "export function figure9() { throw new Error('broken'); }")).toMatchObject({
      code: 1,
    });
    const page = '@superposition/report/page#page';
    expect(await failing(page, "export function page() { throw new Error('broken'); }")).toMatchObject({
      code: 1,
    });
    const [without, withCard] = await runsIn(cwd);
    expect(withCard).toMatchObject({ ended: 'failed', stages: { failed: 1 }, report: 'report.html' });
    expect(withCard!.quantities['mse.active']!.mean).not.toBeNull();
    expect(without).toMatchObject({ ended: 'failed', report: null, quantities: {} });
    const difference = await answer(['runs', 'diff', '1', '2'], { cwd });
    expect(difference).toMatchObject({ code: 1, stdout: 'run 2 has no quantities (failed)\n' });
  });

  it('of each revision of watch', async () => {
    const cwd = await temporaryFolder();
    const watch = await watching(small, { cwd });
    await watch.next('report');
    watch.child.kill('SIGINT');
    await watch.ended;
    expect(await runsIn(cwd)).toMatchObject([
      { run: 1, command: 'watch', ended: 'done', report: 'report.html' },
    ]);
  });

  it('not of a run that leaves the cache alone, or may not write to it', async () => {
    const cwd = await folderWithRuns();
    await report(cwd, '--cache-mode', 'off', '--out', 'off.html');
    await answer(['report', '--verify', ...small], { cwd });
    await answer(['get', 'mse.active', ...small], { cwd });
    const cache = join(cwd, '.superposition');
    expect((await runsIn(cwd)).map(({ run }) => run)).toEqual([3, 2, 1]);
    for (const [path, mode] of [
      [cache, 0o555],
      [join(cache, 'cache.sqlite'), 0o444],
      [cwd, 0o777],
    ] as const)
      await chmod(path, mode);
    const ended = await superposition(['report', '--quiet', ...small, '--out', 'other.html'], {
      cwd,
      ...(process.getuid?.() === 0 && { uid: 65_534 }),
    });
    expect(ended.code).toBe(0);
    expect(ended.stderr.trim().split('\n')).toEqual([expect.stringContaining('may only be read')]);
    await chmod(cache, 0o755);
    expect((await runsIn(cwd)).map(({ run }) => run)).toEqual([3, 2, 1]);
  });

  it('under a number of its own when two runs end at once', async () => {
    const cwd = await folderWithRuns();
    const words = ['report', '--quiet', ...small];
    await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => superposition([...words, '--out', `${name}.html`], { cwd })),
    );
    const runs = await runsIn(cwd);
    expect(runs.map(({ run }) => run)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(
      runs
        .slice(0, 4)
        .map((run) => run.report)
        .sort(),
    ).toEqual(['a.html', 'b.html', 'c.html', 'd.html']);
  });
});

describe('the cache commands', () => {
  it('keep the records when they prune, and remove them when they clear', async () => {
    const cwd = await folderWithRuns();
    await answer(['cache', 'prune', '--cache-budget', '0'], { cwd });
    expect(await runsIn(cwd)).toHaveLength(3);
    await answer(['cache', 'clear'], { cwd });
    expect(await runsIn(cwd)).toEqual([]);
    await report(cwd);
    expect((await runsIn(cwd)).map(({ run }) => run)).toEqual([1]);
  });

  it('find a damaged record, which the list leaves out', async () => {
    const cwd = await folderWithRuns();
    expect(await answer(['cache', 'verify'], { cwd })).toMatchObject({ code: 0 });
    const table = sqliteTable(join(cwd, '.superposition', 'cache.sqlite'), 'results');
    await table.query("UPDATE results SET value = value || ' ' WHERE key = 'note:run:2'");
    await table.close();
    const verdict = await answer(['cache', 'verify'], { cwd });
    expect(verdict).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('the row note:run:2 is damaged'),
    });
    expect((await runsIn(cwd)).map(({ run }) => run)).toEqual([3, 1]);
  });

  it('import no history of another cache', async () => {
    const [one, other] = [await folderWithRuns(), await temporaryFolder()];
    await answer(['cache', 'export', join(other, 'all')], { cwd: one });
    await answer(['cache', 'import', 'all'], { cwd: other });
    expect(await runsIn(other)).toEqual([]);
    await report(other);
    expect(await runsIn(other)).toMatchObject([{ run: 1, stages: { built: 0 } }]);
  });
});
