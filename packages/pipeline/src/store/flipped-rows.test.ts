import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CacheFolder, cacheFolder } from '../../test/support/cache-folder.js';
import { settled } from '../graph/stage.js';
import { createRig, type Rig } from '../testing/rig.js';
import { type SqliteTable, sqliteTable } from './sqlite/sqlite-table.js';

let cache: CacheFolder;
beforeEach(async () => {
  cache = await cacheFolder();
});
afterEach(() => cache[Symbol.asyncDispose]());

/** Sources, a diamond, a list and a settled input. Every stage is a target, so that the run reads all artifacts. */
function stagesOf(rig: Rig) {
  const source = (index: number) =>
    rig.stage<number[]>(`source ${index}`, (_inputs, { from }: { from: number }) => [from, from + 0.5], {
      params: { from: index },
    });
  const sources = [source(1), source(2)];
  const left = rig.stage<number>('left', ({ list }) => list[0] * 3, { inputs: { list: sources[0]! } });
  const right = rig.stage<number>('right', ({ list }) => list[1] - 7, { inputs: { list: sources[0]! } });
  const sum = rig.stage<number>('sum', ({ left, right }) => left + right, { inputs: { left, right } });
  const all = rig.stage('all', ({ lists }: { lists: number[][] }) => lists.flat().join(' — '), {
    inputs: { lists: sources },
  });
  const page = rig.stage('page', ({ parts }) => ({ parts, text: 'ü'.repeat(50) }), {
    inputs: { parts: settled([sum, all]) },
  });
  return [...sources, left, right, sum, all, page];
}

/** Flips one bit of a value or a key in the database, whose type stays. */
async function flip(
  table: SqliteTable<string> | SqliteTable<Uint8Array>,
  name: string,
  column: string,
  row: number,
  bit: number,
) {
  const [found] = await table.query<{ bytes: Buffer }>(
    `SELECT CAST(${column} AS BLOB) AS bytes FROM ${name} WHERE rowid = ?`,
    row,
  );
  const { bytes } = found!;
  const at = bit % (8 * bytes.length);
  bytes[at >> 3]! ^= 1 << (at & 7);
  await table.query(
    `UPDATE ${name} SET ${column} = CAST(? AS ${name === 'artifacts' && column === 'value' ? 'BLOB' : 'TEXT'}) WHERE rowid = ?`,
    bytes,
    row,
  );
}

it('never gives another value, whichever row is damaged, and builds at most what the row was of', async () => {
  await using store = await cache.open();
  await using rig = createRig(store);
  const run = async () => {
    const observed = rig.start(stagesOf(rig), { deliver: true });
    await observed.done;
    const values = observed.lines.filter((line) => line.includes(' = '));
    return { values, built: observed.lines.filter((line) => line.endsWith(' built')) };
  };
  const { values } = await run();
  const bits = fc.sample(fc.nat(2 ** 30), { seed: 5, numRuns: 1_000 });
  const count = { rows: 0, flips: 0, mended: 0, harmless: 0 };
  for (const name of ['artifacts', 'results'] as const) {
    const table = sqliteTable(cache.file, name);
    const rows = await table.query<{ row: number; key: string }>(`SELECT rowid AS row, key FROM ${name}`);
    for (const { row, key } of rows) {
      count.rows++;
      for (const column of ['value', 'value', 'value', 'key']) {
        // The run may have written this row again, under another row number.
        const found = await table.query<{ row: number }>(
          `SELECT rowid AS row FROM ${name} WHERE key = ?`,
          key,
        );
        await flip(table, name, column, found[0]?.row ?? row, bits[count.flips++]!);
        const again = await run();
        expect(again.values).toEqual(values);
        expect(again.built.length).toBeLessThanOrEqual(1);
        count[again.built.length === 0 ? 'harmless' : 'mended']++;
      }
    }
    await table.close();
  }
  process.stderr.write(
    `\nflips: ${count.flips} bits in ${count.rows} rows: ${count.mended} cost the stage they belonged to, ` +
      `${count.harmless} cost nothing, 0 gave another value\n`,
  );
  expect(cache.warnings).toEqual([]);
  // 29 rows: seven artifacts and seven results, which matter, and seven `latest:` rows, seven journals and the note of the
  // last run, which may not matter.
  expect(count.rows).toBe(29);
  expect(count.mended).toBeGreaterThan(40);
});
