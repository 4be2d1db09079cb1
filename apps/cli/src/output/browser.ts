import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Duplex } from 'node:stream';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];

/** The program of a browser of the Chromium family: that of `CHROME_PATH`, or else the first one on the `PATH`. */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const { CHROME_PATH, PATH = '' } = environment;
  const candidates = PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [...(CHROME_PATH ? [CHROME_PATH] : []), ...candidates].find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A page in a browser. It sends a command of the DevTools protocol to the page, and returns the answer. */
export type BrowserPage = (method: string, params?: object) => Promise<Record<string, unknown>>;

/** Milliseconds. A browser that has not answered by then does not answer any more. */
const patience = 120_000;

/**
 * Starts a browser without a window, lets the action use a page of it, and ends it. We talk to it through pipes, so it
 * listens on no port. It leaves nothing behind.
 *
 * @throws Error when the browser does not start, ends, or does not answer
 */
export async function withBrowser<T>(
  program: string,
  signal: AbortSignal,
  action: (page: BrowserPage) => Promise<T>,
): Promise<T> {
  const profile = await mkdtemp(join(tmpdir(), 'superposition-browser-'));
  const child = spawn(program, argumentsFor(profile), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const kill = () => void child.kill('SIGKILL');
  const timer = setTimeout(kill, patience);
  // The program would end at once on an interruption that nobody listens to, and leave the profile behind.
  signal.addEventListener('abort', kill);
  if (signal.aborted) kill();
  try {
    const { send, ended } = connect(child);
    const use = async () => {
      const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
      const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
      return action((method, params) => send(method, params, sessionId as string));
    };
    return await Promise.race([use(), ended]);
  } finally {
    signal.removeEventListener('abort', kill);
    clearTimeout(timer);
    kill();
    // A program that could not be started does not close.
    if (child.pid !== undefined) await closed;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 }).catch(() => {});
  }
}

function argumentsFor(profile: string): readonly string[] {
  return [
    '--headless',
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--hide-scrollbars',
    // Chromium does not start its sandbox for root. It only opens a page that we made.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}

interface Answer {
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

function connect(child: ChildProcess) {
  const [commands, answers] = [child.stdio[3] as Duplex, child.stdio[4] as Duplex];
  const waiting = new Map<
    number,
    { resolve(result: Record<string, unknown>): void; reject(why: Error): void }
  >();
  let complaint = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    complaint = `${complaint}${text}`.slice(-2_000);
  });
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      const last = complaint.trim().split('\n').at(-1);
      reject(new Error(`it ended with ${code ?? 'no answer'}${last ? `: ${last}` : ''}`));
    });
  });
  // The race may be over by then.
  ended.catch(() => {});
  let pending = '';
  answers.setEncoding('utf8').on('data', (text: string) => {
    // Each message ends with a zero.
    const messages = `${pending}${text}`.split('\0');
    pending = messages.pop()!;
    for (const message of messages) {
      const { id, result = {}, error } = JSON.parse(message) as Answer;
      const asked = waiting.get(id ?? -1);
      if (asked === undefined) continue;
      waiting.delete(id!);
      if (error === undefined) asked.resolve(result);
      else asked.reject(new Error(error.message));
    }
  });
  for (const pipe of [commands, answers]) pipe.on('error', () => {});
  let last = 0;
  const send = (method: string, params: object = {}, sessionId?: string) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      commands.write(`${JSON.stringify({ id: last, method, params, ...(sessionId && { sessionId }) })}\0`);
    });
  return { send, ended };
}
