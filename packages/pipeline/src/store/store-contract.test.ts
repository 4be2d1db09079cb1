import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type StoreUnderTest, storeContract } from '../testing/store-contract.js';
import { memoryStore } from './memory-store.js';
import { sqliteStore } from './sqlite/sqlite-store.js';
import { sqliteTable } from './sqlite/sqlite-table.js';
import type { Store } from './store.js';
import { survivingStore } from './surviving-store.js';

const runner = { describe, it };
const noWarning = (message: string) => expect.unreachable(message);

async function inMemory(): Promise<StoreUnderTest> {
  const rows = { results: new Map<string, string>(), artifacts: new Map<string, string>() };
  const store = memoryStore(rows);
  return {
    store,
    async tamper(table, change) {
      for (const [key, text] of rows[table]) rows[table].set(key, change(text));
    },
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}

async function inFile(wrap: (store: Store) => Store = (store) => store): Promise<StoreUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'store-contract-'));
  const file = join(folder, 'cache.sqlite');
  const open = async () => wrap(await sqliteStore(file, noWarning));
  const store = await open();
  return {
    store,
    another: open,
    async tamper(name, change) {
      const table = sqliteTable(file, name);
      for (const { key, value } of await table.query<{ key: string; value: string }>(
        `SELECT * FROM ${name}`,
      )) {
        await table.query(`UPDATE ${name} SET value = ? WHERE key = ?`, change(value), key);
      }
      await table.close();
    },
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}

storeContract('memory', inMemory, runner);
storeContract('sqlite', inFile, runner);
storeContract('surviving', () => inFile((store) => survivingStore(store, noWarning)), runner);
