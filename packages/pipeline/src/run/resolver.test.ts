import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Settled, settled } from '../graph/stage.js';
import { memoryStore } from '../store/memory-store.js';
import { createRig, type Rig } from '../testing/rig.js';
import { isDigest } from '../values/digest.js';

let rows: { results: Map<string, string>; artifacts: Map<string, Uint8Array> };
let rig: Rig;
beforeEach(() => {
  rows = { results: new Map(), artifacts: new Map() };
  rig = createRig(memoryStore(rows));
});
afterEach(async () => {
  await rig[Symbol.asyncDispose]();
});

/** Damages the bytes of every artifact. */
function spoilArtifacts(): void {
  for (const digest of rows.artifacts.keys()) rows.artifacts.set(digest, Buffer.from('spoiled'));
}

describe('bytes that turn out corrupt', () => {
  it('are built again also where a stage has the key of its own input, because f(x) = x', async () => {
    const chain = (version: string) => {
      const source = rig.stage('source', () => 0);
      const same = ({ x }: { x: number }) => x;
      const first = rig.stage('same', same, { inputs: { x: source } });
      const second = { ...rig.stage('same', same, { inputs: { x: first } }), name: 'same again' };
      return [rig.stage('last', same, { inputs: { x: second }, version })];
    };
    await rig.run(chain('1'));
    spoilArtifacts();
    const lines = await rig.run(chain('2'));
    expect(lines.at(-1)).toBe('last built');
    expect(lines).toContain('same again runs: its bytes in the cache are corrupt');
  });

  it('are built again once, however many stages read them and hold every slot', async () => {
    const readers = (version: string) => {
      const source = rig.stage('source', () => 1);
      return Array.from({ length: 40 }, (_, n) =>
        rig.stage(`reader ${n}`, ({ source }: { source: number }) => source + n, {
          inputs: { source },
          version,
        }),
      );
    };
    await rig.run(readers('1'));
    spoilArtifacts();
    const lines = await rig.run(readers('2'));
    expect(lines.filter((line) => line.startsWith('source'))).toEqual([
      'source fresh',
      'source runs: its bytes in the cache are corrupt',
      'source built',
    ]);
    expect(lines.filter((line) => /^reader \d+ built$/.test(line))).toHaveLength(40);
  });

  it('are built again along a whole chain of them, as far as they are needed', async () => {
    const chain = (version: string) => {
      const first = rig.stage('first', () => 1);
      const second = rig.stage('second', ({ first }) => first + 1, { inputs: { first } });
      const apart = rig.stage('apart', () => 5);
      return [rig.stage('third', ({ second }) => second + 1, { inputs: { second }, version }), apart];
    };
    await rig.run(chain('1'));
    spoilArtifacts();
    expect(await rig.run(chain('2'))).toMatchInlineSnapshot(`
      [
        "first fresh",
        "second fresh",
        "apart fresh",
        "first runs: its bytes in the cache are corrupt",
        "first built",
        "second runs: its bytes in the cache are corrupt",
        "second built",
        "third runs: the code of rig/third#fn changed",
        "third built",
      ]
    `);
  });

  it('are built again under both names of one recipe, once', async () => {
    let calls = 0;
    const twins = (version: string) => {
      const one = rig.stage('one', () => {
        calls++;
        return 1;
      });
      const other = { ...one, name: 'other' };
      return [rig.stage('sum', ({ one, other }) => one + other, { inputs: { one, other }, version })];
    };
    await rig.run(twins('1'));
    spoilArtifacts();
    expect(await rig.run(twins('2'), { deliver: true })).toContain('sum = 2');
    expect(calls).toBe(2);
  });

  it('are read from memory then, when the store loses those as well', async () => {
    // A server whose memory is full does the same.
    await using losing = createRig({ ...rig.store, putArtifact: async () => {} });
    const source = losing.stage('source', () => 1);
    const reader = losing.stage('reader', ({ source }) => source + 1, { inputs: { source } });
    expect(await losing.run([reader], { deliver: true })).toContain('reader = 2');
  });

  it('fail what reads them when other bytes come out', async () => {
    let value = 1;
    const pair = (version: string) => {
      const unsteady = rig.stage('unsteady', () => value);
      return [rig.stage('reader', () => 1, { inputs: { unsteady }, version })];
    };
    await rig.run(pair('1'));
    spoilArtifacts();
    value = 2;
    const lines = await rig.run(pair('2'));
    expect(lines.slice(0, 2)).toEqual([
      'unsteady fresh',
      'unsteady runs: its bytes in the cache are corrupt',
    ]);
    expect(lines[2]).toMatch(/^unsteady failed \(nondeterministic\)/);
    expect(lines[3]).toMatch(/^reader failed \(input\): the value of 'unsteady' is lost/);
  });

  it('leave a settled reader with a failure, whose value is not stored', async () => {
    let value = 1;
    const page = (version: string) => {
      const figures = ['steady', 'unsteady'].map((name) => rig.stage(name, () => value * name.length));
      const count = ({ figures }: { figures: Settled<number>[] }) => figures.map(({ status }) => status);
      return [rig.stage('page', count, { inputs: { figures: settled(figures) }, version })];
    };
    await rig.run(page('1'));
    spoilArtifacts();
    value = 2;
    const stored = () => [...rows.results.keys()].filter(isDigest).length;
    const before = stored();
    const run = rig.start(page('2'), { deliver: true });
    await run.done;
    expect(run.lines.at(-1)).toBe('page = ["failure","failure"]');
    expect(stored()).toBe(before);
    const built = run.events.find((event) => event.type === 'built' && event.stage === 'page');
    expect(built).toMatchObject({
      recipe: { inputs: { figures: { settled: [{ failed: 'steady' }, { failed: 'unsteady' }] } } },
    });
    value = 1;
    expect(await rig.run(page('2'), { deliver: true })).toContain('page = ["value","value"]');
    expect(stored()).toBeGreaterThan(before);
  });
});

