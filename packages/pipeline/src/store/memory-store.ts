import { Keyv } from 'keyv';
import { type Store, tableStore } from './store.js';
import { keyvTable, type Table, type Value } from './table.js';

/**
 * A store in memory: for tests, and for runs whose database cannot be used.
 *
 * @param rows the maps that hold its rows
 */
export function memoryStore(
  rows: { readonly results: Map<string, string>; readonly artifacts: Map<string, Uint8Array> } = {
    results: new Map(),
    artifacts: new Map(),
  },
): Store {
  const inMemory = <V extends Value>(table: Map<string, V>): Table<V> =>
    keyvTable(new Keyv<V>({ store: table }), {
      chunk: Number.POSITIVE_INFINITY,
      existing: async (keys) => keys.filter((key) => table.has(key)),
      rows: async (keys) =>
        keys.flatMap((key) => {
          const value = table.get(key);
          return value === undefined ? [] : [{ key, value }];
        }),
      async insert({ key, value }, over) {
        const now = table.get(key);
        if (now !== undefined && now !== over) return false;
        table.set(key, value);
        return true;
      },
      async deleteExactly({ key, value }) {
        if (table.get(key) === value) table.delete(key);
      },
      async *list() {
        const listed = Array.from(table, ([key, value]) => ({ key, length: value.length }));
        if (listed.length > 0) yield listed;
      },
    });
  return tableStore(
    'memory',
    { results: inMemory(rows.results), artifacts: inMemory(rows.artifacts) },
    { size: async () => undefined, compact: async () => {}, dispose: async () => {} },
  );
}
