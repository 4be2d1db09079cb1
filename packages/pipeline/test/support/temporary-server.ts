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
  /** Ends the server, and resolves when it has ended. */
  stop(signal: NodeJS.Signals): Promise<void>;
  /** Starts the server again after `stop`, with the same data folder and on the same port. */
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
      args: ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--requirepass', password],
      portOption: '--port',
      isReady: /Ready to accept connections/,
      uri: (port) => `redis://:${encodeURIComponent(password)}@127.0.0.1:${port}/0`,
    });
}

/** Makes PostgreSQL clusters and starts their servers; undefined if PostgreSQL is not installed. */
export function temporaryPostgres(): ServerStart | undefined {
  const [program, initdb] = [findProgram('postgres'), findProgram('initdb')];
  if (program === undefined || initdb === undefined) return undefined;
  return () =>
    serve({
      program,
      args: [
        '-D',
        '.',
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        'unix_socket_directories=',
        '-c',
        'fsync=off',
      ],
      portOption: '-p',
      isReady: /database system is ready to accept connections/,
      uri: (port) => `postgres://tester:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
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
  readonly portOption: string;
  /** Matches the output of the server when it accepts connections. */
  readonly isReady: RegExp;
  uri(port: number): string;
  /** Makes its data folder. */
  prepare?(owner: Owner): Promise<void>;
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
  let port = await freePort();
  let child = await launch(served, port, owner);
  // Another program may have taken the port in between.
  for (let attempt = 0; child === undefined && attempt < 5; attempt++) {
    port = await freePort();
    child = await launch(served, port, owner);
  }
  const stop = async (signal: NodeJS.Signals) => {
    if (child === undefined) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    child = undefined;
  };
  return {
    uri: served.uri(port),
    stop,
    signal: (signal) => void child?.kill(signal),
    async start() {
      child = await launch(served, port, owner);
    },
    async [Symbol.asyncDispose]() {
      await stop('SIGQUIT');
      await rm(folder, { recursive: true });
    },
  };
}

/** Starts a server; undefined when it ended instead of listening. */
async function launch(served: Served, port: number, owner: Owner): Promise<ChildProcess | undefined> {
  const words = [...served.args, served.portOption, String(port)];
  const child = spawn(served.program, words, { ...owner, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const isUp = await new Promise<boolean>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', () => resolve(false));
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (served.isReady.test(said)) resolve(true);
      });
    }
  });
  if (isUp) return child;
  if (!/in use/.test(said)) throw new Error(`${served.program} did not start: ${said}`);
  return undefined;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
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
