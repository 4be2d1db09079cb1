import { loadOptional } from '../optional-package.js';
import type { SqliteDriver } from './driver.js';
import { besideSoleUse } from './sole-use.js';

/**
 * The package sqlite3 below Keyv's adapter: native code with threads of its own.
 *
 * @throws MissingPackageError when it is not installed or was not compiled
 */
export async function nativeDriver(): Promise<SqliteDriver> {
  const { KeyvSqlite } = await loadOptional(['@keyv/sqlite@4'], () => import('@keyv/sqlite'));
  return {
    description: 'sqlite3, native code, through @keyv/sqlite',
    open({ file, table, busyTimeout }) {
      const connect = () => {
        const sqlite = new KeyvSqlite({ uri: `sqlite://${file}`, table, busyTimeout });
        // The first query reports the failure of the connection. The `error` event needs a listener all the same.
        sqlite.on('error', () => {});
        return sqlite;
      };
      let sqlite = connect();
      let isConnected = false;
      const attempt = async <T>(statement: string, values: readonly unknown[]) => {
        const used = sqlite;
        try {
          const rows = await used.query(statement, ...values);
          isConnected = true;
          return rows as unknown as T[];
        } catch (error) {
          // A connection that failed would give the same answer for ever.
          if (!isConnected && used === sqlite && (error as { code?: unknown }).code === 'SQLITE_CANTOPEN')
            sqlite = connect();
          throw error;
        }
      };
      return {
        query: (statement, ...values) => besideSoleUse(file, busyTimeout, () => attempt(statement, values)),
        close: async () => sqlite.close(),
      };
    },
  };
}
