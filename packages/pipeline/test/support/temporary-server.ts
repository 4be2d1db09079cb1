import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** A database server for one test. It listens only on the loopback interface. Disposing of it removes its data. */
export interface TemporaryServer extends AsyncDisposable {
  /** The URI, with the user and the password `open sesame`. */
  readonly uri: string;
  signal(signal: NodeJS.Signals): void;
  /** Ends the server, and resolves when all its processes have ended. */
  stop(signal: NodeJS.Signals): Promise<void>;
  /** Starts the server again after `stop`, with the same data folder, at the same address. */
  start(): Promise<void>;
}

const password = 'open sesame';
const nobody = 65_534;

/** Starts a server. The caller has to dispose of it. */
export type ServerStart = () => Promise<TemporaryServer>;

/** Starts Redis servers that keep nothing on disk; undefined if Redis is not installed. */
export function temporaryRedis(): ServerStart | undefined {
  const program = findProgram('redis-server');
  if (program === undefined) return undefined;
  return () =>
    serve({
      program,
      args: ['--save', '', '--appendonly', 'no', '--requirepass', password],
      listen: ({ address, port }) => ['--bind', address, '--port', String(port)],
      isReady: /Ready to accept connections/,
      uri: ({ address, port }) => `redis://:${encodeURIComponent(password)}@${address}:${port}/0`,
    });
}

/** Makes PostgreSQL clusters and starts their servers; undefined if PostgreSQL is not installed. */
export function temporaryPostgres(): ServerStart | undefined {
  const [program, initdb] = [findProgram('postgres'), findProgram('initdb')];
  if (program === undefined || initdb === undefined) return undefined;
  return () =>
    serve({
      program,
      args: ['-D', '.', '-c', 'unix_socket_directories=', '-c', 'fsync=off'],
      listen: ({ address, port }) => ['-c', `listen_addresses=${address}`, '-p', String(port)],
      isReady: /database system is ready to accept connections/,
      uri: ({ address, port }) =>
        `postgres://tester:${encodeURIComponent(password)}@${address}:${port}/postgres`,
      async prepare(owner) {
        const passwordFile = join(owner.cwd, '..', 'password');
        await writeFile(passwordFile, password);
        const how = [
          '-U',
          'tester',
          '-A',
          'scram-sha-256',
          '--pwfile',
          passwordFile,
          '-E',
          'UTF8',
          '--no-locale',
        ];
        await promisify(execFile)(initdb, ['-D', '.', '--no-sync', ...how], owner);
      },
    });
}

interface Served {
  readonly program: string;
  readonly args: readonly string[];
  /** The arguments that say where the server listens. */
  listen(place: Place): readonly string[];
  /** Matches the output of the server when it accepts connections. */
  readonly isReady: RegExp;
  uri(place: Place): string;
  /** Makes its data folder. */
  prepare?(owner: Owner): Promise<void>;
}

/** Where a server listens. */
interface Place {
  readonly address: string;
  readonly port: number;
}

/** The user and the folder of a server. (PostgreSQL refuses to run as root.) */
interface Owner {
  readonly cwd: string;
  readonly uid?: number;
  readonly gid?: number;
}

async function serve(served: Served): Promise<TemporaryServer> {
  const folder = await mkdtemp(join(tmpdir(), 'server-'));
  const owner: Owner = {
    cwd: join(folder, 'data'),
    ...(process.getuid?.() === 0 && { uid: nobody, gid: nobody }),
  };
  await mkdir(owner.cwd, { mode: 0o700 });
  if (owner.uid !== undefined) for (const path of [folder, owner.cwd]) await chown(path, nobody, nobody);
  await served.prepare?.(owner);
  const place = await freePlace();
  let child: ChildProcess | undefined = await launch(served, place, owner);
  const stop = async (signal: NodeJS.Signals) => {
    if (child === undefined) return;
    // Not 'exit': the children of a killed PostgreSQL live on for a moment. They hold these streams open, and the next
    // server cannot start before they are gone.
    const ended = once(child, 'close');
    child.kill(signal);
    await ended;
    child = undefined;
  };
  return {
    uri: served.uri(place),
    stop,
    signal: (signal) => void child?.kill(signal),
    async start() {
      child = await launch(served, place, owner);
    },
    async [Symbol.asyncDispose]() {
      await stop('SIGQUIT');
      await rm(folder, { recursive: true });
    },
  };
}

/** Starts a server, and resolves when it can be reached. */
async function launch(served: Served, place: Place, owner: Owner): Promise<ChildProcess> {
  const words = [...served.args, ...served.listen(place)];
  const child = spawn(served.program, words, { ...owner, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => reject(new Error(`${served.program} did not start: ${said}`)));
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (served.isReady.test(said)) resolve();
      });
    }
  });
  return child;
}

let places = 0;

/**
 * Finds a free port on a loopback address that no other process uses. So nobody takes the port before our server listens on
 * it, or while our server is down.
 */
async function freePlace(): Promise<Place> {
  const own = (4 * process.pid + (places++ % 4)) % 2 ** 24;
  // Linux answers on all of 127.0.0.0/8, other systems only on the first address.
  const bytes = process.platform === 'linux' ? [127, own >> 16, (own >> 8) & 255, own & 255] : [127, 0, 0, 1];
  const probe = createServer().listen(0, bytes.join('.'));
  await once(probe, 'listening');
  const { address, port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return { address, port };
}

/** Finds a program. Debian does not put the programs of PostgreSQL into the search path. */
function findProgram(name: string): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  const folders = [
    ...process.env['PATH']!.split(delimiter),
    ...versions.map((each) => join(debian, each, 'bin')),
  ];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
