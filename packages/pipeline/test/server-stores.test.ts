import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { createClient } from '@keyv/redis';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../src/store/open-store.js';
import { postgresStore } from '../src/store/server/postgres-store.js';
import { redisStore } from '../src/store/server/redis-store.js';
import { StoreUnavailable } from '../src/store/store-unavailable.js';
import { createRig } from '../src/testing/rig.js';
import { storeContract } from '../src/testing/store-contract.js';
import { resultOf } from '../src/testing/store-contract-samples.js';
import { digestOf } from '../src/values/digest.js';
import { serverProxy } from './support/server-proxy.js';
import { type Database, postgresDatabase, redisDatabase } from './support/temporary-database.js';
import {
  type ServerStart,
  type TemporaryServer,
  temporaryPostgres,
  temporaryRedis,
} from './support/temporary-server.js';

interface Kind {
  readonly launch: ServerStart | undefined;
  readonly open: typeof redisStore;
  readonly database: (uri: string) => Promise<Database>;
}

const kinds: Readonly<Record<string, Kind>> = {
  redis: { launch: temporaryRedis(), open: redisStore, database: redisDatabase },
  postgres: { launch: temporaryPostgres(), open: postgresStore, database: postgresDatabase },
};
const noWarning = (message: string) => expect.unreachable(message);
const text = (of: string) => new TextEncoder().encode(of);

/** Milliseconds. A busy server may need longer, so only tests in which no answer can come use it. */
const shortTimeout = 300;

