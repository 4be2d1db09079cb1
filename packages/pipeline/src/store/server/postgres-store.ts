import { Client, type ClientConfig, Pool } from 'pg';
import { type Guard, guardedTable } from '../guarded-table.js';
import { shownLocation } from '../server-location.js';
import { type Store, tableStore } from '../store.js';
import { formatVersion, newerFormat, StoreUnavailable, unavailable } from '../store-unavailable.js';
import { postgresArtifacts, postgresNames, postgresResults } from './postgres-table.js';
import { serverError } from './server-error.js';
import { defaultTimeouts } from './timeouts.js';

const names = Object.values(postgresNames);

/**
 * Opens the store in a PostgreSQL database: the tables `superposition_results` and `superposition_artifacts`. Makes
 * them if they do not exist.
 *
 * @param uri `postgres://` or `postgresql://`; no message shows its password
 * @throws StoreUnavailable when the server cannot be reached or refuses the connection, or when the tables belong to a
 *   newer version or to another program (we do not change them)
 */
export async function postgresStore(uri: string, timeouts = defaultTimeouts): Promise<Store> {
  const location = shownLocation(uri);
  const options = { connectionString: uri, application_name: 'superposition', keepAlive: true };
  try {
    const { connect } = timeouts;
    await connected({ ...options, connectionTimeoutMillis: connect, query_timeout: connect }, (client) =>
      prepare(client, location),
    );
  } catch (error) {
    throw unavailable(location, serverError(error));
  }
  const pool = new Pool({
    ...options,
    max: 4,
    // This is also how long a query waits for a free connection.
    connectionTimeoutMillis: timeouts.answer,
    query_timeout: timeouts.answer,
    allowExitOnIdle: true,
    // The database may have a stricter default. Then statements on one row at once would fail, and we would have to try again.
    async onConnect(client) {
      await client.query('SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED');
    },
  });
  let ended: Promise<void> | undefined;
  // We ignore the loss of an idle connection: the next query takes another one, and fails if there is none.
  pool.on('error', () => {});
  const guard: Guard = (answer) =>
    answer.catch((error) => {
      throw serverError(error);
    });
  return tableStore(
    location,
    {
      results: guardedTable(postgresResults(pool), guard),
      artifacts: guardedTable(postgresArtifacts(pool), guard),
    },
    {
      async size() {
        const { rows } = await pool.query<{ bytes: string }>(
          `SELECT ${names.map((name) => `pg_total_relation_size('public.${name}')`).join(' + ')} AS bytes`,
        );
        return Number(rows[0]!.bytes);
      },
      async compact() {
        const tables = names.map((name) => `public.${name}`).join(', ');
        // On a connection of its own, which has no time limit.
        await connected({ ...options, connectionTimeoutMillis: timeouts.connect }, (client) =>
          client.query(`VACUUM FULL ${tables}`),
        );
      },
      async dispose() {
        ended ??= pool.end();
        await ended;
      },
    },
  );
}

/** Makes the tables if they do not exist. The comment of each table names us and the format version. */
async function prepare(client: Client, location: string): Promise<void> {
  if ((await countTables(client, location)) === names.length && (await hasBytes(client))) return;
  // One process at a time. If two make the same table at once, one fails, even with IF NOT EXISTS.
  await client.query("BEGIN; SELECT pg_advisory_xact_lock(hashtext('superposition cache'))");
  await countTables(client, location);
  for (const name of names) {
    await client.query(
      `CREATE TABLE IF NOT EXISTS public.${name} (key varchar(255) PRIMARY KEY, value text);
       COMMENT ON TABLE public.${name} IS 'superposition cache, format ${formatVersion}'`,
    );
  }
  await client.query(`ALTER TABLE public.${postgresNames.artifacts} ADD COLUMN IF NOT EXISTS bytes bytea`);
  await client.query('COMMIT');
}

/** Whether the table of artifacts has the column that earlier versions did not make. */
async function hasBytes(client: Client): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass('public.${postgresNames.artifacts}')
     AND attname = 'bytes' AND NOT attisdropped`,
  );
  return rowCount === 1;
}

/** Does something on a connection of its own. */
async function connected<T>(options: ClientConfig, action: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(options);
  // Queries report the same errors. An `error` event without a listener would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    return await action(client);
  } finally {
    await client.end();
  }
}

/**
 * Counts which of our tables exist.
 *
 * @throws StoreUnavailable when one of the tables is not ours, or belongs to a newer version
 */
async function countTables(client: Client, location: string): Promise<number> {
  const { rows } = await client.query<{ comment: string | null }>(
    `SELECT obj_description(oid, 'pg_class') AS comment FROM pg_class WHERE oid IN (
     ${names.map((name) => `to_regclass('public.${name}')`).join(', ')})`,
  );
  for (const { comment } of rows) {
    const version = /^superposition cache, format (\d+)$/.exec(comment ?? '')?.[1];
    if (version === undefined) {
      throw new StoreUnavailable(
        `the cache ${location} has tables 'superposition_…' of another program, and we did not change them: choose another database`,
        { location },
      );
    }
    if (Number(version) > formatVersion) throw newerFormat(location);
  }
  return rows.length;
}
