import { expect, it } from 'vitest';
import { simulate } from '../../test/support/simulation/simulate.js';

/** So many seeds from this one on; `SIMULATION_SEEDS=FIRST:COUNT` chooses others. */
const asked = process.env['SIMULATION_SEEDS'] ?? '0:2000';
const [, first, count] = (/^(\d+):([1-9]\d*)$/.exec(asked) ?? []).map(Number);
if (first === undefined || count === undefined)
  throw new Error(`SIMULATION_SEEDS is '${asked}': it must be FIRST:COUNT, for example 2000:20000`);

it(`whatever crashes, fails or is lost, every run ends with the outcomes of a run alone (seeds ${first} to ${first + count - 1})`, {
  timeout: 300_000 + 200 * count,
}, async () => {
  const counts: Record<string, number> = {};
  for (let seed = first; seed < first + count; seed++) {
    const happened = await simulate(seed).catch((error: unknown) => {
      throw new Error(
        `seed ${seed}: ${(error as Error).message} (SIMULATION_SEEDS=${seed}:1 runs it alone)`,
        {
          cause: error,
        },
      );
    });
    for (const [kind, number] of Object.entries(happened)) counts[kind] = (counts[kind] ?? 0) + number;
  }
  // Each kind of trouble must occur often. Otherwise the seeds would prove little.
  if (count >= 1_000)
    expect(Math.min(...Object.values(counts)), JSON.stringify(counts)).toBeGreaterThan(count / 10);
});

it('a seed always gives the same world', async () => {
  expect(await simulate(7)).toEqual(await simulate(7));
});
