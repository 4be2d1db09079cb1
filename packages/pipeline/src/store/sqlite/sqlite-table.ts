import { KeyvSqlite } from '@keyv/sqlite';
import { Keyv } from 'keyv';
import { bufferOf, keyvTable, type Listed, paged, type Table, type Value } from '../table.js';

/** One table of a SQLite file, on a connection of its own. */
export interface SqliteTable<V extends Value> extends Table<V> {
  /** @returns the rows of a statement */
  query<T>(statement: string, ...values: readonly unknown[]): Promise<readonly T[]>;
}

/**
 * Opens a table, and makes it if it does not exist. If the connection fails, the first query rejects. One statement
 * reads or writes many rows, because @keyv/sqlite matches rows to keys in quadratic time and writes rows one by one.
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
  const sqlite = new KeyvSqlite({ uri: `sqlite://${file}`, table: name, busyTimeout: 30_000 });
  // The first query reports the failure of the connection. The `error` event needs a listener all the same.
  sqlite.on('error', () => {});
  const query = async <T>(statement: string, ...values: readonly unknown[]) =>
    (await sqlite.query(statement, ...values)) as unknown as T[];
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
    const table = keyvTable(new Keyv<Uint8Array>({ store: sqlite }), {
      ...both,
      async rows(keys) {
        // Earlier versions wrote texts.
        const rows = await rowsOf<string | Buffer>(keys, "'blob', 'text'");
        return rows.map(({ key, value }) => ({ key, value: Buffer.from(value as string, 'latin1') }));
      },
      set: async ({ key, value }) => void (await sqlite.set(key, bufferOf(value))),
    });
    return { ...table, query };
  }
  const table = keyvTable(new Keyv<string>({ store: sqlite }), {
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
