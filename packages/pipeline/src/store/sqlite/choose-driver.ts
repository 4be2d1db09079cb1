import { existsSync, lstatSync, realpathSync } from 'node:fs';
import { isMissingPackage } from '../optional-package.js';
import type { SqliteConnection, SqliteDriver, SqliteOpening } from './driver.js';
import { connectedTo } from './open-files.js';

/** The ways to SQLite, best first. */
export const sqliteDrivers = {
  native: async () => (await import('./native-driver.js')).nativeDriver(),
  node: async () => (await import('./node-driver.js')).nodeDriver(),
  wasm: async () => (await import('./wasm-driver.js')).wasmDriver(),
} as const;

export type SqliteDriverName = keyof typeof sqliteDrivers;

/** The driver in use, and why those that would be better are not. */
export interface ChosenDriver {
  readonly driver: SqliteDriver;
  readonly passedOver: readonly string[];
}

const chosen = new Map<string, Promise<ChosenDriver>>();

/**
 * The first driver that works here, or the one that SUPERPOSITION_SQLITE names. A process should use one driver alone, because two
 * libraries in one process do not see each other's locks.
 *
 * @throws Error when there is none; the message says what to install
 */
export function chosenDriver(): Promise<ChosenDriver> {
  const named = process.env['SUPERPOSITION_SQLITE'] ?? '';
  const choice = chosen.get(named) ?? choose(named);
  chosen.set(named, choice);
  return choice;
}

/**
 * Opens a connection with that driver. If that fails, the first statement rejects.
 *
 * @throws Error when there is no driver
 */
export async function openConnection(opening: SqliteOpening): Promise<SqliteConnection> {
  const { driver } = await chosenDriver();
  const file = target(opening.file);
  const connected = connectedTo(file);
  const connection = driver.open({ ...opening, file });
  return {
    query: connection.query,
    async close() {
      try {
        await connection.close();
      } finally {
        connected[Symbol.dispose]();
      }
    },
  };
}

/** The file that a link leads to: what processes put beside a file must lie beside that one, however they name it. */
function target(file: string): string {
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true && existsSync(file)
    ? realpathSync(file)
    : file;
}

/** One line: the SQLite in use, and why a better one is not; or what to install. */
export async function describeSqlite(): Promise<string> {
  try {
    const { driver, passedOver } = await chosenDriver();
    return [driver.description, ...passedOver].join('; ');
  } catch (error) {
    return `none: ${(error as Error).message}`;
  }
}

async function choose(named: string): Promise<ChosenDriver> {
  const names = Object.keys(sqliteDrivers) as SqliteDriverName[];
  if (named !== '' && !names.some((name) => name === named))
    throw new Error(`SUPERPOSITION_SQLITE is '${named}', which is none of ${names.join(', ')}`);
  const passedOver: string[] = [];
  for (const name of names.filter((each) => named === '' || each === named)) {
    try {
      return { driver: await sqliteDrivers[name](), passedOver };
    } catch (error) {
      passedOver.push(isMissingPackage(error) ? error.reason : (error as Error).message);
    }
  }
  throw new Error(
    `no SQLite works here (${passedOver.join('; ')}): npm i @keyv/sqlite, which is compiled where no binary of it can be fetched, or ` +
      `npm i node-sqlite3-wasm, which needs no compiler, or take Node.js 22.13 or newer, which has one`,
  );
}
