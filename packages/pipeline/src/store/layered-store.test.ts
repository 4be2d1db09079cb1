import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder } from '../../test/support/cache-folder.js';
import { serverProxy } from '../../test/support/server-proxy.js';
import { temporaryRedis } from '../../test/support/temporary-server.js';
import { graph } from '../graph/graph.js';
import { stage } from '../graph/stage.js';
import { plan } from '../run/plan.js';
import { createRig, type Rig } from '../testing/rig.js';
import { resultOf } from '../testing/store-contract-samples.js';
import { digestOf } from '../values/digest.js';
import { layeredStore } from './layered-store.js';
import { memoryStore } from './memory-store.js';
import { layerAt, openStore } from './open-store.js';
import { sqliteStore } from './sqlite/sqlite-store.js';
import type { Store } from './store.js';

const noWarning = (message: string) => expect.unreachable(message);
const folder = () => mkdtemp(join(tmpdir(), 'layered-'));
const layerOf = (store: Store) => ({ location: 'below', open: async () => store });
const builtIn = (lines: readonly string[]) => lines.filter((line) => / built$/.test(line));

/** Counts how often each question is asked of a store. */
function counted(store: Store): { readonly store: Store; readonly asked: Record<string, number> } {
  const asked: Record<string, number> = {};
  const handler: ProxyHandler<Store> = {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function' || typeof name === 'symbol') return member;
      return (...words: readonly unknown[]) => {
        asked[name] = (asked[name] ?? 0) + 1;
        return member.apply(target, words);
      };
    },
  };
  return { store: new Proxy(store, handler), asked };
}

/** A pipeline of two stages, of which the first has many siblings. */
function stagesOf(rig: ReturnType<typeof createRig>) {
  const many = Array.from({ length: 20 }, (_, index) => rig.stage(`many[${index}]`, () => index));
  return [rig.stage('sum', () => 190, { inputs: { many } })];
}

