import KeyvRedis, { type RedisClientType } from '@keyv/redis';
import { Keyv } from 'keyv';
import { keyvTable, type Listed, pageLength, type Table } from '../table.js';

/** All our keys in a Redis database begin with this. */
export const redisPrefix = 'superposition:';

/**
 * Opens a table of a Redis database: strings under `superposition:<name>:<key>`. One message reads or writes many of
 * them. The caller closes the connection.
 */
export function redisTable(client: RedisClientType, name: 'results' | 'artifacts'): Table {
  const redis = new KeyvRedis<string>(client, { keyPrefixSeparator: ':', throwOnErrors: true });
  // The adapter takes a prefix only in the form of a namespace. We never clear or iterate this namespace through the
  // adapter.
  const keyv = new Keyv<string>({ store: redis, namespace: `${redisPrefix}${name}` });
  const table = keyvTable(keyv, {
    chunk: 1_000,
    async existing(keys) {
      const found = await redis.hasMany([...keys]);
      return keys.filter((_, index) => found[index]);
    },
    write: (rows) => redis.setMany([...rows]),
    list: () => scan(client, `${redisPrefix}${name}:`),
    async delete(keys) {
      await redis.deleteMany([...keys]);
    },
  });
  return { ...table, close: async () => {} };
}

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
