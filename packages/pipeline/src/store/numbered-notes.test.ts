import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { verifyStore } from '../upkeep/verify-store.js';
import { appendNote, type NoteSeries, readSeries } from './numbered-notes.js';
import { openStore } from './open-store.js';
import { sqliteTable } from './sqlite/sqlite-table.js';
import type { Store } from './store.js';

const series: NoteSeries = { name: 'test', keep: 5 };

async function inFolder(action: (open: () => Promise<Store>) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'numbered-notes-'));
  try {
    await action(() => openStore(folder, folder, (message) => expect.unreachable(message)));
  } finally {
    await rm(folder, { recursive: true });
  }
}

it('numbers notes from 1, and keeps the newest with their numbers', async () => {
  await inFolder(async (open) => {
    await using store = await open();
    expect(await readSeries(store, series)).toEqual(new Map());
    for (let number = 1; number <= 8; number++)
      expect(await appendNote(store, series)(`text ${number}`)).toBe(number);
    expect([...(await readSeries(store, series))]).toEqual(
      [4, 5, 6, 7, 8].map((number) => [number, `text ${number}`]),
    );
  });
});

it('gives every note a number of its own, whoever adds it', async () => {
  await inFolder(async (open) => {
    const stores = await Promise.all([open(), open(), open()]);
    const many = { name: 'test', keep: 100 };
    const numbers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => appendNote(stores[index % 3]!, many)(`text ${index}`)),
    );
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    const found = await readSeries(stores[0]!, many);
    expect([...found.values()].sort()).toEqual(
      Array.from({ length: 60 }, (_, index) => `text ${index}`).sort(),
    );
    for (const store of stores) await store[Symbol.asyncDispose]();
  });
});

it('finds notes whose number was recorded late or not at all', async () => {
  await inFolder(async (open) => {
    await using store = await open();
    const many = { name: 'test', keep: 100 };
    for (let number = 1; number <= 40; number++) await store.addNote(`test:${number}`, `text ${number}`);
    await store.putNotes(new Map([['test:last', '3']]));
    expect((await readSeries(store, many)).size).toBe(40);
    expect(await appendNote(store, many)('next')).toBe(41);
    await store.remove([{ table: 'results', name: 'note:test:last' }]);
    expect((await readSeries(store, many)).size).toBe(41);
    expect(await appendNote(store, many)('next')).toBe(42);
  });
});

it('takes a damaged note for absent, and removes it with its damaged last number', async () => {
  await inFolder(async (open) => {
    await using store = await open();
    for (let number = 1; number <= 3; number++) await appendNote(store, series)(`text ${number}`);
    const table = sqliteTable(store.location, 'results');
    await table.query(
      "UPDATE results SET value = value || ' ' WHERE key IN ('note:test:2', 'note:test:last')",
    );
    await table.close();
    expect([...(await readSeries(store, series)).keys()]).toEqual([1, 3]);
    expect(await appendNote(store, series)('text 4')).toBe(4);
    expect([...(await readSeries(store, series)).keys()]).toEqual([1, 3, 4]);
    expect((await verifyStore(store)).problems).toEqual([]);
  });
});
