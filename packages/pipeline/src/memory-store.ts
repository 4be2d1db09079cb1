import { Keyv } from 'keyv';
import { type Store, tableStore } from './store.js';
import { keyvTable } from './table.js';

/** A store that lives as long as the process: for tests, and for runs whose database cannot be used. */
export function memoryStore(): Store {
  const inMemory = () => {
    const rows = new Map<string, string>();
    const keyv = new Keyv<string>({ store: rows });
    return keyvTable(keyv, async (keys) => keys.filter((key) => rows.has(key)));
  };
  return tableStore(
    'memory',
    { results: inMemory(), artifacts: inMemory() },
    { size: async () => undefined, dispose: async () => {} },
  );
}
