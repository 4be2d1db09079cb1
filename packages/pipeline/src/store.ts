import { canonicalJson } from './canonical-json.js';
import { type Digest, digestOf } from './digest.js';
import type { Recipe } from './recipe.js';
import type { Table } from './table.js';

/** One recorded result: which bytes a recipe gave, and what it took. */
export interface StoredResult {
  readonly key: Digest;
  /** Name of the stage that built it, for people. */
  readonly stage: string;
  readonly recipe: Recipe;
  /** Names the artifact that holds the output bytes. */
  readonly digest: Digest;
  /** Length of the artifact in bytes. */
  readonly size: number;
  /** Milliseconds the task took. */
  readonly duration: number;
  /** Milliseconds since 1970 when it was built. */
  readonly builtAt: number;
}

/**
 * Results by key and artifacts by digest. Bytes are immutable; a result is written after its artifact, so a crash
 * leaves at worst an artifact nobody names. Nothing it returns is unchecked: a damaged row or artifact reads as absent.
 */
export interface Store extends AsyncDisposable {
  /** Where it is, for messages. */
  readonly location: string;
  results(keys: readonly Digest[]): Promise<readonly (StoredResult | undefined)[]>;
  /** Which of these artifacts have a row; reads no bytes. */
  present(digests: readonly Digest[]): Promise<ReadonlySet<Digest>>;
  /** The bytes of an artifact, verified against their digest. */
  artifact(digest: Digest): Promise<Uint8Array | undefined>;
  /** The keys that stages of these names last had. */
  latest(stages: readonly string[]): Promise<readonly (Digest | undefined)[]>;
  putArtifact(digest: Digest, bytes: Uint8Array): Promise<void>;
  /** Records a result, also as the latest of its stage. */
  putResult(result: StoredResult): Promise<void>;
  /** @param keys by the name of the stage */
  putLatest(keys: ReadonlyMap<string, Digest>): Promise<void>;
  /** Bytes it takes on disk, where that can be told. */
  size(): Promise<number | undefined>;
}

/** A store over two tables; the policy of a particular database is its opener's. */
export function tableStore(
  location: string,
  tables: { readonly results: Table; readonly artifacts: Table },
  resource: { size(): Promise<number | undefined>; dispose(): Promise<void> },
): Store {
  return {
    location,
    async results(keys) {
      const texts = await tables.results.getMany(keys);
      return texts.map((text, index) => readResult(text, keys[index]!));
    },
    async present(digests) {
      return (await tables.artifacts.existing(digests)) as Set<Digest>;
    },
    async artifact(digest) {
      const [text] = await tables.artifacts.getMany([digest]);
      if (text === undefined) return undefined;
      const bytes = new Uint8Array(Buffer.from(text, 'base64'));
      return digestOf(bytes) === digest ? bytes : undefined;
    },
    async latest(stages) {
      const texts = await tables.results.getMany(stages.map(latestKey));
      return texts.map((text) =>
        text !== undefined && /^[0-9a-f]{64}$/.test(text) ? (text as Digest) : undefined,
      );
    },
    putArtifact: (digest, bytes) =>
      tables.artifacts.setMany(
        new Map([[digest, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')]]),
      ),
    putResult: (result) =>
      tables.results.setMany(
        new Map([
          [result.key, writeResult(result)],
          [latestKey(result.stage), result.key],
        ]),
      ),
    putLatest: (keys) =>
      tables.results.setMany(new Map(Array.from(keys, ([stage, key]) => [latestKey(stage), key]))),
    size: resource.size,
    async [Symbol.asyncDispose]() {
      // One after the other: the last connection writes the log of SQLite back, and two at once are both not the last.
      for (const table of [tables.results, tables.artifacts]) await table.close().catch(() => {});
      await resource.dispose();
    },
  };
}

// Hashed, because a database may bound the length of a key and a stage may have any name.
function latestKey(stage: string): string {
  return `latest:${digestOf(stage)}`;
}

// The row carries its own checksum: a flipped bit anywhere in it makes it absent, never a wrong number.
function writeResult(result: StoredResult): string {
  const text = canonicalJson(result);
  return `${digestOf(text)} ${text}`;
}

function readResult(row: string | undefined, key: Digest): StoredResult | undefined {
  if (row === undefined) return undefined;
  const text = row.slice(65);
  if (digestOf(text) !== row.slice(0, 64)) return undefined;
  const result = JSON.parse(text) as StoredResult;
  return result.key === key ? result : undefined;
}
