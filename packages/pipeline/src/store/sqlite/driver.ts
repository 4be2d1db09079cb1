/** One connection to a SQLite file. */
export interface SqliteConnection {
  /**
   * Runs a statement. Bytes come back as `Uint8Array`.
   *
   * @returns its rows
   * @throws an error whose `code` is one of SQLite's, such as `SQLITE_BUSY`
   */
  query<T>(statement: string, ...values: readonly unknown[]): Promise<readonly T[]>;
  close(): Promise<void>;
}

/** What is opened, and how long it is waited for. */
export interface SqliteOpening {
  /** May not exist yet; its folder must. */
  readonly file: string;
  /** Is made if it does not exist. */
  readonly table: string;
  /** Milliseconds that a statement waits while the database is busy. */
  readonly busyTimeout: number;
}

/** A library that runs SQL on files. */
export interface SqliteDriver {
  /** What it is, for people. */
  readonly description: string;
  /** Opens a connection. If that fails, the first statement rejects. */
  open(opening: SqliteOpening): SqliteConnection;
}

/** Makes a table as Keyv's own adapter does, whose statement SQLite keeps in the file. */
export function makesTable(table: string): string {
  return `CREATE TABLE IF NOT EXISTS ${table}(key VARCHAR(255) PRIMARY KEY, value TEXT )`;
}

/** A failure of SQLite, told as the native library tells it. */
export class SqliteError extends Error {
  override readonly name = 'SqliteError';
  constructor(
    /** The name of one of SQLite's primary result codes. */
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(`${code}: ${message}`, options);
  }
}

export function codeOf(error: unknown): string {
  return String((error as { code?: unknown }).code);
}
