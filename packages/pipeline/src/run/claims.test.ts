import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimOf, readClaim, writeClaim } from '../store/claim.js';
import { memoryStore } from '../store/memory-store.js';
import { gate } from '../testing/gate.js';
import { createRig, type Rig } from '../testing/rig.js';
import { prune } from '../upkeep/prune.js';
import { verifyStore } from '../upkeep/verify-store.js';
import { createClaims } from './claims.js';

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
    expect(await createClaims(store, never, Date.now, times).once(work())).toEqual(failing);
    expect(await store.claimed(key)).toBeUndefined();
  });

  it('of another machine is replaced when it does not change for some time', async () => {
    await using store = memoryStore();
    await store.claim(key, writeClaim({ ...claimOf('silent', Date.now()), host: 'another machine' }));
    const claims = createClaims(store, never, Date.now, { beat: 1e9, patience: 20 });
    expect(await claims.once(work())).toEqual(failing);
  });

  it('changes as long as its work goes on', async () => {
    await using store = memoryStore();
    const { promise, resolve } = deferred();
    let time = 0;
    const claims = createClaims(store, never, () => time++, { beat: 1, patience: 1_000 });
    const done = claims.once({ ...work(), work: () => promise.then(() => failing) });
    const texts = new Set<string>();
    while (texts.size < 3) {
      const text = await store.claimed(key);
      if (text !== undefined) texts.add(text);
      await new Promise((next) => setImmediate(next));
    }
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
});

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
