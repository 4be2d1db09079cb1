import { createClient, type RedisClientType } from '@keyv/redis';
import { type Guard, guardedTable } from '../guarded-table.js';
import { shownLocation } from '../server-location.js';
import { type Store, tableStore } from '../store.js';
import { formatVersion, newerFormat, StoreUnavailable, unavailable } from '../store-unavailable.js';
import { redisPrefix, redisTable } from './redis-table.js';
import { serverError } from './server-error.js';
import { defaultTimeouts, within } from './timeouts.js';

/**
 * Opens the store in a Redis database. A run computes again what the server has evicted.
 *
 * @param uri `redis://` or `rediss://`; no message shows its password
 * @throws StoreUnavailable when the server cannot be reached or refuses the connection, when a newer version wrote to
 *   this database, or when another program uses our key
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
    return tableStore(
      location,
      {
        results: guardedTable(redisTable(connection.client, 'results'), guard),
        artifacts: guardedTable(redisTable(connection.client, 'artifacts'), guard),
      },
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
    // We reconnect only to a server that answered before. We give up after about two seconds, because the run waits.
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
      `the cache ${location} has a key '${key}' of another program, and we did not change it: choose another database`,
      { location },
    );
  if (Number(version) > formatVersion) throw newerFormat(location);
}

// We close without waiting: every write was answered already, and a server that does not answer would keep the process
// alive.
function close(client: RedisClientType): void {
  if (client.isOpen) client.destroy();
}
