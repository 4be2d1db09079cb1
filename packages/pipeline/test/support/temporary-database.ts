import { createClient } from '@keyv/redis';
import { Client } from 'pg';
import { changedBytes } from './changed-bytes.js';

/** Direct access to the database of a server, without a store. */
export interface Database extends AsyncDisposable {
  /** Removes everything. */
  clear(): Promise<void>;
  change(table: 'results' | 'artifacts', change: (text: string) => string): Promise<void>;
  evict(artifact: string): Promise<void>;
  /** Replaces the recorded format version. */
  record(format: 'newer' | 'foreign'): Promise<void>;
  /** Blocks all writes until this connection is closed. */
  freeze(): Promise<void>;
  /** The names of all keys or tables, ours and those of other programs. */
  names(): Promise<readonly string[]>;
}

/** Connects to a Redis database. */
export async function redisDatabase(uri: string): Promise<Database> {
  const client = createClient({ url: uri }).on('error', () => {});
  await client.connect();
  return {
    async clear() {
      await client.flushDb();
    },
    async change(table, change) {
      // How the protocol marks a string of bytes.
      const binary = client.withTypeMapping({ 36: Buffer });
      for (const key of await client.keys(`superposition:${table}:*`))
        await client.set(key, changedBytes((await binary.get(key)) as unknown as Buffer, change));
    },
    async evict(artifact) {
      await client.del(`superposition:artifacts:${artifact}`);
    },
    async record(format) {
      await client.set('superposition:format', format === 'newer' ? '2' : 'mine');
    },
    async freeze() {
      await client.clientPause(600_000, 'WRITE');
    },
    names: () => client.keys('*'),
    async [Symbol.asyncDispose]() {
      await client.clientUnpause();
      client.destroy();
    },
  };
}

/** Connects to a PostgreSQL database. */
export async function postgresDatabase(uri: string): Promise<Database> {
  const client = new Client({ connectionString: uri });
  client.on('error', () => {});
  await client.connect();
  const quiet = 'SET client_min_messages = warning;';
  return {
    async clear() {
      await client.query(`${quiet} DROP SCHEMA public CASCADE; CREATE SCHEMA public`);
    },
    async change(name, change) {
      const table = `public.superposition_${name}`;
      const [column, type] = name === 'artifacts' ? ['bytes', 'bytea'] : ['value', 'text'];
      const { rows } = await client.query<{ key: string; value: string | Buffer }>(
        `SELECT key, ${column} AS value FROM ${table}`,
      );
      const values = rows.map(({ value }) =>
        typeof value === 'string' ? change(value) : changedBytes(value, change),
      );
      await client.query(
        `UPDATE ${table} SET ${column} = changed.value FROM unnest($1::text[], $2::${type}[]) AS changed (key, value)
         WHERE ${table}.key = changed.key`,
        [rows.map(({ key }) => key), values],
      );
    },
    async evict(artifact) {
      await client.query('DELETE FROM superposition_artifacts WHERE key = $1', [artifact]);
    },
    async record(format) {
      const comment = format === 'newer' ? "'superposition cache, format 2'" : 'NULL';
      await client.query(
        `CREATE TABLE IF NOT EXISTS superposition_results (other integer);
         COMMENT ON TABLE superposition_results IS ${comment}`,
      );
    },
    async freeze() {
      await client.query('BEGIN; LOCK TABLE superposition_results, superposition_artifacts');
    },
    async names() {
      const { rows } = await client.query<{ name: string }>(
        "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
      );
      return rows.map(({ name }) => name);
    },
    [Symbol.asyncDispose]: () => client.end(),
  };
}
