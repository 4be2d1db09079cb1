import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyOf, type Recipe } from '../../src/graph/recipe.js';
import { openStore } from '../../src/store/open-store.js';
import type { Store, StoredResult } from '../../src/store/store.js';
import { digestOf } from '../../src/values/digest.js';

/** A temporary folder with a cache in it. Disposing of it removes the folder. */
export interface CacheFolder extends AsyncDisposable {
  readonly folder: string;
  /** Its database. */
  readonly file: string;
  /** The warnings so far. */
  readonly warnings: string[];
  open(): Promise<Store>;
  /** Opens the cache and writes this number of results with their artifacts. */
  make(count: number): Promise<void>;
}

/** Makes the folder, without a cache. */
export async function cacheFolder(): Promise<CacheFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'cache-folder-'));
  const warnings: string[] = [];
  const openHere = () => openStore(folder, folder, (message) => warnings.push(message));
  return {
    folder,
    file: join(folder, 'cache.sqlite'),
    warnings,
    open: openHere,
    async make(count) {
      await using store = await openHere();
      await fill(store, count);
    },
    async [Symbol.asyncDispose]() {
      await chmod(folder, 0o700);
      await rm(folder, { recursive: true });
    },
  };
}

const bytesOf = (index: number) => new TextEncoder().encode(`artifact ${index} `.repeat(40));

function resultOf(index: number): StoredResult {
  const recipe: Recipe = {
    task: 'a/b#c',
    code: digestOf('code'),
    params: { index },
    inputs: {},
    codec: 'json/1',
  };
  const bytes = bytesOf(index);
  const facts = { digest: digestOf(bytes), size: bytes.length, duration: 1, builtAt: 1 };
  return { key: keyOf(recipe), stage: `stage ${index}`, recipe, ...facts };
}

/** Writes the results from one index up to another. */
export async function fill(store: Store, count: number, from = 0): Promise<void> {
  for (let index = from; index < count; index++) {
    await store.putArtifact(resultOf(index).digest, bytesOf(index));
    await store.putResult(resultOf(index));
  }
}

/**
 * Counts which of the first `count` results are there. Fails if one of them, or its artifact, differs from what was
 * written.
 */
export async function countRight(store: Store, count: number): Promise<number> {
  let right = 0;
  const results = Array.from({ length: count }, (_, index) => resultOf(index));
  const found = await store.results(results.map(({ key }) => key));
  const latest = await store.latest(results.map(({ stage }) => stage));
  for (const [index, result] of results.entries()) {
    const artifact = await store.artifact(result.digest);
    if (found[index] !== undefined) deepStrictEqual(found[index], result);
    if (artifact !== undefined) deepStrictEqual(artifact, bytesOf(index));
    if (latest[index] !== undefined) strictEqual(latest[index], result.key);
    if (found[index] !== undefined && artifact !== undefined) right++;
  }
  return right;
}

/** Fails unless the store takes new results and gives them back. */
export async function expectWorks(store: Store): Promise<void> {
  await fill(store, 5);
  strictEqual(await countRight(store, 5), 5);
}
