import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answer, small, temporaryFolder } from './program.js';
import { folderWithRuns, report, runsIn } from './remembered-runs.js';

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
