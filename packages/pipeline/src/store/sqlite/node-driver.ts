import { makesTable, type SqliteDriver, SqliteError } from './driver.js';
import { sharing } from './shared-use.js';
import { takeTurns, whileBusy } from './while-busy.js';

/** What we use of `node:sqlite`, which the types of Node 20 do not have. */
interface NodeSqlite {
  readonly DatabaseSync: new (
    file: string,
  ) => {
    prepare(statement: string): { all(...values: readonly unknown[]): unknown[] };
    close(): void;
  };
}

/**
 * SQLite inside Node.js, since version 22.5, and without a flag since 22.13.
 *
 * @throws Error when this Node.js has none
 */
export async function nodeDriver(): Promise<SqliteDriver> {
  const { DatabaseSync } = loadNodeSqlite();
  return {
    description: 'node:sqlite, of Node.js',
    open({ file, table, busyTimeout }) {
      let database: InstanceType<NodeSqlite['DatabaseSync']> | undefined;
      let isClosed = false;
      // A statement that is prepared anew each time would keep the bytes that were bound to it until it is collected.
      const statements = new Map<string, { all(...values: readonly unknown[]): unknown[] }>();
      const prepared = (text: string) => {
        const statement = statements.get(text) ?? database!.prepare(text);
        statements.set(text, statement);
        return statement;
      };
      const connect = () => {
        const opened = new DatabaseSync(file);
        try {
          // It waits for nobody: whoever waits in it stops the event loop.
          opened.prepare('PRAGMA busy_timeout = 0').all();
          opened.prepare(makesTable(table)).all();
          return opened;
        } catch (error) {
          opened.close();
          throw error;
        }
      };
      const attempt = (statement: string, values: readonly unknown[]) => {
        try {
          if (isClosed) throw new SqliteError('SQLITE_MISUSE', 'the connection is closed');
          database ??= connect();
          return prepared(statement).all(...values.map(bindable));
        } catch (error) {
          throw asSqliteError(error);
        }
      };
      return sharing(file, busyTimeout, {
        async query<T>(statement: string, ...values: readonly unknown[]) {
          await takeTurns();
          return (await whileBusy(busyTimeout, () => attempt(statement, values))) as T[];
        },
        async close() {
          isClosed = true;
          statements.clear();
          database?.close();
          database = undefined;
        },
      });
    },
  };
}

/** Loads the module without its warning that it is experimental. All other warnings go on. */
function loadNodeSqlite(): NodeSqlite {
  const { emitWarning } = process;
  process.emitWarning = ((warning: string | Error, ...rest: never[]) => {
    if (!/^SQLite is an experimental feature\b/.test(String(warning))) emitWarning(warning, ...rest);
  }) as typeof emitWarning;
  try {
    const module = process.getBuiltinModule('node:sqlite') as NodeSqlite | undefined;
    if (module === undefined) throw new Error(`Node.js ${process.version} has no SQLite`);
    return module;
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** Node 22 takes bytes for NULL that are none and have no memory. */
function bindable(value: unknown): unknown {
  return value instanceof Uint8Array && value.length === 0 ? noBytes : value;
}

const noBytes = new Uint8Array(new ArrayBuffer(1), 0, 0);

/** The same failure as the native library tells it. */
function asSqliteError(error: unknown): unknown {
  const { errcode, message } = error as { readonly errcode?: unknown; readonly message: string };
  if (typeof errcode !== 'number') return error;
  return new SqliteError(`SQLITE_${names[errcode & 0xff] ?? 'ERROR'}`, message, { cause: error });
}

/** SQLite's primary result codes, by number. */
const names: Readonly<Record<number, string>> = Object.fromEntries(
  (
    'OK ERROR INTERNAL PERM ABORT BUSY LOCKED NOMEM READONLY INTERRUPT IOERR CORRUPT NOTFOUND FULL CANTOPEN PROTOCOL EMPTY SCHEMA ' +
    'TOOBIG CONSTRAINT MISMATCH MISUSE NOLFS AUTH FORMAT RANGE NOTADB'
  )
    .split(' ')
    .map((name, code) => [code, name]),
);
