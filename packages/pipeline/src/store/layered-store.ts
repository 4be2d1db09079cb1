import type { Digest } from '../values/digest.js';
import type { Store, StoredResult } from './store.js';
import { type LayerOptions, storeLayer } from './store-layer.js';

/** How a store is joined with the layers below it. */
export interface LayeringOptions extends LayerOptions {
  /** Copies what is found in a layer to the local store. Default: true. Without it, nothing is written for a question. */
  readonly copy?: boolean;
  /** Also writes new results to the layers. Default: false. */
  readonly push?: boolean;
}

/**
 * A local store with other stores below it, such as one that a team shares. A result that the local store lacks is looked up in
 * the layers, one after the other, and used from there if its artifact is there too. All results that are asked for together
 * cost one question a layer. Everything else belongs to the local store: claims, notes, journals, the keys that stages had last,
 * times of use, and what is listed and removed.
 *
 * A layer never makes a run fail. If it fails, or does not answer in time, the user is told once, and it is asked again only by the
 * next run.
 *
 * @param layers open a layer when it is first needed
 * @param options.warn receives one message of each layer that fails, and another only after it has worked again
 */
export function layeredStore(
  local: Store,
  layers: readonly { readonly location: string; readonly open: () => Promise<Store> }[],
  options: LayeringOptions,
): Store {
  const { copy = true, push = false } = options;
  const below = layers.map((layer) => storeLayer(layer, options));

  /** Of these results, which are all in this layer, those whose artifacts the local store or the layer has, or were dropped. */
  const usable = async (layer: (typeof below)[number], results: readonly StoredResult[]) => {
    const wanted = [...new Set(results.map(({ digest }) => digest))];
    const here = new Set(await local.present(wanted));
    const missing = wanted.filter((digest) => !here.has(digest));
    if (missing.length > 0) {
      const there = await layer.ask((store) => store.present(missing), new Set<Digest>());
      if (!copy) for (const digest of there) here.add(digest);
      else
        await inParallel(
          [...there],
          async (digest) => void ((await fetch(layer, digest)) && here.add(digest)),
        );
    }
    return results.filter(({ digest, valueDropped }) => valueDropped || here.has(digest));
  };
  const fetch = async (layer: (typeof below)[number], digest: Digest): Promise<Uint8Array | undefined> => {
    const bytes = await layer.ask((store) => store.artifact(digest), undefined, 'transfer');
    if (bytes !== undefined && copy) await local.putArtifact(digest, bytes);
    return bytes;
  };

  return {
    ...local,
    // A store may answer with a getter: its database may be replaced.
    get location() {
      return local.location;
    },
    async results(keys) {
      const found = [...(await local.results(keys))];
      for (const layer of below) {
        const missing = [...new Set(keys.filter((_, index) => found[index] === undefined))];
        if (missing.length === 0) break;
        const answers = await layer.ask((store) => store.results(missing), []);
        const results = await usable(
          layer,
          answers.filter((result) => result !== undefined),
        );
        // The artifacts are written before the results that name them. A result may be of a stage of another name, or of this name
        // with other settings: so its copy must not become the last one of that stage.
        if (copy && results.length > 0) await local.touch(results, Date.now());
        const byKey = new Map(results.map((result) => [result.key, result]));
        for (const [index, key] of keys.entries()) found[index] ??= byKey.get(key);
      }
      return found;
    },
    async present(digests) {
      const present = new Set(await local.present(digests));
      for (const layer of below) {
        const missing = [...new Set(digests.filter((digest) => !present.has(digest)))];
        if (missing.length === 0) break;
        for (const digest of await layer.ask((store) => store.present(missing), new Set<Digest>()))
          present.add(digest);
      }
      return present;
    },
    async artifact(digest) {
      const bytes = await local.artifact(digest);
      if (bytes !== undefined) return bytes;
      for (const layer of below) {
        const fetched = await fetch(layer, digest);
        if (fetched !== undefined) return fetched;
      }
      return undefined;
    },
    async putArtifact(digest, bytes) {
      if (push) for (const layer of below) layer.push((store) => store.putArtifact(digest, bytes));
      await local.putArtifact(digest, bytes);
    },
    async putResult(result) {
      if (push) for (const layer of below) layer.push((store) => store.putResult(result));
      await local.putResult(result);
    },
    runBegins() {
      local.runBegins?.();
      for (const layer of below) layer.runBegins();
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(below.map((layer) => layer[Symbol.asyncDispose]()));
      await local[Symbol.asyncDispose]();
    },
  };
}

/** So many artifacts are fetched at once. */
const width = 16;

async function inParallel<T>(items: readonly T[], action: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const work = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await action(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, work));
}
