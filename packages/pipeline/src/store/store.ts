import type { Recipe } from '../graph/recipe.js';
import { canonicalJson } from '../values/canonical-json.js';
import { type Digest, digestOf, isDigest } from '../values/digest.js';
import { type Claim, readClaim } from './claim.js';
import type { Table } from './table.js';

/** One recorded result: the recipe, the digest of the bytes it gave, and how long the task took. */
export interface StoredResult {
  readonly key: Digest;
  /** Name of the stage that built it. Only people read it. */
  readonly stage: string;
  readonly recipe: Recipe;
  /** The name of the artifact that holds the bytes of the value. */
  readonly digest: Digest;
  /** Length of the artifact in bytes. */
  readonly size: number;
  /** Milliseconds the task took. */
  readonly duration: number;
  /** Milliseconds since 1970 when it was built. */
  readonly builtAt: number;
  /** Milliseconds since 1970 when a run last found it fresh, to the hour; absent if no run has. */
  readonly usedAt?: number;
  /**
   * The artifact was removed and the result kept, by `dropValues`. The stage is fresh all the same, and runs again only when somebody
   * reads its value.
   */
  readonly valueDropped?: true;
}

/** A row, as `contents` lists it. */
export interface StoredRow {
  readonly table: 'results' | 'artifacts';
  readonly name: string;
  /** Length of the row's value in the database. An artifact of an earlier version is base64, a third longer than its bytes. */
  readonly bytes: number;
  /** Present if the row is a valid result. */
  readonly result?: StoredResult;
  /** The key that a stage had last; present if the row holds one. */
  readonly latest?: Digest;
  /** Present if the row holds a claim in the place of a result. */
  readonly claim?: Claim;
}

/**
 * When a result was last built or used, in milliseconds since 1970. It lies in the future if the clock was wrong then.
 */
export function lastUse({ builtAt, usedAt = builtAt }: StoredResult): number {
  return usedAt;
}

/**
 * Results by key, and artifacts by digest. Writers write an artifact before the result that names it, so a crash leaves
 * at worst an artifact that no result names. The store checks everything that it returns. A damaged row or artifact
 * counts as absent.
 */
export interface Store extends AsyncDisposable {
  /** The location of the store, for messages. */
  readonly location: string;
  results(keys: readonly Digest[]): Promise<readonly (StoredResult | undefined)[]>;
  /** Those of these artifacts that have a row. Reads no bytes. */
  present(digests: readonly Digest[]): Promise<ReadonlySet<Digest>>;
  /** The bytes of an artifact, verified against their digest. */
  artifact(digest: Digest): Promise<Uint8Array | undefined>;
  /** The keys that stages of these names had last. */
  latest(stages: readonly string[]): Promise<readonly (Digest | undefined)[]>;
  putArtifact(digest: Digest, bytes: Uint8Array): Promise<void>;
  /** Records a result, and its key as the latest of its stage. */
  putResult(result: StoredResult): Promise<void>;
  /**
   * Puts the text of a claim in the place of a result that is missing. `putResult` replaces it.
   *
   * @param over the text of a claim that it may replace
   * @returns false if a result or another claim stands there; true if this claim does now, or if the store cannot keep claims
   */
  claim(key: Digest, text: string, over?: string): Promise<boolean>;
  /** The text of the claim that stands in the place of a result. */
  claimed(key: Digest): Promise<string | undefined>;
  /** Removes a claim, if it still stands there. */
  unclaim(key: Digest, text: string): Promise<void>;
  /** @param keys by the name of the stage */
  putLatest(keys: ReadonlyMap<string, Digest>): Promise<void>;
  /** Other texts by name, such as the journals of runs and the lists of the modules of bundles. */
  notes(names: readonly string[]): Promise<readonly (string | undefined)[]>;
  /** @param texts by name; a name is printable ASCII and has at most 100 characters */
  putNotes(texts: ReadonlyMap<string, string>): Promise<void>;
  /**
   * Writes a note if there is none of this name. This is atomic.
   *
   * @param over the text of a note that it may replace
   * @returns whether it was written
   * @throws whatever the database throws: nobody depends on such a note, so nothing keeps it for later
   */
  addNote(name: string, text: string, over?: string): Promise<boolean>;
  /** Writes results with this time of use. Does not change the latest keys of their stages. */
  touch(results: readonly StoredResult[], usedAt: number): Promise<void>;
  /** Lists every row, some at a time. Reads the texts of results, but only the names and sizes of artifacts. */
  contents(): AsyncIterable<readonly StoredRow[]>;
  remove(rows: readonly Pick<StoredRow, 'table' | 'name'>[]): Promise<void>;
  /**
   * Frees the space of removed rows on disk, if the database does not do it by itself. Other processes wait meanwhile.
   */
  compact(): Promise<void>;
  /** Bytes that the store takes on disk, if this is known. */
  size(): Promise<number | undefined>;
  /** The same, without the space of removed rows, if the database tells at once what a removal has freed. */
  used(): Promise<number | undefined>;
  /** Another run begins, for which parts that failed before may work again. */
  runBegins?(): void;
  /** Whether somebody has removed or replaced the database since it was opened. */
  isRemoved?(): boolean;
  /** Whether an answer has shown that the database is damaged. If it is disposed of and opened anew, it is mended. */
  isDamaged?(): boolean;
  /** What is left of the database, if it is known to be damaged. Changes nothing. */
  survey?(): Promise<Survey | undefined>;
}

