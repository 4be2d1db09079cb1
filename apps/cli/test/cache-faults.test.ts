import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sqliteTable } from '../../../packages/pipeline/src/store/sqlite/sqlite-table.js';
import { answer, builtStages, eventsOf, small, superposition, temporaryFolder } from './program.js';

const report = ['report', '--json', ...small];
const reportIn = (cwd: string) => readFile(join(cwd, 'report.html'), 'utf8');

/** Changes one byte of every row of a table, each at another place, without the program. Returns the number of rows. */
async function damageAll(cwd: string, name: 'results' | 'artifacts'): Promise<number> {
  const table = sqliteTable(join(cwd, '.superposition', 'cache.sqlite'), name);
  const rows = await table.query<{ row: number; bytes: Buffer }>(
    `SELECT rowid AS row, CAST(value AS BLOB) AS bytes FROM ${name}`,
  );
  for (const { row, bytes } of rows) {
    const at = (row * 7_919) % bytes.length;
    bytes[at] = bytes[at] === 97 ? 98 : 97;
    const type = name === 'artifacts' ? 'BLOB' : 'TEXT';
    await table.query(`UPDATE ${name} SET value = CAST(? AS ${type}) WHERE rowid = ?`, bytes, row);
  }
  await table.close();
  return rows.length;
}

describe('the report is the same, byte for byte', () => {
  it('whenever it was killed before, and no finished stage is lost', async () => {
    const [cwd, undisturbed] = [await temporaryFolder(), await temporaryFolder()];
    const map = 'sweeps.neuronsByProbability';
    const whole = [...report, '--set', `${map}.values={"neurons":[]}`];
    // One training that takes hours keeps the run from its end, however late the kill comes.
    const endless = [
      ...[...report, '--jobs', '2', '--set', `${map}.values={"neurons":[1000],"activeProbability":[1]}`],
      ...['--set', `${map}.steps=1000000`],
    ];
    const all = builtStages(await answer(whole, { cwd: undisturbed }));
    const finished: string[] = [];
    // Each run continues where the run before it was killed.
    for (const more of [1, 5, 9, 13, 17]) {
      const until = finished.length + more;
      let waits = 0;
      const killed = await superposition(endless, {
        cwd,
        onLine: (line, child) => {
          const { type, stage } = JSON.parse(line) as { type: string; stage: string };
          if (type === 'built') finished.push(stage);
          if (type === 'progress' && stage.startsWith('model[neurons=1000,')) waits++;
          // Fewer stages may be left. Then only the endless training goes on.
          if (finished.length >= until || waits > 30) child.kill('SIGKILL');
        },
      });
      expect(killed.code).toBeNull();
    }
    const resumed = builtStages(await answer(whole, { cwd }));
    process.stderr.write(
      `\nkill -9 of the program: 5 kills, ${finished.length} finished stages, ${resumed.length} left to do\n`,
    );
    // No stage was built again whose result had been reported before the kill.
    const built = [...finished, ...resumed];
    expect(new Set(built).size).toBe(built.length);
    expect(all).toEqual(expect.arrayContaining(built));
    expect(await reportIn(cwd)).toBe(await reportIn(undisturbed));
  });

  it('when every row of the cache is damaged', async () => {
    const cwd = await temporaryFolder();
    await answer(report, { cwd });
    const before = await reportIn(cwd);
    const artifacts = await damageAll(cwd, 'artifacts');
    // Rows that no run reads may stay damaged.
    expect(builtStages(await answer(report, { cwd }))).toContain('page');
    expect(await reportIn(cwd)).toBe(before);
    await damageAll(cwd, 'artifacts');
    const results = await damageAll(cwd, 'results');
    const events = eventsOf(await answer(report, { cwd }));
    expect(events.find(({ type }) => type === 'finished')).toMatchObject({ fresh: 0, failed: 0 });
    expect(await reportIn(cwd)).toBe(before);
    expect(await answer(['cache', 'verify'], { cwd })).toMatchObject({ code: 0 });
    process.stderr.write(
      `\nflips in a report's cache: ${artifacts} artifacts and ${results} rows, 0 other bytes\n`,
    );
  });
});

it('loses the rows of one page, and no others, when a page of the cache is overwritten', async () => {
  const cwd = await temporaryFolder();
  await answer(report, { cwd });
  const before = await reportIn(cwd);
  const file = join(cwd, '.superposition', 'cache.sqlite');
  const intact = await readFile(file);
  const again = eventsOf(await answer(report, { cwd }));
  const stages = again.filter(({ type }) => type === 'fresh').length;
  const costs: number[] = [];
  const pages = intact.length / 4_096;
  // The root of a table and of its index, and pages in the middle.
  for (const page of [1, 2, 3, ...[0.3, 0.5, 0.7].map((share) => Math.floor(share * pages))]) {
    const damaged = Buffer.from(intact).fill(0xa5, page * 4_096, (page + 1) * 4_096);
    await writeFile(file, damaged);
    const verified = await answer(['cache', 'verify'], { cwd });
    expect(verified.code).toBe(1);
    expect(verified.stdout.split('\n').length).toBeLessThan(40);
    expect(damaged.equals(await readFile(file))).toBe(true);
    const built = builtStages(await answer(report, { cwd }));
    expect({ page, few: built.length < stages / 3 }).toEqual({ page, few: true });
    expect(await reportIn(cwd)).toBe(before);
    costs.push(built.length);
  }
  process.stderr.write(
    `\n${costs.length} overwritten pages of ${pages}: ${costs.join(', ')} of ${stages} stages built again\n`,
  );
});

describe('two reports of one new cache at once', () => {
  it('build each stage once between them', async () => {
    const [cwd, alone] = [await temporaryFolder(), await temporaryFolder()];
    const run = (out: string) => answer([...report, '--out', out], { cwd });
    const both = await Promise.all([run('one.html'), run('other.html')]);
    expect(both.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      both.map(() => ({ code: 0, stderr: '' })),
    );
    const all = builtStages(await answer(report, { cwd: alone }));
    expect(both.flatMap(builtStages).sort()).toEqual(all);
    const [one, other] = await Promise.all(
      ['one.html', 'other.html'].map((name) => readFile(join(cwd, name), 'utf8')),
    );
    expect(other).toBe(one);
  });
});

describe('eight processes', () => {
  it('print the same numbers from one new cache, at once and with two configs', async () => {
    const cwd = await temporaryFolder();
    const get = (steps: number) =>
      answer(
        [
          'get',
          'mse.active',
          'gain.positive',
          ...small,
          '--json',
          '--quiet',
          '--set',
          `training.steps=${steps}`,
        ],
        { cwd },
      );
    const ended = await Promise.all(Array.from({ length: 8 }, (_, index) => get(20 + (index % 2))));
    expect(ended.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      ended.map(() => ({ code: 0, stderr: '' })),
    );
    const [even, odd] = [await get(20), await get(21)];
    expect(ended.map(({ stdout }) => stdout)).toEqual(
      ended.map((_, index) => (index % 2 === 0 ? even : odd).stdout),
    );
    expect(even.stdout).not.toBe(odd.stdout);
    expect(await answer(['cache', 'verify'], { cwd })).toMatchObject({ code: 0 });
  });
});
