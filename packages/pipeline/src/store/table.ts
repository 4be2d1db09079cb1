import type { Keyv } from 'keyv';

/** Texts by key. This is all that the store needs of a database. */
export interface Table {
  getMany(keys: readonly string[]): Promise<(string | undefined)[]>;
  /** Those of the keys that have a row. Does not read the rows. */
  existing(keys: readonly string[]): Promise<Set<string>>;
  /** Every key with the length of its text, some at a time, in any order. */
  list(): AsyncIterable<readonly Listed[]>;
  /** Removes the rows of these keys; ignores keys without a row. */
  delete(keys: readonly string[]): Promise<void>;
  /** Writes all of them, in one transaction if the database can. */
  setMany(texts: ReadonlyMap<string, string>): Promise<void>;
  close(): Promise<void>;
}

/** A row of a table. */
export interface Row {
  readonly key: string;
  readonly value: string;
}

/** A row without its text. */
export interface Listed {
  readonly key: string;
  /** Characters of the text. */
  readonly length: number;
}

/** Statements of a database for many rows at once. Where one is missing, Keyv handles the rows one by one. */
export interface BulkAccess {
  /** The largest number of keys in one statement. */
  readonly chunk: number;
  /** Those of the keys that have a row. */
  existing(keys: readonly string[]): Promise<readonly string[]>;
  /** The rows of those keys that have one. */
  rows?(keys: readonly string[]): Promise<readonly Row[]>;
  write?(rows: readonly Row[]): Promise<void>;
  list?(): AsyncIterable<readonly Listed[]>;
  delete?(keys: readonly string[]): Promise<void>;
}

/**
 * A table in a Keyv instance of its own, because Keyv's namespaces are not separate from each other. We store the texts
 * without Keyv's JSON: it would wrap and parse every text for nothing.
 */
export function keyvTable(keyv: Keyv<string>, bulk: BulkAccess): Table {
  // With `throwOnErrors`, errors reach the caller. Keyv emits them as events too, and this event needs a listener.
  keyv.throwOnErrors = true;
  keyv.useKeyPrefix = false;
  keyv.on('error', () => {});
  keyv.serialize = ({ value }) => value as string;
  keyv.deserialize = <T>(text: string) => ({ value: text as T });

  const textsOf = async (keys: readonly string[]): Promise<readonly (string | undefined)[]> => {
    if (bulk.rows === undefined) return keyv.getMany<string>([...keys]);
    const texts = new Map<string, string>();
    for (const { key, value } of await bulk.rows(keys)) texts.set(key, value);
    return keys.map((key) => texts.get(key));
  };
  return {
    async getMany(keys) {
      const texts: (string | undefined)[] = [];
      for (const chunk of chunks(keys, bulk.chunk)) for (const text of await textsOf(chunk)) texts.push(text);
      return texts;
    },
    async existing(keys) {
      const found = new Set<string>();
      for (const chunk of chunks(keys, bulk.chunk))
        for (const key of await bulk.existing(chunk)) found.add(key);
      return found;
    },
    async setMany(texts) {
      const rows = Array.from(texts, ([key, value]): Row => ({ key, value }));
      if (rows.length === 1 || bulk.write === undefined) {
        for (const { key, value } of rows) await keyv.set(key, value);
      } else {
        for (const chunk of chunks(rows, bulk.chunk)) await bulk.write(chunk);
      }
    },
    list: () => (bulk.list === undefined ? iterated(keyv) : bulk.list()),
    async delete(keys) {
      for (const chunk of chunks(keys, bulk.chunk)) {
        if (bulk.delete !== undefined) await bulk.delete(chunk);
        else for (const key of chunk) await keyv.delete(key);
      }
    },
    close: () => keyv.disconnect(),
  };
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
async function* iterated(keyv: Keyv<string>): AsyncGenerator<readonly Listed[]> {
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
