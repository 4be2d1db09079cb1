import type { ChildProcess } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sqliteTable } from '../../../packages/pipeline/src/store/sqlite/sqlite-table.js';
import { programWithTasks } from './broken-task.js';
import { answer, type Ended, small, superposition, temporaryFolder } from './program.js';
import { folderWithRuns, report, runsIn } from './remembered-runs.js';
import { watching } from './watching.js';

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
      superposition(['report', '--quiet', ...small], {
        cwd,
        program: await programWithTasks({ [task]: code }),
      });
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
