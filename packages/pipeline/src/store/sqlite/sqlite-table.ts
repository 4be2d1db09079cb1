import { Keyv, type KeyvStoreAdapter } from 'keyv';
import { bufferOf, keyvTable, type Listed, paged, type Table, type Value } from '../table.js';
import { openConnection } from './choose-driver.js';
import type { SqliteConnection } from './driver.js';

/** One table of a SQLite file, on a connection of its own. */
export interface SqliteTable<V extends Value> extends Table<V>, Pick<SqliteConnection, 'query'> {}

/**
 * Opens a table, and makes it if it does not exist. If the connection fails, the first query rejects. One statement
 * reads or writes many rows, because Keyv asks for them one by one.
 *
 * @param file may not exist yet; its folder must
 */
export function sqliteTable(file: string, name: 'results'): SqliteTable<string>;
export function sqliteTable(file: string, name: 'artifacts'): SqliteTable<Uint8Array>;
export function sqliteTable(
  file: string,
  name: 'results' | 'artifacts',
): SqliteTable<string> | SqliteTable<Uint8Array>;
export function sqliteTable(
  file: string,
  name: 'results' | 'artifacts',
): SqliteTable<string> | SqliteTable<Uint8Array> {
  const opened = openConnection({ file, table: name, busyTimeout: 30_000 });
  // The first query reports the failure.
  opened.catch(() => {});
  const query = async <T>(statement: string, ...values: readonly unknown[]) =>
    (await opened).query<T>(statement, ...values);
  const close = async () => (await opened).close();
  const store = adapter(name, query, close);
  const ofKeys = 'WHERE key IN (SELECT value FROM json_each(?))';
  const both = {
    chunk: 10_000,
    async existing(keys: readonly string[]) {
      const rows = await query<{ key: string }>(`SELECT key FROM ${name} ${ofKeys}`, JSON.stringify(keys));
      return rows.map(({ key }) => key);
    },
    // SQLite knows the length in bytes without reading the value.
    list: () =>
      paged((after, count) =>
        query<Listed>(
          `SELECT key, octet_length(value) AS length FROM ${name} WHERE key > ? ORDER BY key LIMIT ?`,
          after,
          count,
        ),
      ),
    async delete(keys: readonly string[]) {
      await query(`DELETE FROM ${name} ${ofKeys}`, JSON.stringify(keys));
    },
  };
  // Values of another type than we write are not ours, and count as absent.
  const rowsOf = <T>(keys: readonly string[], types: string) =>
    query<{ key: string; value: T }>(
      `SELECT key, value FROM ${name} ${ofKeys} AND typeof(value) IN (${types})`,
      JSON.stringify(keys),
    );
  if (name === 'artifacts') {
    const table = keyvTable(new Keyv<Uint8Array>({ store }), {
      ...both,
      async rows(keys) {
        // Earlier versions wrote texts.
        const rows = await rowsOf<string | Uint8Array>(keys, "'blob', 'text'");
        return rows.map(({ key, value }) => ({
          key,
          value: typeof value === 'string' ? Buffer.from(value, 'latin1') : value,
        }));
      },
      set: async ({ key, value }) => void (await store.set(key, bufferOf(value))),
    });
    return { ...table, query };
  }
  const table = keyvTable(new Keyv<string>({ store }), {
    ...both,
    rows: (keys) => rowsOf<string>(keys, "'text'"),
    async insert({ key, value }, over) {
      const written = await query(
        `INSERT INTO ${name} (key, value) VALUES (?, ?)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE value = ? RETURNING key`,
        key,
        value,
        over ?? null,
      );
      return written.length > 0;
    },
    async deleteExactly({ key, value }) {
      await query(`DELETE FROM ${name} WHERE key = ? AND value = ?`, key, value);
    },
    async write(rows) {
      await query(
        `INSERT INTO ${name} (key, value)
         SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?) WHERE true
         ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
        JSON.stringify(rows.map(({ key, value }) => [key, value])),
      );
    },
  });
  return { ...table, query };
}

/** Keyv's access to one table. `set` and `disconnect` are all that we leave to it. */
function adapter(
  name: string,
  query: SqliteConnection['query'],
  close: () => Promise<void>,
): KeyvStoreAdapter {
  return {
    opts: {},
    on() {
      return this;
    },
    async get<T>(key: string) {
      const [row] = await query<{ value: T }>(`SELECT value FROM ${name} WHERE key = ?`, key);
      return row?.value;
    },
    set: (key: string, value: unknown) =>
      query(
        `INSERT INTO ${name} (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
        key,
        value,
      ),
    async delete(key) {
      return (await query(`DELETE FROM ${name} WHERE key = ? RETURNING key`, key)).length > 0;
    },
    async clear() {
      await query(`DELETE FROM ${name}`);
    },
    disconnect: close,
  };
}
