import { createRequire } from 'node:module';
import { loadOptional } from '../optional-package.js';
import type { SqliteDriver } from './driver.js';
import { sharing } from './shared-use.js';

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
      // Made by the first statement, when no other process is alone with the file any more.
      let sqlite: InstanceType<typeof KeyvSqlite> | undefined;
      const connect = () => {
        sqlite = new KeyvSqlite({ uri: `sqlite://${file}`, table, busyTimeout });
        // The first query reports the failure of the connection. The `error` event needs a listener all the same.
        sqlite.on('error', () => {});
        return sqlite;
      };
      return sharing(file, busyTimeout, {
        query: async <T>(statement: string, ...values: readonly unknown[]) =>
          (await (sqlite ?? connect()).query(statement, ...values)) as unknown as T[],
        close: async () => sqlite?.close(),
      });
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
