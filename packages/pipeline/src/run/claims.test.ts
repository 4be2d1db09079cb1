import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimOf, readClaim, writeClaim } from '../store/claim.js';
import { memoryStore } from '../store/memory-store.js';
import { survivingStore } from '../store/surviving-store.js';
import { gate } from '../testing/gate.js';
import { createRig, type Rig } from '../testing/rig.js';
import { resultOf } from '../testing/store-contract-samples.js';
import { prune } from '../upkeep/prune.js';
import { verifyStore } from '../upkeep/verify-store.js';
import { createClaims } from './claims.js';
import { systemClock } from './clock.js';

describe('two runs of one store', () => {
  let rows: { readonly results: Map<string, string>; readonly artifacts: Map<string, Uint8Array> };
  let first: Rig;
  let second: Rig;
  beforeEach(() => {
    rows = { results: new Map(), artifacts: new Map() };
    [first, second] = [createRig(memoryStore(rows)), createRig(memoryStore(rows))];
  });
  afterEach(async () => {
    await first[Symbol.asyncDispose]();
    await second[Symbol.asyncDispose]();
  });

  /** A stage of the same recipe in both rigs: in the first it waits for the gate, in the second it counts its calls. */
  function shared() {
    const gated = gate<number>();
    const calls: string[] = [];
    const slow = {
      first: first.stage('slow', gated.fn),
      second: second.stage('slow', () => calls.push('slow')),
    };
    const double = ({ slow }: { slow: number }) => 2 * slow;
    return {
      gated,
      calls,
      ofFirst: first.stage('double', double, { inputs: { slow: slow.first } }),
      ofSecond: second.stage('double', double, { inputs: { slow: slow.second } }),
    };
  }

  it('do the work of one key once', async () => {
    const { gated, calls, ofFirst, ofSecond } = shared();
    const one = first.start([ofFirst], { deliver: true });
    await gated.called;
    const other = second.start([ofSecond], { deliver: true });
    await other.seen('log');
    gated.open(21);
    await Promise.all([one.done, other.done]);
    expect(calls).toEqual([]);
    const kinds = [...one.events, ...other.events].flatMap((event) =>
      event.type === 'built' || event.type === 'fresh' ? [`${event.stage} ${event.type}`] : [],
    );
    expect(kinds.filter((kind) => kind.endsWith('built')).sort()).toEqual(['double built', 'slow built']);
    expect(kinds.filter((kind) => kind.endsWith('fresh')).sort()).toEqual(['double fresh', 'slow fresh']);
    for (const { lines } of [one, other]) expect(lines.at(-1)).toBe('double = 42');
    expect(other.lines.join('\n')).toMatch(/another run builds it \(process \d+ on /);
  });

  it('do it after all when the other run fails', async () => {
    const { gated, calls, ofFirst, ofSecond } = shared();
    const one = first.start([ofFirst]);
    await gated.called;
    const other = second.start([ofSecond], { deliver: true });
    gated.fail(new Error('no luck'));
    await Promise.all([one.done, other.done]);
    expect(calls).toEqual(['slow']);
    expect(other.lines.at(-1)).toBe('double = 2');
  });

  it('do it after all when the other run is cancelled', async () => {
    const { gated, calls, ofFirst, ofSecond } = shared();
    const one = first.start([ofFirst]);
    await gated.called;
    const other = second.start([ofSecond], { deliver: true });
    await one.cancel();
    await other.done;
    expect(calls).toEqual(['slow']);
    expect([...rows.results.values()].filter((text) => readClaim(text) !== undefined)).toEqual([]);
  });

  it('both run a stage that the second is forced to run', async () => {
    const { gated, calls, ofFirst, ofSecond } = shared();
    const one = first.start([ofFirst]);
    await gated.called;
    const other = second.start([ofSecond], { force: new Set(['slow']) });
    await other.done;
    expect(calls).toEqual(['slow']);
    gated.open(1);
    await one.done;
  });

  it.each(['string or blob too big', 'database or disk is full'])(
    'do not wait for a result that never came into the database: %s',
    async (message) => {
      const putArtifact = () => Promise.reject(new Error(message));
      const store = survivingStore({ ...memoryStore(rows), putArtifact }, () => {});
      await using failing = createRig(store);
      await failing.run([failing.stage('large', () => 1)]);
      expect([...rows.results.values()].filter((text) => readClaim(text) !== undefined)).toEqual([]);
    },
  );

  it('stop waiting when they are cancelled', async () => {
    const { gated, ofFirst, ofSecond } = shared();
    const one = first.start([ofFirst]);
    await gated.called;
    const other = second.start([ofSecond]);
    await other.seen('planned');
    await other.cancel();
    gated.open(1);
    await one.done;
  });
});

describe('a claim', () => {
  const key = 'a'.repeat(64) as never;
  const never = new AbortController().signal;
  /** Work that fails, so that its claim has to be given back. */
  const failing = { kind: 'task', message: 'no luck' } as const;
  const work = () => ({
    key,
    slot: <R>(action: () => Promise<R>) => action(),
    work: async () => failing,
    find: async () => undefined,
    note: () => {},
  });

  it('of a process that was killed is replaced at once', async () => {
    await using store = memoryStore();
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await store.claim(key, writeClaim({ ...claimOf('killed', Date.now()), pid }));
    // With such a patience, the test would not end otherwise.
    const times = { beat: 1e9, patience: Number.POSITIVE_INFINITY };
    expect(await createClaims(store, never, systemClock, times).once(work())).toEqual(failing);
    expect(await store.claimed(key)).toBeUndefined();
  });

  it('of another machine is replaced when it does not change for some time', async () => {
    await using store = memoryStore();
    await store.claim(key, writeClaim({ ...claimOf('silent', Date.now()), host: 'another machine' }));
    const claims = createClaims(store, never, systemClock, { beat: 1e9, patience: 20 });
    expect(await claims.once(work())).toEqual(failing);
  });

  it('changes as long as its work goes on', async () => {
    await using store = memoryStore();
    const { promise, resolve } = deferred();
    let time = 0;
    const claims = createClaims(
      store,
      never,
      { ...systemClock, now: () => time++ },
      { beat: 1, patience: 1_000 },
    );
    const done = claims.once({ ...work(), work: () => promise.then(() => failing) });
    const texts = new Set<string>();
    while (texts.size < 3) {
      const text = await store.claimed(key);
      if (text !== undefined) texts.add(text);
      await nextTurn();
    }
    resolve();
    await done;
    expect(await store.claimed(key)).toBeUndefined();
  });

  it('changes again after a time in which nobody knew whether it was written, and is given back', async () => {
    await using store = memoryStore();
    const { promise, resolve } = deferred();
    let answer: (() => boolean) | undefined;
    let answers = 0;
    const claim: typeof store.claim = async (...words) => {
      if (answer === undefined) return store.claim(...words);
      // The database gets every other one, whatever it answers.
      if (answers++ % 2 === 0) await store.claim(...words);
      return answer();
    };
    let time = 0;
    const claims = createClaims(
      { ...store, claim },
      never,
      { ...systemClock, now: () => time++ },
      { beat: 1, patience: 1_000 },
    );
    const done = claims.once({ ...work(), work: () => promise.then(() => failing) });
    while ((await store.claimed(key)) === undefined) await nextTurn();
    const noAnswer = () => {
      throw new Error('no answer');
    };
    for (const each of [() => true, noAnswer]) {
      answer = each;
      for (const until = answers + 4; answers < until; ) await nextTurn();
    }
    answer = undefined;
    const before = await store.claimed(key);
    while ((await store.claimed(key)) === before) await nextTurn();
    resolve();
    await done;
    expect(await store.claimed(key)).toBeUndefined();
  });

  it('that a kill left behind is no problem of the store, and goes with a pruning after the grace period', async () => {
    await using store = memoryStore();
    await store.claim(key, writeClaim(claimOf('killed', 1_000)));
    expect((await verifyStore(store)).problems).toEqual([]);
    const request = { budget: 1e9, grace: 10_000 };
    await prune(store, { ...request, now: 2_000 });
    expect(await store.claimed(key)).toBeDefined();
    await prune(store, { ...request, now: 20_000 });
    expect(await store.claimed(key)).toBeUndefined();
  });

  it('that was replaced by its result while a pruning went on takes no result with it', async () => {
    await using store = memoryStore();
    const result = resultOf(1);
    await store.claim(result.key, writeClaim(claimOf('killed', 1_000)));
    const listed = {
      ...store,
      async *contents() {
        yield* store.contents();
        await store.putResult(result);
      },
    };
    await prune(listed, { budget: 1e9, grace: 10_000, now: 20_000 });
    expect(await store.results([result.key])).toEqual([result]);
  });
});

const nextTurn = () => new Promise((next) => setImmediate(next));

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
