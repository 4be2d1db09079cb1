import { createClient, type RedisClientType } from '@keyv/redis';
import { type Guard, guardedTable } from '../guarded-table.js';
import { shownLocation } from '../server-location.js';
import { type Store, tableStore } from '../store.js';
import { formatVersion, newerFormat, StoreUnavailable, unavailable } from '../store-unavailable.js';
import { redisPrefix, redisTable } from './redis-table.js';
import { serverError } from './server-error.js';
import { defaultTimeouts, within } from './timeouts.js';

/**
 * Opens the store in a Redis database. What the server evicts is computed again.
 *
 * @param uri `redis://` or `rediss://`; its password is shown nowhere
 * @throws StoreUnavailable when the server cannot be reached or refuses, or when a newer program has written there
 */
export async function redisStore(uri: string, timeouts = defaultTimeouts): Promise<Store> {
  const location = shownLocation(uri);
  let client: RedisClientType | undefined;
  try {
    const connection = connector(uri, timeouts.connect);
    client = connection.client;
    await within(timeouts.connect, client.connect());
    await within(timeouts.connect, checkFormat(client, location));
    const guard: Guard = (answer) =>
      within(timeouts.answer, answer).catch((error) => {
        throw serverError(connection.lost() ?? error);
      });
    const table = (name: 'results' | 'artifacts') => guardedTable(redisTable(connection.client, name), guard);
    return tableStore(
      location,
      { results: table('results'), artifacts: table('artifacts') },
      {
        size: async () => undefined,
        compact: async () => {},
        dispose: async () => close(connection.client),
      },
    );
  } catch (error) {
    if (client !== undefined) close(client);
    throw unavailable(location, serverError(error));
  }
}

function connector(uri: string, connectTimeout: number) {
  let connected = false;
  let lost: Error | undefined;
  const client = createClient({
    url: uri,
    // A server that was there once may come back: within two seconds, because the run waits.
    socket: {
      connectTimeout,
      reconnectStrategy(retries) {
        connected &&= retries < 5;
        return connected && 50 * 2 ** retries;
      },
    },
  }) as RedisClientType;
  client.on('ready', () => {
    connected = true;
    lost = undefined;
  });
  client.on('error', (error: Error) => {
    lost = error;
  });
  return { client, lost: () => lost };
}

async function checkFormat(client: RedisClientType, location: string): Promise<void> {
  const key = `${redisPrefix}format`;
  let version = await client.get(key);
  if (version === null) {
    await client.set(key, String(formatVersion), { NX: true });
    version = await client.get(key);
  }
  if (version === null || !/^\d+$/.test(version))
    throw new StoreUnavailable(
      `the cache ${location} has a key '${key}' of somebody else's: it is left as it is; choose another database with --cache`,
    );
  if (Number(version) > formatVersion) throw newerFormat(location);
}

// At once: everything written was answered, and a server that does not answer must not keep the process.
function close(client: RedisClientType): void {
  if (client.isOpen) client.destroy();
}
