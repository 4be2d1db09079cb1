import { KeyvSqlite } from '@keyv/sqlite';
import { Keyv } from 'keyv';
import { keyvTable, type Listed, paged, type Row, type Table } from '../table.js';

/** One table of a SQLite file, on a connection of its own. */
export interface SqliteTable extends Table {
  /** @returns the rows of a statement */
  query<T>(statement: string, ...values: readonly unknown[]): Promise<readonly T[]>;
}

/**
 * Opens a table, and makes it if it does not exist. If the connection fails, the first query rejects. One statement
 * reads or writes many rows, because @keyv/sqlite matches rows to keys in quadratic time and writes rows one by one.
 *
 * @param file may not exist yet; its folder must
 */
export function sqliteTable(file: string, name: 'results' | 'artifacts'): SqliteTable {
  const sqlite = new KeyvSqlite({ uri: `sqlite://${file}`, table: name, busyTimeout: 30_000 });
  // The first query reports the failure of the connection. The `error` event needs a listener all the same.
  sqlite.on('error', () => {});
  const query = async <T>(statement: string, ...values: readonly unknown[]) =>
    (await sqlite.query(statement, ...values)) as unknown as T[];
  const ofKeys = 'WHERE key IN (SELECT value FROM json_each(?))';
  const table = keyvTable(new Keyv<string>({ store: sqlite }), {
    chunk: 10_000,
    async existing(keys) {
      const rows = await query<{ key: string }>(`SELECT key FROM ${name} ${ofKeys}`, JSON.stringify(keys));
      return rows.map(({ key }) => key);
    },
    // We only write texts, so a value of another type is not ours and counts as absent.
    rows: (keys) =>
      query<Row>(`SELECT key, value FROM ${name} ${ofKeys} AND typeof(value) = 'text'`, JSON.stringify(keys)),
    async write(rows) {
      await query(
        `INSERT INTO ${name} (key, value)
         SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?) WHERE true
         ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
        JSON.stringify(rows.map(({ key, value }) => [key, value])),
      );
    },
    // SQLite knows the length in bytes without reading the text. For ASCII texts it is the number of characters.
    list: () =>
      paged((after, count) =>
        query<Listed>(
          `SELECT key, octet_length(value) AS length FROM ${name} WHERE key > ? ORDER BY key LIMIT ?`,
          after,
          count,
        ),
      ),
    async delete(keys) {
      await query(`DELETE FROM ${name} ${ofKeys}`, JSON.stringify(keys));
    },
  });
  return { ...table, query };
}
