import { KeyvPostgres } from '@keyv/postgres';
import { Keyv } from 'keyv';
import type { Pool } from 'pg';
import { keyvTable, type Listed, paged, type Table } from '../table.js';

/** Opens a table that exists. The caller closes the pool. One statement reads or writes many rows. */
export function postgresTable(pool: Pool, name: `superposition_${'results' | 'artifacts'}`): Table {
  const query = async <Row>(statement: string, ...values: readonly unknown[]) =>
    (await pool.query(statement, [...values])).rows as Row[];
  const postgres = adapter(pool, name);
  const table = keyvTable(new Keyv<string>({ store: postgres }), {
    chunk: 10_000,
    async existing(keys) {
      const rows = await query<{ key: string }>(`SELECT key FROM public.${name} WHERE key = ANY($1)`, keys);
      return rows.map(({ key }) => key);
    },
    // Here and below, in the order of keys. Two processes that lock the same rows in different orders would wait for
    // each other.
    write: (rows) => postgres.setMany([...rows].sort((a, b) => (a.key < b.key ? -1 : 1))),
    list: () =>
      paged((after, count) =>
        query<Listed>(
          `SELECT key, coalesce(octet_length(value), 0) AS length FROM public.${name}
           WHERE key > $1 ORDER BY key LIMIT $2`,
          after,
          count,
        ),
      ),
    async delete(keys) {
      await query(
        `DELETE FROM public.${name} WHERE key IN
         (SELECT key FROM public.${name} WHERE key = ANY($1) ORDER BY key COLLATE "C" FOR UPDATE)`,
        keys,
      );
    },
  });
  return { ...table, close: async () => {} };
}

/**
 * The Keyv adapter over our own pool. Its own pool is shared by the whole process: the first table that closes ends it
 * for all others, and an idle connection that breaks ends the process.
 */
function adapter(pool: Pool, table: string): KeyvPostgres {
  const Pooled = class extends KeyvPostgres {
    override async connect() {
      return async (statement: string, values?: unknown) =>
        (await pool.query(statement, values as unknown[])).rows;
    }
  };
  return new Pooled({ table });
}
