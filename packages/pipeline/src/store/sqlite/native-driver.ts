import { createRequire } from 'node:module';
import { loadOptional } from '../optional-package.js';
import { makesTable, type SqliteDriver } from './driver.js';
import { inTurn } from './in-turn.js';
import { sharing } from './shared-use.js';

/** What we use of the package sqlite3. */
interface Sqlite3 {
  readonly Database: new (file: string, opened: Callback<void>) => NativeDatabase;
}

interface NativeDatabase {
  configure(option: 'busyTimeout', milliseconds: number): void;
  /** Takes the values of the statement, and the callback last. */
  all(statement: string, ...rest: readonly unknown[]): void;
  close(closed: Callback<void>): void;
}

type Callback<T> = (error: Error | null, value: T) => void;

/**
 * The package sqlite3, which Keyv's adapter brings: native code with threads of its own. We do not use the adapter itself: it never
 * closes a database in which it could not make its table, so the log stayed beside a damaged one.
 *
 * @throws MissingPackageError when it is not installed or was not compiled
 */
export async function nativeDriver(): Promise<SqliteDriver> {
  const { Database } = await loadOptional(['@keyv/sqlite@4'], async () => loadAddon());
  const open = (file: string) =>
    promised<NativeDatabase>((done) => {
      const database = new Database(file, (error) => done(error, database));
    });
  return {
    description: 'native (sqlite3, through @keyv/sqlite)',
    open({ file, table, busyTimeout }) {
      let connected: Promise<NativeDatabase> | undefined;
      const connect = async () => {
        const database = await open(file);
        try {
          database.configure('busyTimeout', busyTimeout);
          await all(database, makesTable(table));
          return database;
        } catch (error) {
          await close(file, database);
          throw error;
        }
      };
      return sharing(file, busyTimeout, {
        async query<T>(statement: string, ...values: readonly unknown[]) {
          // Made by the first statement, when no other process is alone with the file any more.
          connected ??= connect().catch((error) => {
            connected = undefined;
            throw error;
          });
          return all<T>(await connected, statement, ...values);
        },
        async close() {
          const database = await connected?.catch(() => undefined);
          if (database !== undefined) await close(file, database);
        },
      });
    },
  };
}

/**
 * Loads the native code that the adapter imports. If it was not compiled, this throws. On Node 20, an import of the adapter would end
 * the process, although somebody catches its error.
 */
function loadAddon(): Sqlite3 {
  const adapter = createRequire(import.meta.url).resolve('@keyv/sqlite');
  return createRequire(adapter)('sqlite3') as Sqlite3;
}

function all<T>(database: NativeDatabase, statement: string, ...values: readonly unknown[]) {
  return promised<readonly T[]>((done) => database.all(statement, ...values, done));
}

/**
 * The last connection to a file removes the log. Its threads would close two connections at the same time, and then each finds the
 * other one open, and none removes it.
 */
function close(file: string, database: NativeDatabase): Promise<void> {
  return inTurn(file, () => promised<void>((done) => database.close(done)));
}

function promised<T>(begin: (done: Callback<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    begin((error, value) => (error ? reject(error) : resolve(value)));
  });
}