/** What can be read of a damaged database. */
export interface Survey {
  /** Results that are as they were written. */
  readonly results: number;
  readonly artifacts: number;
  /** Names of rows that are not as they were written, or cannot be read. */
  readonly lost: readonly string[];
  /** Those of them that are there. */
  readonly spoiled: ReadonlySet<string>;
  /** The artifacts that results name but of which there is no trace, and the stage of such a result. */
  readonly missing: ReadonlyMap<string, string>;
}

/** What differs between databases. */
export interface StoreResource
  extends Pick<Store, 'size' | 'compact' | 'isRemoved' | 'isDamaged' | 'survey'> {
  used?(): Promise<number | undefined>;
  dispose(): Promise<void>;
}

/** Makes a store from two tables. */
export function tableStore(
  location: string,
  tables: { readonly results: Table; readonly artifacts: Table<Uint8Array> },
  { dispose, used, ...resource }: StoreResource,
): Store {
  return {
    ...resource,
    location,
    async results(keys) {
      const texts = await tables.results.getMany(keys);
      return texts.map((text, index) => readResult(text, keys[index]!));
    },
    async present(digests) {
      return (await tables.artifacts.existing(digests)) as Set<Digest>;
    },
    async artifact(digest) {
      const [stored] = await tables.artifacts.getMany([digest]);
      return stored === undefined ? undefined : artifactOf(stored, digest);
    },
    async latest(stages) {
      const texts = await tables.results.getMany(stages.map(latestKey));
      return texts.map((text) => (text !== undefined && isDigest(text) ? text : undefined));
    },
    putArtifact: (digest, bytes) => tables.artifacts.setMany(new Map([[digest, bytes]])),
    putResult: (result) =>
      tables.results.setMany(
        new Map([
          [result.key, writeResult(result)],
          [latestKey(result.stage), result.key],
        ]),
      ),
    claim: (key, text, over) => tables.results.insert({ key, value: text }, over),
    async claimed(key) {
      const [text] = await tables.results.getMany([key]);
      return readClaim(text) === undefined ? undefined : text;
    },
    unclaim: (key, text) => tables.results.deleteExactly({ key, value: text }),
    putLatest: (keys) =>
      tables.results.setMany(new Map(Array.from(keys, ([stage, key]) => [latestKey(stage), key]))),
    async notes(names) {
      const rows = await tables.results.getMany(names.map(noteKey));
      return rows.map(readChecked);
    },
    putNotes: (texts) =>
      tables.results.setMany(new Map(Array.from(texts, ([name, text]) => [noteKey(name), checked(text)]))),
    addNote: (name, text, over) =>
      tables.results.insert({ key: noteKey(name), value: checked(text) }, over && checked(over)),
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
          if (!isDigest(key)) return row;
          const [result, claim] = [readResult(text, key), readClaim(text)];
          if (result !== undefined) return { ...row, result };
          return claim === undefined ? row : { ...row, claim };
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
    used: used ?? (async () => undefined),
    async [Symbol.asyncDispose]() {
      await Promise.allSettled([tables.results.close(), tables.artifacts.close()]);
      await dispose();
    },
  };
}

const latestPrefix = 'latest:';

// We hash the name, because a database may limit the length of keys, and the name of a stage may be of any length.
function latestKey(stage: string): string {
  return `${latestPrefix}${digestOf(stage)}`;
}

function noteKey(name: string): string {
  return `${notePrefix}${name}`;
}

const notePrefix = 'note:';
export const isLatestKey = (key: string): boolean => key.startsWith(latestPrefix);
export const isNoteKey = (key: string): boolean => key.startsWith(notePrefix);

function writeResult(result: StoredResult): string {
  return checked(canonicalJson(result));
}

/** The result that a row of this key holds; undefined if the row is not as it was written. */
export function readResult(row: string | undefined, key: Digest): StoredResult | undefined {
  const text = readChecked(row);
  if (text === undefined) return undefined;
  const result = JSON.parse(text) as StoredResult;
  return result.key === key ? result : undefined;
}

/** The bytes of an artifact, if a row holds them: as they are, or, in the rows of earlier versions, as base64. */
export function artifactOf(stored: Uint8Array, digest: Digest): Uint8Array | undefined {
  // A copy: nobody who gets it can change the row of a store in memory.
  if (digestOf(stored) === digest) return new Uint8Array(stored);
  if (!/^[\w+/]*={0,2}$/.test(Buffer.from(stored.subarray(0, 100)).toString('latin1'))) return undefined;
  const bytes = new Uint8Array(Buffer.from(Buffer.from(stored).toString('latin1'), 'base64'));
  return digestOf(bytes) === digest ? bytes : undefined;
}

// A row begins with the checksum of its text. If any bit of the row flips, the row counts as absent.
function checked(text: string): string {
  return `${digestOf(text)} ${text}`;
}

/** The text of a row, without its checksum; undefined if the row is not as it was written. */
export function readChecked(row: string | undefined): string | undefined {
  const text = row?.slice(65);
  return text !== undefined && digestOf(text) === row!.slice(0, 64) ? text : undefined;
}
