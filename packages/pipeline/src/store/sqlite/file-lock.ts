import { openConnection } from './choose-driver.js';
import type { SqliteConnection } from './driver.js';
import { whileBusy } from './while-busy.js';

/** Milliseconds. Another process may be copying what is left of a large cache. */
const patience = 300_000;

/**
 * Does something while no other process does it for the same file. The lock is SQLite's own, on a small database `<file>-lock`, so the
 * lock of a process that was killed is free again. The small database stays: if it were removed, two processes could hold a
 * lock on two files of this name. It has a log, as SQLite in WebAssembly needs.
 *
 * @param action is also done if the lock file cannot be used, or another process keeps the lock for minutes
 */
export async function withLock<T>(file: string, action: () => Promise<T>): Promise<T> {
  const lock = await locked(`${file}-lock`).catch(() => undefined);
  try {
    return await action();
  } finally {
    await lock?.close().catch(() => {});
  }
}

async function locked(file: string): Promise<SqliteConnection> {
  return whileBusy(patience, async () => {
    // A longer timeout would keep one of the few threads that the holder of the lock needs.
    const lock = await openConnection({ file, table: 'lock', busyTimeout: 1 });
    try {
      await lock.query('PRAGMA journal_mode = WAL');
      await lock.query('BEGIN IMMEDIATE');
      return lock;
    } catch (error) {
      await lock.close().catch(() => {});
      throw error;
    }
  });
}
