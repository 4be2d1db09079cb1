import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { sqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { sqliteTable } from '../../src/store/sqlite/sqlite-table.js';
import type { Store } from '../../src/store/store.js';
import type { StoreUnderTest } from '../../src/testing/store-contract.js';
import { changedBytes } from './changed-bytes.js';

/** A store in a SQLite file of its own, for the contract of a store. A warning fails the test. */
export async function sqliteUnderTest(
  wrap: (store: Store) => Store = (store) => store,
): Promise<StoreUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'store-contract-'));
  const file = join(folder, 'cache.sqlite');
  const open = async () => wrap(await sqliteStore(file, (message) => expect.unreachable(message)));
  const store = await open();
  return {
    store,
    another: open,
    async tamper(name, change) {
      const table = sqliteTable(file, name);
      for (const { key, value } of await table.query<{ key: string; value: string | Uint8Array }>(
        `SELECT * FROM ${name}`,
      )) {
        const other = typeof value === 'string' ? change(value) : changedBytes(value, change);
        await table.query(`UPDATE ${name} SET value = ? WHERE key = ?`, other, key);
      }
      await table.close();
    },
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}
