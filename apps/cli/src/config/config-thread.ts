import { parentPort, workerData } from 'node:worker_threads';
import { plainValues } from '@superposition/core/internal/config/plain-values';
import { outgoing } from './crossing-values.js';
import { plainModule } from './plain-module.js';
import { firstPlace, type Mistake, mistakeOf, type RunningModule } from './thrown-place.js';

// The worker thread in which a config runs. It sends one message and is ended then, whatever the config has left running.

/** What the thread is started with. */
export interface ConfigOrder {
  /** The config. Not a link, so that the config finds its imports beside it. */
  readonly file: string;
  /** Marks our messages among those that the config may send. */
  readonly token: string;
}

/** What the thread found. */
export type ConfigMessage =
  | { readonly type: 'value'; readonly value: unknown }
  | { readonly type: 'no default export' }
  | ({ readonly type: 'mistake' } & Mistake)
  /** The config called a function that ends the program: here stands the call. */
  | ({ readonly type: 'end' } & Mistake);

const { file, token } = workerData as ConfigOrder;
const modules = new Map<string, RunningModule>();
const send = parentPort!.postMessage.bind(parentPort);
const exit = process.exit.bind(process);
const kill = process.kill.bind(process);

let found: ConfigMessage | undefined;
let isReported = false;
let isSent = false;
/** Sends what the config came to first: its value, or what happened before there was one. */
const finish = (message: ConfigMessage) => {
  if (!isSent) send({ ...(found ?? message), token });
  isSent = true;
};
const mistake = (error: unknown): ConfigMessage => ({ type: 'mistake', ...mistakeOf(error, modules) });
process.on('uncaughtException', (error) => finish(mistake(error)));
process.on('unhandledRejection', (reason) => {
  if (!isReported) found = undefined;
  finish(mistake(reason));
});

// In a thread, these functions would end the thread without a word, or the whole program.
const end = (message: string): never => {
  const place = firstPlace(new Error().stack ?? '', modules);
  finish({ type: 'end', message, ...(place !== undefined && { place }) });
  return exit();
};
process.exit = (code) => end(`process.exit(${code === undefined ? '' : JSON.stringify(code)})`);
process.kill = (pid, signal = 'SIGTERM') =>
  Math.abs(pid) === process.pid && signal !== 0
    ? end(`process.kill(${pid}, ${JSON.stringify(signal)})`)
    : kill(pid, signal);

async function exported(): Promise<unknown> {
  const plain = plainModule(file);
  if (plain === undefined) {
    const { importTranslated } = await import('./translated-module.js');
    return importTranslated(file, modules);
  }
  modules.set(file, { indent: plain.indent });
  return plain.run();
}

async function load(): Promise<ConfigMessage> {
  try {
    const value = await exported();
    if (value === undefined) return { type: 'no default export' };
    return { type: 'value', value: outgoing(plainValues(value), token) };
  } catch (error) {
    return mistake(error);
  }
}

found = await load();
// A promise that the config has rejected, and that nobody looks at, is reported before this resolves.
await new Promise((resolve) => setImmediate(resolve));
isReported = true;
// What the config has printed must arrive before the thread is ended.
for (const stream of [process.stdout, process.stderr])
  await new Promise<void>((resolve) => stream.write('', () => resolve()));
finish(found!);
