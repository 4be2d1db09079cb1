import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CacheFolder, cacheFolder } from '../../test/support/cache-folder.js';
import { graph } from '../graph/graph.js';
import { systemClock } from '../run/clock.js';
import { readJournal } from '../run/journal.js';
import { plan } from '../run/plan.js';
import { describeChainLine, reasonChain } from '../tell/reason-chain.js';
import { createRig, type Rig } from '../testing/rig.js';
import { prune, rowsOf } from '../upkeep/prune.js';
import { verifyStore } from '../upkeep/verify-store.js';

const year = 365 * 24 * 3_600_000;
const right = 56 * year;

let cache: CacheFolder;
let rig: Rig;
beforeEach(async () => {
  cache = await cacheFolder();
  rig = createRig(await cache.open());
});
afterEach(async () => {
  await rig[Symbol.asyncDispose]();
  await cache[Symbol.asyncDispose]();
});

/** A text of 20,000 characters and its length. Each text takes pages of its own, so pruning frees what the rows take. */
function stagesOf(letter: string) {
  const text = rig.stage<string>(`text ${letter}`, (_inputs, params) => params.letter.repeat(20_000), {
    params: { letter },
  });
  return [rig.stage(`length ${letter}`, ({ text }) => text.length, { inputs: { text } })];
}

const runAt = (time: number, letter: string) =>
  rig.run(stagesOf(letter), { clock: { ...systemClock, now: () => time } });

/** The text stages whose results are still there. (Only the texts take much space.) */
const kept = async () =>
  (await rowsOf(rig.store))
    .flatMap(({ result }) => (result?.stage.startsWith('text') ? [result.stage] : []))
    .sort();

describe('a clock that is set', () => {
  it.each([-30, -1, 1, 30])('by %i years makes nothing run, and no reason wrong', async (years) => {
    await runAt(right, 'a');
    await runAt(right + 1, 'b');
    const tell = async () => {
      const stages = stagesOf('a');
      const whole = graph(stages);
      const planned = await plan(whole, { store: rig.store, code: rig.code });
      const journal = await readJournal(rig.store, whole.order);
      const lines = reasonChain(stages, { graph: whole, planned, journal });
      return lines.map((line) =>
        describeChainLine(line, { duration: () => 'a moment', ago: () => 'just now' }),
      );
    };
    const before = await tell();
    expect(await runAt(right + years * year, 'a')).toEqual(['text a fresh', 'length a fresh']);
    expect(await runAt(right, 'a')).toEqual(['text a fresh', 'length a fresh']);
    expect(await tell()).toEqual(before);
    expect((await verifyStore(rig.store)).problems).toEqual([]);
    expect(cache.warnings).toEqual([]);
  });

  it('right again still counts a hit as use, so that what is used stays', async () => {
    await runAt(right + 10 * year, 'a');
    await runAt(right + 11 * year, 'b');
    await runAt(right, 'a');
    await runAt(right + 1, 'c');
    const now = right + year;
    await prune(rig.store, { budget: (await rig.store.used())! - 1, now });
    expect(await kept()).toEqual(['text a', 'text c']);
  });

  it('right again keeps nothing of the future before what is in use', async () => {
    await runAt(right, 'a');
    await runAt(right + 10 * year, 'b');
    await runAt(right + 1, 'c');
    const now = right + year;
    await prune(rig.store, { budget: (await rig.store.used())! - 1, now });
    expect(await kept()).toEqual(['text a', 'text c']);
  });

  it('back removes what was used longest ago', async () => {
    for (const [index, letter] of ['a', 'b', 'c'].entries()) await runAt(right + index, letter);
    const now = right - year;
    await runAt(now, 'd');
    await prune(rig.store, { budget: (await rig.store.used())! - 1, now });
    expect(await kept()).toEqual(['text b', 'text c', 'text d']);
  });
});
