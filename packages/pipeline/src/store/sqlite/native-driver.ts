import { createRequire } from 'node:module';
import { loadOptional } from '../optional-package.js';
import { codeOf, type SqliteDriver, SqliteError } from './driver.js';
import { besideSoleUse, isKeptOut } from './sole-use.js';

/**
 * The package sqlite3 below Keyv's adapter: native code with threads of its own.
 *
 * @throws MissingPackageError when it is not installed or was not compiled
 */
export async function nativeDriver(): Promise<SqliteDriver> {
  const { KeyvSqlite } = await loadOptional(['@keyv/sqlite@4'], () => {
    loadAddon();
    return import('@keyv/sqlite');
  });
  return {
    description: 'native (sqlite3, through @keyv/sqlite)',
    open({ file, table, busyTimeout }) {
      const connect = () => {
        const sqlite = new KeyvSqlite({ uri: `sqlite://${file}`, table, busyTimeout });
        // The first query reports the failure of the connection. The `error` event needs a listener all the same.
        sqlite.on('error', () => {});
        return sqlite;
      };
      // Made by the first statement: if it cannot connect, nobody else would catch that.
      let sqlite: ReturnType<typeof connect> | undefined;
      let isConnected = false;
      const attempt = async <T>(statement: string, values: readonly unknown[]) => {
        // A connection that fails cannot be closed.
        if (sqlite === undefined && isKeptOut(file)) throw new SqliteError('SQLITE_CANTOPEN', 'it is kept');
        sqlite ??= connect();
        const used = sqlite;
        try {
          const rows = await used.query(statement, ...values);
          isConnected = true;
          return rows as unknown as T[];
        } catch (error) {
          // A connection that failed would give the same answer for ever.
          if (!isConnected && used === sqlite && codeOf(error) === 'SQLITE_CANTOPEN') sqlite = undefined;
          throw error;
        }
      };
      return {
        query: (statement, ...values) => besideSoleUse(file, busyTimeout, () => attempt(statement, values)),
        close: async () => sqlite?.close(),
      };
    },
  };
}

/**
 * Loads the native code that the adapter imports. If it was not compiled, this throws. On Node 20, the import would end the process,
 * although somebody catches its error.
 */
function loadAddon(): void {
  const adapter = createRequire(import.meta.url).resolve('@keyv/sqlite');
  createRequire(adapter)('sqlite3');
}