/** A port that accepts connections and never answers. */
async function silentServer(): Promise<AsyncDisposable & { readonly host: string }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => sockets.add(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

for (const [kind, { launch, open, database }] of Object.entries(kinds)) {
  if (launch === undefined) {
    if (process.env['CI'])
      throw new Error(`CI must test the store on ${kind}, whose server is not installed`);
    process.stderr.write(
      `SKIPPED: the store on ${kind} is not tested, because its server is not installed\n`,
    );
    continue;
  }
  let server: TemporaryServer;
  beforeAll(async () => {
    server = await launch();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  /** An empty database. */
  const emptied = async () => {
    const empty = await database(server.uri);
    await empty.clear();
    return empty;
  };

  storeContract(
    kind,
    async () => {
      const empty = await emptied();
      const store = await open(server.uri);
      return {
        store,
        another: () => open(server.uri),
        tamper: empty.change,
        async [Symbol.asyncDispose]() {
          await store[Symbol.asyncDispose]();
          await empty[Symbol.asyncDispose]();
        },
      };
    },
    { describe, it },
  );

  describe(`a store on ${kind}`, () => {
    it('is shared by processes that make it at once', async () => {
      await using _ = await emptied();
      const script = new URL('./share-store.mjs', import.meta.url).pathname;
      const writers = ['a', 'b', 'c'];
      const reports = await Promise.all(
        writers.map(async (writer) => {
          const { stdout } = await promisify(execFile)(process.execPath, [script, server.uri, writer]);
          return JSON.parse(stdout) as unknown;
        }),
      );
      expect(reports).toEqual(writers.map(() => ({ warnings: [], own: 30, shared: 30 })));
      await using store = await openStore(server.uri, '/', noWarning);
      const stages = writers.flatMap((writer) =>
        Array.from({ length: 30 }, (_, index) => `${writer} ${index}`),
      );
      expect(await store.latest(stages)).toEqual(stages.map((stage) => digestOf(`key ${stage}`)));
    });

    it('is written by two in opposite orders', async () => {
      await using _ = await emptied();
      await using one = await open(server.uri);
      await using other = await open(server.uri);
      const results = Array.from({ length: 400 }, (_, index) => resultOf(index));
      const reversed = [...results].reverse();
      for (let round = 0; round < 10; round++)
        await Promise.all([one.touch(results, round), other.touch(reversed, round)]);
      expect((await one.results([results[7]!.key]))[0]).toEqual({ ...results[7], usedAt: 9 });
    });

    it('leaves what is of others alone, and shows neither user nor password', async () => {
      await using whole = await emptied();
      await whole.record('foreign');
      const before = await whole.names();
      const foreign = await open(server.uri).catch((error: unknown) => error);
      expect(foreign).toBeInstanceOf(StoreUnavailable);
      expect(await whole.names()).toEqual(before);
      await whole.record('newer');
      const newer = await open(server.uri).catch((error: unknown) => error);
      expect(newer).toBeInstanceOf(StoreUnavailable);
      expect(await whole.names()).toEqual(before);
      expect(String(foreign)).toMatch(/ of another program, and we did not change (it|them): /);
      expect(String(newer)).toContain('was written by a newer version, and we did not change it');
      const { host } = new URL(server.uri);
      for (const message of [foreign, newer].map(String)) {
        expect(message).toContain(host);
        expect(message).not.toMatch(/sesame|tester/);
      }
    });

    it('has what was evicted built again', async () => {
      await using held = await emptied();
      await using rig = createRig(await openStore(server.uri, '/', noWarning));
      const a = rig.stage('a', () => 'evicted');
      const b = rig.stage('b', () => 'kept', { inputs: { a } });
      await rig.run([b]);
      await held.evict(digestOf(JSON.stringify('evicted')));
      expect(await rig.run([b])).toEqual([
        'a runs: its last result is no longer in the cache',
        'a built',
        'b fresh',
      ]);
    });
  });

  if (kind === 'redis') {
    it('redis keeps results for a user who may run no scripts', async () => {
      await using _ = await emptied();
      const admin = await createClient({ url: server.uri }).connect();
      const rights = ['on', '>secret', '~superposition:*', '+@all', '-@scripting'];
      await admin.sendCommand(['ACL', 'SETUSER', 'writer', ...rights]);
      admin.destroy();
      const uri = Object.assign(new URL(server.uri), { username: 'writer', password: 'secret' });
      await using rig = createRig(await openStore(uri.href, '/', noWarning));
      const a = rig.stage('a', () => 1);
      expect(await rig.run([a])).toContain('a built');
      expect(await rig.run([a])).toEqual(['a fresh']);
    });
  }

  if (kind === 'postgres') {
    it('postgres gives one claim at a time, also where transactions are serializable', async () => {
      await using _ = await emptied();
      const isolate = async (level: string) => {
        const admin = new Client({ connectionString: server.uri });
        await admin.connect();
        await admin.query(`ALTER DATABASE postgres SET default_transaction_isolation = '${level}'`);
        await admin.end();
      };
      await isolate('serializable');
      try {
        await using one = await postgresStore(server.uri);
        await using other = await postgresStore(server.uri);
        for (let index = 0; index < 100; index++) {
          const answers = await Promise.all(
            [one, other, one, other].map((store, run) => store.claim(digestOf(`${index}`), `claim ${run}`)),
          );
          expect(answers.filter((isMine) => isMine)).toHaveLength(1);
        }
      } finally {
        await isolate('read committed');
      }
    });
  }

  describe(`the ${kind} server`, () => {
    it('may come back while a store is open', async () => {
      await (await emptied())[Symbol.asyncDispose]();
      await using proxy = await serverProxy(server.uri);
      await using store = await openStore(proxy.uri, '/', noWarning);
      await store.putArtifact(digestOf('before'), text('before'));
      // A client tries again for two seconds at most, and the start may take longer. So the proxy holds the client until the server is up.
      proxy.hold();
      await server.stop('SIGINT');
      await server.start();
      proxy.release();
      const after = ['one', 'two', 'three'];
      await Promise.all(after.map((name) => store.putArtifact(digestOf(name), text(name))));
      expect(await store.present(after.map(digestOf))).toEqual(new Set(after.map(digestOf)));
    });

    it('may go, which is one warning', async () => {
      const warnings: string[] = [];
      await using rig = createRig(await openStore(server.uri, '/', (message) => warnings.push(message)));
      const a = rig.stage('a', async () => {
        await server.stop('SIGKILL');
        return 1;
      });
      const b = rig.stage('b', ({ a }) => (a as number) + 1, { inputs: { a } });
      expect(await rig.run([b], { deliver: true })).toContain('b = 2');
      const again = await openStore(server.uri, '/', (message) => warnings.push(message));
      expect(again.location).toBe('memory');
      expect(warnings).toEqual([
        expect.stringMatching(
          /^the cache .* failed: .*; later results of this run are not cached until it works again$/,
        ),
        expect.stringMatching(
          /^the cache .* cannot be used: connect ECONNREFUSED .* goes on without a cache$/,
        ),
      ]);
      await server.start();
    });

    it('is not waited for without end', async () => {
      await (await emptied())[Symbol.asyncDispose]();
      await using silent = await silentServer();
      const elsewhere = server.uri.replace(new URL(server.uri).host, silent.host);
      await expect(open(elsewhere, { connect: shortTimeout, answer: shortTimeout })).rejects.toThrow(
        / cannot be used: .*(time|no answer)/,
      );
      await using store = await open(server.uri, { connect: 60_000, answer: shortTimeout });
      await using frozen = await database(server.uri);
      await frozen.freeze();
      await expect(store.putArtifact(digestOf('b'), text('b'))).rejects.toThrow(/time|no answer/);
    });

    it.each([
      ['password', 'sesame', 'secret'],
      ['database', /[^/]*$/, '99'],
    ])('refuses a wrong %s, and the message shows no password', async (_, right, wrong) => {
      const error = await open(server.uri.replace(right, wrong)).catch((thrown: unknown) => thrown);
      expect(String(error)).toMatch(/^StoreError: the cache .* cannot be used: /);
      expect(String(error)).not.toMatch(/secret|sesame|open/);
    });
  });
}
