import type { CodeLibrary } from '../code/code-library.js';
import { changedModules } from '../code/stored-modules.js';
import type { Stage } from '../graph/stage.js';
import { lastUse, type Store, type StoredResult } from '../store/store.js';
import type { Digest } from '../values/digest.js';

/** Looks up the results of recipes for one run, many at a time. */
export interface Lookup {
  /**
   * A valid result whose artifact has a row, or was dropped. Does not read the artifact's bytes. A result that was fetched before
   * comes at once.
   */
  find(key: Digest): StoredResult | Promise<StoredResult | undefined>;
  /** Whether a result of this key has been fetched, also one whose artifact is missing. */
  isRecorded(key: Digest): boolean;
  /** Whether the artifact of a result that has been fetched was dropped. */
  isDropped(key: Digest): boolean;
  /** The last recorded result of a stage of this name, with any recipe. Reasons compare with it. */
  previous(stage: string): StoredResult | undefined;
  /** The last result of a stage of this name, if its artifact has a row. It counts as used. */
  lastUsable(stage: string): StoredResult | undefined;
  /** The key that the store last recorded for a stage of this name. */
  latestKey(stage: string): Digest | undefined;
  /** The found results whose last recorded use is more than `distance` milliseconds before or after `time`. */
  usedFarFrom(time: number, distance: number): readonly StoredResult[];
  /** The modules in which the code of a stage differs from the code of its last result, if both are known. */
  differingModules(stage: string): readonly string[];
}

/**
 * Fetches, before the run, the last results of stages with these names. In an unchanged graph these are all results
 * that the run needs, so a chain of stages does not need one look-up after another. The run looks up other keys later.
 * All keys that it asks for in one turn of the event loop are fetched together.
 */
export async function createLookup(
  store: Store,
  stages: readonly Stage[],
  code: CodeLibrary,
): Promise<Lookup> {
  const keys = await store.latest(stages.map(({ name }) => name));
  const latest = new Map<string, Digest>();
  stages.forEach(({ name }, index) => {
    const key = keys[index];
    if (key !== undefined) latest.set(name, key);
  });
  const recorded = new Map<Digest, StoredResult>();
  const usable = new Map<Digest, StoredResult>();
  const dropped = new Set<Digest>();
  const fetch = async (wanted: readonly Digest[]) => {
    const results = (await store.results(wanted)).filter((result) => result !== undefined);
    const present = await store.present([...new Set(results.map(({ digest }) => digest))]);
    for (const result of results) {
      recorded.set(result.key, result);
      const isPresent = present.has(result.digest);
      if (isPresent || result.valueDropped) usable.set(result.key, result);
      if (!isPresent && result.valueDropped) dropped.add(result.key);
    }
  };
  await fetch([...new Set(latest.values())]);
  const previous = (stage: string) => {
    const key = latest.get(stage);
    return key === undefined ? undefined : recorded.get(key);
  };
  const modules = await changedModules(store, code, stages, previous);

  const used = new Set<StoredResult>();
  const take = (key: Digest) => {
    const found = usable.get(key);
    if (found !== undefined) used.add(found);
    return found;
  };
  let waiting: Digest[] = [];
  let batch: Promise<void> | undefined;
  const fetchBatched = (key: Digest): Promise<void> => {
    waiting.push(key);
    batch ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      const wanted = waiting;
      waiting = [];
      batch = undefined;
      return fetch(wanted);
    });
    return batch;
  };

  return {
    find: (key) => take(key) ?? fetchBatched(key).then(() => take(key)),
    usedFarFrom: (time, distance) =>
      [...used].filter((result) => Math.abs(time - lastUse(result)) > distance),
    isRecorded: (key) => recorded.has(key),
    isDropped: (key) => dropped.has(key),
    previous,
    lastUsable(stage) {
      const key = latest.get(stage);
      return key === undefined || dropped.has(key) ? undefined : take(key);
    },
    latestKey: (stage) => latest.get(stage),
    differingModules: (stage) => modules.get(previous(stage)?.recipe.code ?? '') ?? [],
  };
}
