import { Keyv } from 'keyv';
import { type Store, tableStore } from './store.js';
import { keyvTable } from './table.js';

/**
 * A store in memory: for tests, and for runs whose database cannot be used.
 *
 * @param rows the maps that hold its rows
 */
export function memoryStore(
  rows: { readonly results: Map<string, string>; readonly artifacts: Map<string, string> } = {
    results: new Map(),
    artifacts: new Map(),
  },
): Store {
  const inMemory = (table: Map<string, string>) =>
    keyvTable(new Keyv<string>({ store: table }), {
      chunk: Number.POSITIVE_INFINITY,
      existing: async (keys) => keys.filter((key) => table.has(key)),
    });
  return tableStore(
    'memory',
    { results: inMemory(rows.results), artifacts: inMemory(rows.artifacts) },
    { size: async () => undefined, compact: async () => {}, dispose: async () => {} },
  );
}
