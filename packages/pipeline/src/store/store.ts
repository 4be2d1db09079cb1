import type { Recipe } from '../graph/recipe.js';
import { canonicalJson } from '../values/canonical-json.js';
import { type Digest, digestOf, isDigest } from '../values/digest.js';
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
  /** Milliseconds since 1970 when a run last found it fresh, to the hour; absent when none has since it was built. */
  readonly usedAt?: number;
}

/** A row as `contents` tells of it. */
export interface StoredRow {
  readonly table: 'results' | 'artifacts';
  readonly name: string;
  /** What the row takes in the database: its text, which for an artifact is 4/3 of its bytes. */
  readonly bytes: number;
  /** Of a row that holds a valid result. */
  readonly result?: StoredResult;
  /** Of a row that holds the key a stage last had. */
  readonly latest?: Digest;
}

/** When a result was last built or used, in milliseconds since 1970, by the clock of then: it may lie in the future. */
export function lastUse({ builtAt, usedAt = builtAt }: StoredResult): number {
  return usedAt;
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
  /** Texts that are no results, by name: what the last run did, which modules a piece of code is made of. */
  notes(names: readonly string[]): Promise<readonly (string | undefined)[]>;
  /** @param texts by name, which is of printable ASCII and not longer than 100 characters */
  putNotes(texts: ReadonlyMap<string, string>): Promise<void>;
  /** Writes results again, as used at this time and not as the latest of their stages. */
  touch(results: readonly StoredResult[], usedAt: number): Promise<void>;
  /** Every row, some at a time; reads results, and of artifacts the names and sizes alone. */
  contents(): AsyncIterable<readonly StoredRow[]>;
  remove(rows: readonly Pick<StoredRow, 'table' | 'name'>[]): Promise<void>;
  /** Gives the space of removed rows back, where the database does not do it by itself; others wait meanwhile. */
  compact(): Promise<void>;
  /** Bytes it takes on disk, where that can be told. */
  size(): Promise<number | undefined>;
}

/** A store over two tables; the policy of a particular database is its opener's. */
export function tableStore(
  location: string,
  tables: { readonly results: Table; readonly artifacts: Table },
  resource: {
    size(): Promise<number | undefined>;
    compact(): Promise<void>;
    dispose(): Promise<void>;
  },
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
      return texts.map((text) => (text !== undefined && isDigest(text) ? text : undefined));
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
    async notes(names) {
      const rows = await tables.results.getMany(names.map(noteKey));
      return rows.map(readChecked);
    },
    putNotes: (texts) =>
      tables.results.setMany(new Map(Array.from(texts, ([name, text]) => [noteKey(name), checked(text)]))),
    touch: (results, usedAt) =>
      tables.results.setMany(
        new Map(results.map((result) => [result.key, writeResult({ ...result, usedAt })])),
      ),
    async *contents() {
      for await (const page of tables.results.list()) {
        const texts = await tables.results.getMany(page.map(({ key }) => key));
        yield page.map(({ key, length }, index): StoredRow => {
          const row = { table: 'results', name: key, bytes: length } as const;
          const text = texts[index];
          if (key.startsWith(latestPrefix) && text !== undefined && isDigest(text))
            return { ...row, latest: text };
          const result = isDigest(key) ? readResult(text, key) : undefined;
          return result === undefined ? row : { ...row, result };
        });
      }
      for await (const page of tables.artifacts.list()) {
        yield page.map(({ key, length }): StoredRow => ({ table: 'artifacts', name: key, bytes: length }));
      }
    },
    async remove(rows) {
      for (const table of ['results', 'artifacts'] as const) {
        const names = rows.filter((row) => row.table === table).map(({ name }) => name);
        if (names.length > 0) await tables[table].delete(names);
      }
    },
    compact: resource.compact,
    size: resource.size,
    async [Symbol.asyncDispose]() {
      // One after the other: the last connection writes the log of SQLite back, and two at once are both not the last.
      for (const table of [tables.results, tables.artifacts]) await table.close().catch(() => {});
      await resource.dispose();
    },
  };
}

const latestPrefix = 'latest:';

// Hashed, because a database may bound the length of a key and a stage may have any name.
function latestKey(stage: string): string {
  return `${latestPrefix}${digestOf(stage)}`;
}

function noteKey(name: string): string {
  return `note:${name}`;
}

function writeResult(result: StoredResult): string {
  return checked(canonicalJson(result));
}

function readResult(row: string | undefined, key: Digest): StoredResult | undefined {
  const text = readChecked(row);
  if (text === undefined) return undefined;
  const result = JSON.parse(text) as StoredResult;
  return result.key === key ? result : undefined;
}

// A row carries its own checksum: a flipped bit anywhere in it makes it absent, never a wrong number.
function checked(text: string): string {
  return `${digestOf(text)} ${text}`;
}

function readChecked(row: string | undefined): string | undefined {
  const text = row?.slice(65);
  return text !== undefined && digestOf(text) === row!.slice(0, 64) ? text : undefined;
}
