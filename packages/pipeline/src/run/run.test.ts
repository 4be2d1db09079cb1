import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CodeLibrary } from '../code/code-library.js';
import { type Settled, type Stage, settled } from '../graph/stage.js';
import { createRig, type Rig } from '../testing/rig.js';

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
afterEach(async () => {
  await rig[Symbol.asyncDispose]();
});

const half = (inputs: { n: number }) => Math.floor(inputs.n / 2);

/** source -> halved -> doubled, with `doubled` beside a stage that nothing changes. */
function pipeline(value: number, versions: Record<string, string> = {}) {
  const version = (name: string) => ({ version: versions[name] ?? '1' });
  const source = rig.stage('source', (_inputs, params: { value: number }) => params.value, {
    params: { value },
    ...version('source'),
  });
  const halved = rig.stage('halved', half, { inputs: { n: source }, ...version('halved') });
  const doubled = rig.stage('doubled', ({ n }: { n: number }) => n * 2, {
    inputs: { n: halved },
    ...version('doubled'),
  });
  const apart = rig.stage('apart', () => 'x');
  return [doubled, apart];
}

describe('what re-runs, and why', () => {
  it('builds everything once, then nothing', async () => {
    expect(await rig.run(pipeline(4))).toMatchInlineSnapshot(`
      [
        "source runs: not in the cache",
        "apart runs: not in the cache",
        "source built",
        "apart built",
        "halved runs: not in the cache",
        "halved built",
        "doubled runs: not in the cache",
        "doubled built",
      ]
    `);
    expect(await rig.run(pipeline(4))).toMatchInlineSnapshot(`
      [
        "source fresh",
        "halved fresh",
        "doubled fresh",
        "apart fresh",
      ]
    `);
  });

  it('re-runs what depends on a changed parameter, by value', async () => {
    await rig.run(pipeline(4));
    expect(await rig.run(pipeline(8))).toMatchInlineSnapshot(`
      [
        "apart fresh",
        "source runs: value changed 4 → 8",
        "source built",
        "halved runs: the value of source changed",
        "halved built",
        "doubled runs: the value of halved changed",
        "doubled built",
      ]
    `);
  });

  it('cuts off where the bytes come out the same', async () => {
    await rig.run(pipeline(4));
    expect(await rig.run(pipeline(5))).toMatchInlineSnapshot(`
      [
        "apart fresh",
        "source runs: value changed 4 → 5",
        "source built",
        "halved runs: the value of source changed",
        "halved built",
        "doubled fresh",
      ]
    `);
  });

  it('names changed code', async () => {
    await rig.run(pipeline(4));
    expect(await rig.run(pipeline(4, { halved: '2' }))).toMatchInlineSnapshot(`
      [
        "source fresh",
        "apart fresh",
        "halved runs: the code of rig/halved#fn changed",
        "halved built",
        "doubled fresh",
      ]
    `);
  });

  it('finds everything fresh when an earlier config comes back', async () => {
    await rig.run(pipeline(4));
    await rig.run(pipeline(8));
    const lines = await rig.run(pipeline(4));
    expect(lines.every((line) => line.endsWith(' fresh'))).toBe(true);
  });

  it('runs a forced stage alone when its bytes stay', async () => {
    await rig.run(pipeline(4));
    expect(await rig.run(pipeline(4), { force: new Set(['halved']) })).toMatchInlineSnapshot(`
      [
        "source fresh",
        "apart fresh",
        "halved runs: asked to run again",
        "halved built",
        "doubled fresh",
      ]
    `);
  });

  it('refreshes everything, and looks nothing up with the cache off', async () => {
    await rig.run(pipeline(4));
    expect(await rig.run(pipeline(4), { cacheMode: 'refresh' })).toMatchInlineSnapshot(`
      [
        "source runs: everything is computed again",
        "apart runs: everything is computed again",
        "source built",
        "apart built",
        "halved runs: everything is computed again",
        "halved built",
        "doubled runs: everything is computed again",
        "doubled built",
      ]
    `);
    expect(await rig.run(pipeline(4), { cacheMode: 'off' })).toMatchInlineSnapshot(`
      [
        "source runs: not in the cache",
        "apart runs: not in the cache",
        "source built",
        "apart built",
        "halved runs: not in the cache",
        "halved built",
        "doubled runs: not in the cache",
        "doubled built",
      ]
    `);
    const before = rig.store;
    await rig.run(pipeline(6), { cacheMode: 'off' });
    expect(before).toBe(rig.store);
    expect(await rig.run(pipeline(6))).toContain('source runs: value changed 4 → 6');
  });

  it('runs only what the targets need', async () => {
    const [doubled] = pipeline(4);
    expect((await rig.run([doubled!])).some((line) => line.startsWith('apart'))).toBe(false);
  });

  it('names other bytes from the same recipe nondeterministic, and keeps the first', async () => {
    let calls = 0;
    const unsteady = () => rig.stage('unsteady', () => ++calls);
    await rig.run([unsteady()]);
    const lines = await rig.run([unsteady()], { force: new Set(['unsteady']) });
    expect(lines[1]).toMatch(
      /^unsteady failed \(nondeterministic\): the same recipe gave other bytes before/,
    );
    expect(await rig.run([unsteady()], { deliver: true })).toEqual(['unsteady fresh', 'unsteady = 1']);
  });

  it('shares one result between stages of the same recipe', async () => {
    let calls = 0;
    const fn = () => ++calls;
    const one = rig.stage('one', fn);
    const other: Stage = { ...one, name: 'other' };
    const lines = await rig.run([one, other]);
    expect(calls).toBe(1);
    expect(lines).toContain('other built (same recipe as one)');
  });
});