describe('layeredStore', () => {
  it('is asked once for everything that many stages lack, by a run and by a plan', async () => {
    const { store, asked } = counted(memoryStore());
    const rig = createRig(layeredStore(memoryStore(), [layerOf(store)], { warn: noWarning }));
    await plan(graph(stagesOf(rig)), rig);
    expect(asked['results']).toBe(1);
    // Each claim of the other stage is another question.
    const many = Array.from({ length: 20 }, (_, index) => rig.stage(`many[${index}]`, () => index));
    expect(builtIn(await rig.run(many))).toHaveLength(20);
    expect(asked['results']).toBe(2);
  });

  it('does not make a copy the last result of the stage that the layer had it from', async () => {
    const shared = memoryStore();
    const theirs = createRig(shared);
    const of = (rig: Rig, name: string, value: number) =>
      stage(name, rig.stage('any', (_, { value }) => value).task, { params: { value }, inputs: {} });
    await theirs.run([of(theirs, 'first', 1)]);

    const local = memoryStore();
    const rig = createRig(layeredStore(local, [layerOf(shared)], { warn: noWarning }));
    await rig.run([of(rig, 'first', 2)]);
    const last = await local.latest(['first']);
    expect(await rig.run([of(rig, 'second', 1)])).toEqual(['second fresh']);
    expect(await local.latest(['first'])).toEqual(last);
    const frozen = await rig.run([of(rig, 'first', 3)], { freeze: new Set(['first']), deliver: true });
    expect(frozen.at(-1)).toBe('first = 2');
  });

  it('uses what a layer has, and copies it, so that the layer is not asked again', async () => {
    const shared = await sqliteStore(join(await folder(), 'cache.sqlite'), noWarning);
    const theirs = createRig(shared);
    expect(builtIn(await theirs.run(stagesOf(theirs)))).toHaveLength(21);

    const local = await sqliteStore(join(await folder(), 'cache.sqlite'), noWarning);
    const { store, asked } = counted(shared);
    const rig = createRig(layeredStore(local, [layerOf(store)], { warn: noWarning }));
    expect(builtIn(await rig.run(stagesOf(rig)))).toEqual([]);
    const after = { ...asked };
    expect(await rig.run(stagesOf(rig))).toHaveLength(21);
    expect(asked).toEqual(after);
    // Claims, notes and the keys that stages had last are those of the local store.
    expect(Object.keys(asked).sort()).toEqual(['artifact', 'present', 'results']);

    const alone = createRig(local);
    expect(builtIn(await alone.run(stagesOf(alone)))).toEqual([]);
    await Promise.all([theirs, rig].map((each) => each[Symbol.asyncDispose]()));
  });

  it('asks a layer once for all that is missing together', async () => {
    const { store, asked } = counted(memoryStore());
    const layered = layeredStore(memoryStore(), [layerOf(store), layerOf(store)], { warn: noWarning });
    const keys = Array.from({ length: 500 }, (_, index) => resultOf(index).key);
    expect(await layered.results(keys)).toEqual(keys.map(() => undefined));
    expect(asked).toEqual({ results: 2 });
  });

  it('writes new results to a layer only if it is told to, and what it only looked up nowhere', async () => {
    for (const push of [false, true]) {
      const [local, below] = [memoryStore(), memoryStore()];
      const rig = createRig(
        layeredStore(local, [{ location: 'below', open: async () => kept(below) }], {
          push,
          warn: noWarning,
        }),
      );
      await rig.run(stagesOf(rig));
      await rig[Symbol.asyncDispose]();
      const theirs = createRig(below);
      expect(builtIn(await theirs.run(stagesOf(theirs)))).toHaveLength(push ? 0 : 21);
    }
    const below = memoryStore();
    const [bytes, result] = [new TextEncoder().encode('output 1'), resultOf(1)];
    await below.putArtifact(digestOf('output 1'), bytes);
    await below.putResult(result);
    const local = memoryStore();
    const looking = layeredStore(local, [layerOf(below)], { copy: false, warn: noWarning });
    expect(await looking.results([result.key])).toEqual([result]);
    expect(await looking.present([result.digest])).toEqual(new Set([result.digest]));
    expect(await looking.artifact(result.digest)).toEqual(bytes);
    expect(await local.results([result.key])).toEqual([undefined]);
    expect(await local.present([result.digest])).toEqual(new Set());
  });

  it('does not use a result whose artifact is nowhere, and looks further', async () => {
    const [first, second] = [memoryStore(), memoryStore()];
    const result = resultOf(1);
    await first.putResult(result);
    const layered = layeredStore(memoryStore(), [layerOf(first), layerOf(second)], { warn: noWarning });
    expect(await layered.results([result.key])).toEqual([undefined]);
    await second.putArtifact(result.digest, new TextEncoder().encode('output 1'));
    await second.putResult(result);
    expect(await layered.results([result.key])).toEqual([result]);
  });

  it('goes on without a layer that fails or never answers, tells it once, and asks it no more', async () => {
    let questions = 0;
    const broken = async () => {
      questions++;
      throw new Error('no route to host');
    };
    const silent = () => {
      questions++;
      return new Promise<Store>(() => {});
    };
    for (const [open, why] of [
      [broken, 'no route to host'],
      [silent, 'no answer within 0.02 s'],
    ] as const) {
      questions = 0;
      const warnings: string[] = [];
      const rig = createRig(
        layeredStore(memoryStore(), [{ location: 'redis://far', open }], {
          push: true,
          patience: 20,
          warn: (message) => warnings.push(message),
        }),
      );
      expect(builtIn(await rig.run(stagesOf(rig)))).toHaveLength(21);
      await rig[Symbol.asyncDispose]();
      expect(warnings).toEqual([`the cache redis://far failed: ${why}; this run goes on without it`]);
      expect(questions).toBe(1);
    }
  });

  it('asks a layer again in the next run, and tells of each outage once', async () => {
    const shared = memoryStore();
    const theirs = createRig(shared);
    let way: 'closed' | 'silent' | 'open' = 'closed';
    let openings = 0;
    const connection = (): Store => {
      const check = async () => {
        if (way !== 'open') throw new Error('no route to host');
      };
      return {
        ...kept(shared),
        results: (keys) => check().then(() => shared.results(keys)),
        artifact: (digest) => check().then(() => shared.artifact(digest)),
      };
    };
    const open = async () => {
      openings++;
      if (way === 'silent') return new Promise<Store>(() => {});
      if (way === 'closed') throw new Error('no route to host');
      return connection();
    };
    const warnings: string[] = [];
    const rig = createRig(
      layeredStore(memoryStore(), [{ location: 'redis://far', open }], {
        patience: 20,
        warn: (message) => warnings.push(message),
      }),
    );
    const built = async (version: string) => {
      const chain = (one: Rig) => {
        const first = one.stage('first', () => version, { version });
        return [one.stage('second', () => 2, { version, inputs: { first } })];
      };
      await theirs.run(chain(theirs));
      return builtIn(await rig.run(chain(rig))).length;
    };
    expect(await built('a')).toBe(2);
    expect(await built('b')).toBe(2);
    expect(warnings).toHaveLength(1);
    way = 'open';
    // It comes up late.
    expect(await built('c')).toBe(0);
    expect(await built('d')).toBe(0);
    expect(openings).toBe(3);
    way = 'closed';
    expect(await built('e')).toBe(2);
    way = 'silent';
    expect(await built('f')).toBe(2);
    way = 'open';
    // The connection that nobody answered is still waited for: a second one would not be answered earlier.
    expect(await built('g')).toBe(2);
    expect(openings).toBe(4);
    expect(warnings).toEqual(
      Array(2).fill('the cache redis://far failed: no route to host; this run goes on without it'),
    );
    await rig[Symbol.asyncDispose]();
  });

  it('makes no file where there is none to read', async () => {
    const empty = await folder();
    const warnings: string[] = [];
    const layered = layeredStore(memoryStore(), [layerAt('cache', empty)], {
      warn: (message) => warnings.push(message),
    });
    await layered.results([resultOf(1).key]);
    expect(warnings).toEqual([
      `the cache ${join(empty, 'cache', 'cache.sqlite')} does not exist; this run goes on without it`,
    ]);
    expect(await readdir(empty)).toEqual([]);
    expect(() => layerAt('bogus://x', empty)).toThrow(TypeError);
  });

  it('leaves the folder of a damaged cache as it was', async () => {
    await using cache = await cacheFolder();
    await cache.make(150);
    const bytes = await readFile(cache.file);
    // It can be opened, and every key leads to a page that cannot be read: a leaf of an index.
    for (let at = 0; at < bytes.length; at += 4_096) if (bytes[at] === 0x0a) bytes.fill(0xa5, at, at + 4_096);
    await writeFile(cache.file, bytes);
    const warnings: string[] = [];
    const layered = layeredStore(memoryStore(), [layerAt(cache.folder, '/')], {
      warn: (message) => warnings.push(message),
    });
    expect(await layered.results([resultOf(1).key])).toEqual([undefined]);
    await layered[Symbol.asyncDispose]();
    expect(warnings).toEqual([expect.stringContaining('SQLITE_CORRUPT')]);
    expect(await readdir(cache.folder)).toEqual(['cache.sqlite']);
    expect(bytes.equals(await readFile(cache.file))).toBe(true);
  });
});

