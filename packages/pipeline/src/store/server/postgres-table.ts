import { KeyvPostgres } from '@keyv/postgres';
import { Keyv } from 'keyv';
import type { Pool } from 'pg';
import { bufferOf, keyvTable, type Listed, paged, type Table } from '../table.js';

/** The tables in the database. The table of artifacts has two columns for values: see `postgresArtifacts`. */
export const postgresNames = {
  results: 'superposition_results',
  artifacts: 'superposition_artifacts',
} as const;

/** Opens the table of results, which exists. The caller closes the pool. One statement reads or writes many rows. */
export function postgresResults(pool: Pool): Table<string> {
  const postgres = adapter(pool, postgresNames.results);
  const table = keyvTable(new Keyv<string>({ store: postgres }), {
    ...access(pool, postgresNames.results, 'octet_length(value)'),
    async insert({ key, value }, over) {
      const { rows } = await pool.query(
        `INSERT INTO public.${postgresNames.results} AS old (key, value) VALUES ($1, $2)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE old.value = $3 RETURNING old.key`,
        [key, value, over ?? null],
      );
      return rows.length > 0;
    },
    async deleteExactly({ key, value }) {
      await pool.query(`DELETE FROM public.${postgresNames.results} WHERE key = $1 AND value = $2`, [
        key,
        value,
      ]);
    },
    // In the order of keys. Two processes that lock the same rows in different orders would wait for each other.
    write: (rows) => postgres.setMany([...rows].sort((a, b) => (a.key < b.key ? -1 : 1))),
  });
  return { ...table, close: async () => {} };
}

/**
 * Opens the table of artifacts, which exists. Their bytes stand in the column `bytes`, which Keyv's adapter does not know. Earlier
 * versions wrote base64 to the column `value`.
 */
export function postgresArtifacts(pool: Pool): Table<Uint8Array> {
  const name = postgresNames.artifacts;
  const table = keyvTable(new Keyv<Uint8Array>({ store: adapter(pool, name) }), {
    ...access(pool, name, 'octet_length(bytes), octet_length(value)'),
    async rows(keys) {
      const { rows } = await pool.query<{ key: string; bytes: Buffer | null; value: string | null }>(
        `SELECT key, bytes, CASE WHEN bytes IS NULL THEN value END AS value FROM public.${name} WHERE key = ANY($1)`,
        [[...keys]],
      );
      return rows.map(({ key, bytes, value }) => ({
        key,
        value: bytes ?? Buffer.from(value ?? '', 'latin1'),
      }));
    },
    async set({ key, value }) {
      await pool.query(
        `INSERT INTO public.${name} (key, bytes) VALUES ($1, $2)
         ON CONFLICT (key) DO UPDATE SET bytes = excluded.bytes, value = NULL`,
        [key, bufferOf(value)],
      );
    },
  });
  return { ...table, close: async () => {} };
}

/** @param lengths the lengths of the columns that may hold the value */
function access(pool: Pool, name: string, lengths: string) {
  const query = async <Row>(statement: string, ...values: readonly unknown[]) =>
    (await pool.query(statement, [...values])).rows as Row[];
  return {
    chunk: 10_000,
    async existing(keys: readonly string[]) {
      const rows = await query<{ key: string }>(`SELECT key FROM public.${name} WHERE key = ANY($1)`, keys);
      return rows.map(({ key }) => key);
    },
    list: () =>
      paged((after, count) =>
        query<Listed>(
          `SELECT key, coalesce(${lengths}, 0) AS length FROM public.${name}
           WHERE key > $1 ORDER BY key LIMIT $2`,
          after,
          count,
        ),
      ),
    // In the order of keys, as above.
    async delete(keys: readonly string[]) {
      await query(
        `DELETE FROM public.${name} WHERE key IN
         (SELECT key FROM public.${name} WHERE key = ANY($1) ORDER BY key COLLATE "C" FOR UPDATE)`,
        keys,
      );
    },
  };
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