describe('failure', () => {
  const broken = () =>
    rig.stage('broken', () => {
      throw new Error('no luck');
    });

  it('skips dependents by the name of the cause, and lets siblings finish', async () => {
    const bad = broken();
    const after = rig.stage('after', () => 1, { inputs: { bad } });
    const last = rig.stage('last', () => 1, { inputs: { after } });
    const sibling = rig.stage('sibling', () => 1);
    expect((await rig.run([last, sibling])).toSorted()).toMatchInlineSnapshot(`
      [
        "after skipped because broken failed",
        "broken failed (task): no luck",
        "broken runs: not in the cache",
        "last skipped because broken failed",
        "sibling built",
        "sibling runs: not in the cache",
      ]
    `);
  });

  it('hands a failure to a settled input, and never stores what was made with it', async () => {
    const bad = broken();
    const good = rig.stage('good', () => 7);
    const page = () =>
      rig.stage('page', ({ parts }: { parts: Settled<number>[] }) => parts.map((part) => part.status), {
        inputs: { parts: settled([good, bad]) },
      });
    const first = await rig.run([page()], { deliver: true });
    expect(first).toContain('page = ["value","failure"]');
    expect(await rig.run([page()])).toContain('page runs: a stage of the input parts failed');
  });

  it('tells a value that its codec cannot write', async () => {
    const odd = rig.stage('odd', () => ({ at: new Map() }));
    expect((await rig.run([odd]))[1]).toBe(
      'odd failed (codec): $.at is an instance of Map, which plain JSON cannot say: give [...it] or Object.fromEntries(it)',
    );
  });
});

it('ends with an error only when its other work has ended, so that the store can be closed at once', async () => {
  let [begin, end] = [() => {}, () => {}];
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const held = new Promise<void>((resolve) => {
    end = resolve;
  });
  // It does not look at the signal, so a cancelled run has to wait for it.
  const slow = rig.stage('slow', async () => {
    begin();
    await held;
    return 1;
  });
  const late = rig.stage('late', () => 1, { inputs: { slow: rig.stage('quick', () => 2) } });
  const code: CodeLibrary = {
    // The code of one stage is missing, which only the run finds out.
    find: (address) => (address.includes('late') ? undefined : rig.code.find(address)),
  };
  let ended = false;
  const run = rig.start([slow, late], { code });
  const done = run.done.finally(() => {
    ended = true;
  });
  await begun;
  while (!run.lines.includes('quick built')) await new Promise((resolve) => setImmediate(resolve));
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(ended).toBe(false);
  end();
  await expect(done).rejects.toThrow('there is no built code');
});

describe('corruption', () => {
  it('turns a fresh stage into a built one when its bytes are bad', async () => {
    const source = rig.stage('source', () => 1);
    const reader = (version: string) =>
      rig.stage('reader', ({ source }) => source + 1, { inputs: { source }, version });
    const first = rig.start([reader('1')]);
    await first.done;
    const built = first.events.find((event) => event.type === 'built' && event.stage === 'source');
    if (built?.type !== 'built') throw new Error('source was not built');
    await rig.store.putArtifact(built.digest, new TextEncoder().encode('2'));
    const run = rig.start([reader('2')], { deliver: true });
    await run.done;
    expect(run.lines).toMatchInlineSnapshot(`
      [
        "source fresh",
        "source runs: its bytes in the cache are corrupt",
        "source built",
        "reader runs: the code of rig/reader#fn changed",
        "reader built",
        "reader = 2",
      ]
    `);
    expect(run.events.at(-1)).toMatchObject({ type: 'finished', fresh: 0, built: 2 });
    expect(await rig.store.artifact(built.digest)).toEqual(new TextEncoder().encode('1'));
  });
});
