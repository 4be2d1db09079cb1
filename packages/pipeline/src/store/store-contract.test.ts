import { describe, expect, it } from 'vitest';
import { changedBytes } from '../../test/support/changed-bytes.js';
import { sqliteUnderTest } from '../../test/support/sqlite-under-test.js';
import { type StoreUnderTest, storeContract } from '../testing/store-contract.js';
import { digestOf } from '../values/digest.js';
import { layeredStore } from './layered-store.js';
import { memoryStore } from './memory-store.js';
import { survivingStore } from './surviving-store.js';

const runner = { describe, it };
const noWarning = (message: string) => expect.unreachable(message);

async function inMemory(): Promise<StoreUnderTest> {
  const rows = { results: new Map<string, string>(), artifacts: new Map<string, Uint8Array>() };
  const store = memoryStore(rows);
  return {
    store,
    async tamper(table, change) {
      for (const [key, text] of rows.results) if (table === 'results') rows.results.set(key, change(text));
      for (const [key, bytes] of rows.artifacts)
        if (table === 'artifacts') rows.artifacts.set(key, changedBytes(bytes, change));
    },
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}

/** Earlier versions kept bytes as base64 texts. */
it.each([
  ['memory', inMemory],
  ['sqlite', sqliteUnderTest],
] as const)('reads the artifacts of earlier versions in %s', async (_, open) => {
  await using subject = await open();
  const all = [
    new Uint8Array(),
    Uint8Array.of(255),
    new TextEncoder().encode('AAAA'),
    new Uint8Array(10_000).fill(7),
  ];
  for (const bytes of all) await subject.store.putArtifact(digestOf(bytes), bytes);
  await subject.tamper('artifacts', (text) => Buffer.from(text, 'latin1').toString('base64'));
  for (const bytes of all) expect(await subject.store.artifact(digestOf(bytes))).toEqual(bytes);
});

storeContract('memory', inMemory, runner);
storeContract('surviving', () => sqliteUnderTest((store) => survivingStore(store, noWarning)), runner);
storeContract(
  'layered',
  () =>
    sqliteUnderTest((store) =>
      layeredStore(store, [{ location: 'below', open: async () => memoryStore() }], { warn: noWarning }),
    ),
  runner,
);
