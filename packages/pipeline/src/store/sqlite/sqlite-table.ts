import { KeyvSqlite } from '@keyv/sqlite';
import { Keyv } from 'keyv';
import { keyvTable, type Listed, paged, type Row, type Table } from '../table.js';

/** One table of a SQLite file, on a connection of its own. */
export interface SqliteTable extends Table {
  /** @returns the rows of a statement */
  query<T>(statement: string, ...values: readonly unknown[]): Promise<readonly T[]>;
}

/**
 * Opens a table, made when it does not exist. A connection that fails is told by its first query. Many rows are read and
 * written by single statements, because @keyv/sqlite matches rows to keys in quadratic time and writes them one by one.
 *
 * @param file may not exist yet; its folder must
 */
export function sqliteTable(file: string, name: 'results' | 'artifacts'): SqliteTable {
  const sqlite = new KeyvSqlite({ uri: `sqlite://${file}`, table: name, busyTimeout: 30_000 });
  // The failure of the connection comes back from the first query as well; the event needs a listener all the same.
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
    // A value of another type than text is not ours, and reads as absent.
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
    // The length in bytes, which for our texts is that in characters, is known without reading a text.
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