/** The store, which stays open. */
const kept = (store: Store): Store => ({ ...store, [Symbol.asyncDispose]: async () => {} });

const redis = temporaryRedis();
if (redis === undefined) {
  if (process.env['CI']) throw new Error('CI must test a layer on redis, whose server is not installed');
  process.stderr.write('SKIPPED: a layer on redis is not tested, because its server is not installed\n');
}

describe.skipIf(redis === undefined)('a layer on redis', () => {
  it('shares results with others, and can go in the middle', async () => {
    await using server = await redis!();
    await using proxy = await serverProxy(server.uri);
    const warnings: string[] = [];
    const run = async (uri: string, version: string) => {
      const local = await openStore('.', await folder(), noWarning);
      const layered = layeredStore(local, [layerAt(uri, '.')], {
        push: true,
        warn: (message) => warnings.push(message),
      });
      await using rig = createRig(layered);
      const one = rig.stage('one', () => 1, { version });
      const lines = await rig.run([rig.stage('two', () => 2, { inputs: { one } })]);
      return builtIn(lines).length;
    };
    expect(await run(proxy.uri, 'a')).toBe(2);
    expect(await run(proxy.uri, 'a')).toBe(0);
    expect(warnings).toEqual([]);
    await proxy.close();
    expect(await run(proxy.uri, 'a')).toBe(2);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(
      /^the cache redis:\/\/[\d.:/]+ cannot be used: .*ECONNREFUSED.*; this run goes on without it$/,
    );
    expect(warnings[0]).not.toContain('sesame');
  });
});
