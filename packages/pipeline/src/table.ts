import type { Keyv } from 'keyv';

/** Texts by key: all the store asks of a database. */
export interface Table {
  getMany(keys: readonly string[]): Promise<(string | undefined)[]>;
  /** Those of the keys that have a row, found without reading the rows. */
  existing(keys: readonly string[]): Promise<Set<string>>;
  set(key: string, text: string): Promise<void>;
  close(): Promise<void>;
}

// @keyv/sqlite matches the rows of `getMany` to its keys in quadratic time: 10,000 keys at once take seconds.
const chunkLength = 250;

/** Keys in chunks that a database answers quickly. */
export function chunks<T>(keys: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < keys.length; start += chunkLength)
    parts.push(keys.slice(start, start + chunkLength));
  return parts;
}

/**
 * A table in one Keyv instance of its own (namespaces leak). It is handed only strings, because Keyv's JSON destroys
 * typed arrays, NaN and -0.
 *
 * @param existing asks the adapter for the presence of up to 250 keys at once, where it can
 */
export function keyvTable(
  keyv: Keyv<string>,
  existing?: (keys: readonly string[]) => Promise<readonly string[]>,
): Table {
  // Errors reach the caller by `throwOnErrors`; the event of the same error must find a listener.
  keyv.throwOnErrors = true;
  keyv.useKeyPrefix = false;
  keyv.on('error', () => {});
  const present =
    existing ??
    (async (keys) => {
      const found = await Promise.all(keys.map((key) => keyv.has(key)));
      return keys.filter((_, index) => found[index]);
    });
  return {
    async getMany(keys) {
      const texts: (string | undefined)[] = [];
      for (const chunk of chunks(keys)) texts.push(...(await keyv.getMany<string>(chunk)));
      return texts;
    },
    async existing(keys) {
      const found = new Set<string>();
      for (const chunk of chunks(keys)) for (const key of await present(chunk)) found.add(key);
      return found;
    },
    async set(key, text) {
      await keyv.set(key, text);
    },
    close: () => keyv.disconnect(),
  };
}