describe('what was made with a failure in it', () => {
  const pageOf = () => {
    const broken = rig.stage('broken', () => {
      throw new Error('no luck');
    });
    return rig.stage('page', ({ part }: { part: Settled<number> }) => `page with a ${part.status}`, {
      inputs: { part: settled(broken) },
    });
  };

  it('is delivered, and leaves nothing in the store', async () => {
    expect(await rig.run([pageOf()], { deliver: true })).toContain('page = "page with a failure"');
    expect([...rows.results.keys()].filter(isDigest)).toEqual([]);
    expect(rows.artifacts.size).toBe(0);
  });

  it('can be read by what depends on it', async () => {
    const size = () =>
      rig.stage('size', ({ page }: { page: string }) => page.length, { inputs: { page: pageOf() } });
    expect(await rig.run([size()], { deliver: true })).toContain('size = 19');
    expect(await rig.run([size()])).toEqual([
      'broken runs: not in the cache',
      'broken failed (task): no luck',
      'page runs: a stage of the input part failed',
      'page built',
      'size fresh',
    ]);
  });
});

describe('the latest key of a stage', () => {
  it('is moved when an earlier result is found fresh again, so that the next first guess is right', async () => {
    const source = (value: number) => rig.stage('source', () => value, { params: { value } });
    const keyOf = async (value: number) => {
      const run = rig.start([source(value)]);
      await run.done;
      const event = run.events.find(({ type }) => type === 'fresh' || type === 'built');
      return event?.type === 'fresh' || event?.type === 'built' ? event.key : undefined;
    };
    const [one] = [await keyOf(1), await keyOf(2)];
    expect(await rig.store.latest(['source'])).not.toEqual([one]);
    await keyOf(1);
    expect(await rig.store.latest(['source'])).toEqual([one]);
  });

  it('is written for every name of one recipe', async () => {
    const one = rig.stage('one', () => 1);
    await rig.run([one, { ...one, name: 'other' }]);
    const [first, second] = await rig.store.latest(['one', 'other']);
    expect(first).toBeDefined();
    expect(second).toBe(first);
  });

  it('is not written by a run in which nothing changed', async () => {
    const one = rig.stage('one', () => 1);
    await rig.run([one]);
    const frozen = Object.freeze([...rows.results]);
    rows.results.set = () => expect.unreachable('nothing has to be written');
    await rig.run([one]);
    expect([...rows.results]).toEqual(frozen);
  });
});
