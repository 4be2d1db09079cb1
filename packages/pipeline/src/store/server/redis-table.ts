import KeyvRedis, { type RedisClientType } from '@keyv/redis';
import { Keyv } from 'keyv';
import { bufferOf, keyvTable, type Listed, pageLength, type Table } from '../table.js';

/** All our keys in a Redis database begin with this. */
export const redisPrefix = 'superposition:';

/**
 * Opens a table of a Redis database: strings under `superposition:<name>:<key>`. One message reads or writes many of
 * them. The caller closes the connection.
 */
export function redisTable(client: RedisClientType, name: 'results'): Table<string>;
export function redisTable(client: RedisClientType, name: 'artifacts'): Table<Uint8Array>;
export function redisTable(
  client: RedisClientType,
  name: 'results' | 'artifacts',
): Table<string> | Table<Uint8Array> {
  const redis = new KeyvRedis<string>(client, { keyPrefixSeparator: ':', throwOnErrors: true });
  // The adapter takes a prefix only in the form of a namespace. We never clear or iterate this namespace through the
  // adapter.
  const namespace = `${redisPrefix}${name}`;
  const both = {
    chunk: 1_000,
    async existing(keys: readonly string[]) {
      const found = await redis.hasMany([...keys]);
      return keys.filter((_, index) => found[index]);
    },
    list: () => scan(client, `${namespace}:`),
    async delete(keys: readonly string[]) {
      await redis.deleteMany([...keys]);
    },
  };
  if (name === 'results') {
    const table = keyvTable(new Keyv<string>({ store: redis, namespace }), {
      ...both,
      write: (rows) => redis.setMany([...rows]),
      async insert({ key, value }, over) {
        const written = await evaluate(client, insertScript, `${namespace}:${key}`, [value, over ?? '']);
        return written !== 0;
      },
      async deleteExactly({ key, value }) {
        await evaluate(client, deleteScript, `${namespace}:${key}`, [value]);
      },
    });
    return { ...table, close: async () => {} };
  }
  // The same connection, whose answers are bytes and not texts.
  const binary = client.withTypeMapping({ [blobString]: Buffer });
  const table = keyvTable(new Keyv<Uint8Array>({ store: redis, namespace }), {
    ...both,
    async rows(keys) {
      if (keys.length === 0) return [];
      const values: readonly (Buffer | null)[] = await binary.mGet(keys.map((key) => `${namespace}:${key}`));
      return values.flatMap((value, index) => (value === null ? [] : [{ key: keys[index]!, value }]));
    },
    async set({ key, value }) {
      await client.set(`${namespace}:${key}`, bufferOf(value));
    },
  });
  return { ...table, close: async () => {} };
}

// No value is empty, so an empty text stands for none.
const insertScript = `
  local now = redis.call('get', KEYS[1])
  if now and now ~= ARGV[2] then return 0 end
  redis.call('set', KEYS[1], ARGV[1])
  return 1`;
const deleteScript = `
  if redis.call('get', KEYS[1]) == ARGV[1] then redis.call('del', KEYS[1]) end`;

/** @returns undefined if this user may run no scripts. Then nothing is claimed, and every claim is granted. */
async function evaluate(
  client: RedisClientType,
  script: string,
  key: string,
  values: readonly string[],
): Promise<unknown> {
  try {
    return await client.eval(script, { keys: [key], arguments: [...values] });
  } catch (error) {
    if (/^(NOPERM|ERR unknown command)/.test((error as Error).message)) return undefined;
    throw error;
  }
}

/** How the protocol of Redis marks a string of bytes. */
const blobString = 36;

/** Lists the keys with this prefix. Redis may return a key twice while the database grows, so we remember the keys. */
async function* scan(client: RedisClientType, prefix: string): AsyncGenerator<readonly Listed[]> {
  const seen = new Set<string>();
  const options = { MATCH: `${prefix}*`, TYPE: 'string', COUNT: pageLength } as const;
  for await (const found of client.scanIterator(options)) {
    const fresh = found.filter((name) => !seen.has(name));
    for (const name of fresh) seen.add(name);
    const lengths = await Promise.all(fresh.map((name) => client.strLen(name)));
    if (fresh.length > 0)
      yield fresh.map((name, index) => ({ key: name.slice(prefix.length), length: lengths[index]! }));
  }
}
