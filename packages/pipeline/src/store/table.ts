import type { Keyv } from 'keyv';

/** What a table holds: texts, or bytes. */
export type Value = string | Uint8Array;

/** Texts or bytes by key. This is all that the store needs of a database. */
export interface Table<V extends Value = string> {
  getMany(keys: readonly string[]): Promise<(V | undefined)[]>;
  /** Those of the keys that have a row. Does not read the rows. */
  existing(keys: readonly string[]): Promise<Set<string>>;
  /** Every key with the length of its value, some at a time, in any order. */
  list(): AsyncIterable<readonly Listed[]>;
  /** Removes the rows of these keys; ignores keys without a row. */
  delete(keys: readonly string[]): Promise<void>;
  /** Writes all of them, in one transaction if the database can. */
  setMany(values: ReadonlyMap<string, V>): Promise<void>;
  /**
   * Writes a row if there is none with its key, or if its value is still `over`. This is atomic.
   *
   * @returns whether it was written
   */
  insert(row: Row<V>, over?: V): Promise<boolean>;
  /** Removes a row if its value is still this one. This is atomic. */
  deleteExactly(row: Row<V>): Promise<void>;
  close(): Promise<void>;
}

/** A row of a table. */
export interface Row<V extends Value = string> {
  readonly key: string;
  readonly value: V;
}

/** A row without its value. */
export interface Listed {
  readonly key: string;
  /** Bytes of the value. */
  readonly length: number;
}

/** Statements of a database that Keyv lacks. Where one is missing, Keyv handles the rows one by one. */
export interface BulkAccess<V extends Value = string> {
  /** The largest number of keys in one statement. */
  readonly chunk: number;
  /** Those of the keys that have a row. */
  existing(keys: readonly string[]): Promise<readonly string[]>;
  /** The rows of those keys that have one. */
  rows?(keys: readonly string[]): Promise<readonly Row<V>[]>;
  write?(rows: readonly Row<V>[]): Promise<void>;
  /** Writes one row, where Keyv's adapter cannot write such a value. */
  set?(row: Row<V>): Promise<void>;
  /** Writes a row if there is none with its key, or if its value is still `over`. Says whether it did. */
  insert?(row: Row<V>, over: V | undefined): Promise<boolean>;
  deleteExactly?(row: Row<V>): Promise<void>;
  list?(): AsyncIterable<readonly Listed[]>;
  delete?(keys: readonly string[]): Promise<void>;
}

/**
 * A table in a Keyv instance of its own, because Keyv's namespaces are not separate from each other. We store the values
 * without Keyv's JSON: it would wrap and parse every text for nothing, and it has no bytes. Keyv can write bytes, but not read
 * them, so a table of bytes needs `rows`.
 */
export function keyvTable<V extends Value>(keyv: Keyv<V>, bulk: BulkAccess<V>): Table<V> {
  // With `throwOnErrors`, errors reach the caller. Keyv emits them as events too, and this event needs a listener.
  keyv.throwOnErrors = true;
  keyv.useKeyPrefix = false;
  keyv.on('error', () => {});
  keyv.serialize = ({ value }) => value as string;
  keyv.deserialize = <T>(text: string) => ({ value: text as T });

  const valuesOf = async (keys: readonly string[]): Promise<readonly (V | undefined)[]> => {
    if (bulk.rows === undefined) return keyv.getMany<V>([...keys]);
    const values = new Map<string, V>();
    for (const { key, value } of await bulk.rows(keys)) values.set(key, value);
    return keys.map((key) => values.get(key));
  };
  return {
    async getMany(keys) {
      const values: (V | undefined)[] = [];
      for (const chunk of chunks(keys, bulk.chunk))
        for (const value of await valuesOf(chunk)) values.push(value);
      return values;
    },
    async existing(keys) {
      const found = new Set<string>();
      for (const chunk of chunks(keys, bulk.chunk))
        for (const key of await bulk.existing(chunk)) found.add(key);
      return found;
    },
    async setMany(values) {
      const rows = Array.from(values, ([key, value]): Row<V> => ({ key, value }));
      if (rows.length === 1 || bulk.write === undefined) {
        for (const row of rows) await (bulk.set?.(row) ?? keyv.set(row.key, row.value));
      } else {
        for (const chunk of chunks(rows, bulk.chunk)) await bulk.write(chunk);
      }
    },
    async insert(row, over) {
      if (bulk.insert === undefined) throw new Error('a table of this kind cannot insert');
      return bulk.insert(row, over);
    },
    async deleteExactly(row) {
      await bulk.deleteExactly?.(row);
    },
    list: () => (bulk.list === undefined ? iterated(keyv as unknown as Keyv<never>) : bulk.list()),
    async delete(keys) {
      for (const chunk of chunks(keys, bulk.chunk)) {
        if (bulk.delete !== undefined) await bulk.delete(chunk);
        else for (const key of chunk) await keyv.delete(key);
      }
    },
    close: () => keyv.disconnect(),
  };
}

/** The same bytes as a Buffer, which is all that the clients of databases take for bytes. */
export function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** The number of rows that are listed at a time. */
export const pageLength = 1_000;

/**
 * Lists a table page by page, in the order of its keys.
 *
 * @param list gives at most `count` rows whose keys come after `after`
 */
export async function* paged(
  list: (after: string, count: number) => Promise<readonly Listed[]>,
): AsyncGenerator<readonly Listed[]> {
  for (let after = ''; ; ) {
    const page = await list(after, pageLength);
    if (page.length === 0) return;
    yield page;
    after = page.at(-1)!.key;
  }
}

/** Lists a table with Keyv's iterator, which reads all texts. For databases without a `list` of their own. */
async function* iterated(keyv: Keyv<never>): AsyncGenerator<readonly Listed[]> {
  if (keyv.iterator === undefined) throw new Error('a cache of this kind cannot be listed');
  let page: Listed[] = [];
  for await (const [key, text] of keyv.iterator(undefined) as AsyncIterable<[string, unknown]>) {
    // We only write texts, so a value of another type is not ours.
    page.push({ key, length: typeof text === 'string' ? text.length : 0 });
    if (page.length < pageLength) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

function* chunks<T>(all: readonly T[], length: number): Generator<T[]> {
  for (let start = 0; start < all.length; start += length) yield all.slice(start, start + length);
}
