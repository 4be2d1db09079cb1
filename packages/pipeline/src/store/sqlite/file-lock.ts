import { setTimeout as delay } from 'node:timers/promises';
import { KeyvSqlite } from '@keyv/sqlite';

/** Milliseconds. Another process may be copying what is left of a large cache. */
const patience = 300_000;

/**
 * Does something while no other process does it for the same file. The lock is SQLite's own, on a small database `<file>.lock`, so the
 * lock of a process that was killed is free again. The small database stays: if it were removed, two processes could hold a
 * lock on two files of this name.
 *
 * @param action is also done if the lock file cannot be used, or another process keeps the lock for minutes
 */
export async function withLock<T>(file: string, action: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + patience;
  for (;;) {
    // A longer timeout would keep one of the few threads that the holder of the lock needs.
    const lock = new KeyvSqlite({ uri: `sqlite://${file}.lock`, table: 'lock', busyTimeout: 1 });
    // The first query reports the failure of the connection. The `error` event needs a listener all the same.
    lock.on('error', () => {});
    try {
      await lock.query('BEGIN IMMEDIATE');
    } catch (error) {
      await lock.close().catch(() => {});
      if ((error as { code?: unknown }).code !== 'SQLITE_BUSY' || performance.now() > deadline)
        return action();
      await delay(25);
      continue;
    }
    try {
      return await action();
    } finally {
      await lock.close().catch(() => {});
    }
  }
}
