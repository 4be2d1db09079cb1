import { randomUUID } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { UserError } from '../user-error.js';
import { describePlace, type Place } from './code-frame.js';
import type { ConfigMessage, ConfigOrder } from './config-thread.js';
import { incoming } from './crossing-values.js';
import type { Mistake } from './thrown-place.js';

/** How a config is run. */
export interface Running {
  /** Ends the config. */
  readonly signal?: AbortSignal;
  /** Receives a line when the config takes long. */
  readonly note?: (line: string) => void;
  /** Milliseconds after which `note` is called. */
  readonly patience?: number;
  /** Milliseconds after which the config is ended. */
  readonly limit?: number;
}

/** Megabytes that the objects of a config may take. */
const mostMemory = 1024;

/**
 * Runs a config in a worker thread of its own, which ends as soon as the value is there. So nothing that the config starts
 * goes on in this program: neither a timer nor an endless loop, a listener, or a change of the environment. What it
 * prints goes to stderr, because stdout is only for the result.
 *
 * @throws UserError with the place in the config or in the module that it imports
 */
export async function runConfig(
  file: string,
  { signal, note, patience = 3_000, limit = 30_000 }: Running = {},
): Promise<unknown> {
  const token = randomUUID();
  const order: ConfigOrder = { file: realPathOf(file), token };
  // Tests of the sources use the built file too: worker threads cannot load TypeScript.
  const worker = new Worker(createRequire(import.meta.url).resolve('#config-thread'), {
    workerData: order,
    argv: process.argv.slice(2),
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: mostMemory },
  });
  for (const stream of [worker.stdout, worker.stderr])
    stream.on('data', (chunk: Uint8Array) => process.stderr.write(chunk));
  const timers: NodeJS.Timeout[] = [];
  const cannot = ({ message, place }: Mistake) =>
    told(`the config file ${file} cannot be read: ${message}`, place);
  let abort = () => {};
  try {
    return await new Promise<unknown>((resolve, reject) => {
      worker.on('message', (message: ConfigMessage & { readonly token?: string }) => {
        if (message?.token !== token) return;
        switch (message.type) {
          case 'value':
            return resolve(incoming(message.value, token));
          case 'no default export':
            return reject(
              new UserError(
                `the config file ${file} has no default export: write 'export default defineConfig({ ... })'`,
              ),
            );
          case 'mistake':
            return reject(cannot(message));
          case 'end':
            return reject(told(`the config ${file} ended the program by ${message.message}`, message.place));
        }
      });
      worker.on('error', (error: NodeJS.ErrnoException) =>
        reject(
          cannot({
            message:
              error?.code === 'ERR_WORKER_OUT_OF_MEMORY'
                ? `it needs more than ${mostMemory} MB of memory`
                : String(error?.message ?? error),
          }),
        ),
      );
      // Node ends a thread with 13 when nothing is left that could settle what its config awaits.
      worker.on('exit', (code) => {
        const how =
          code === 13 ? 'it awaits a promise that nothing will settle' : `it ended with exit code ${code}`;
        reject(cannot({ message: how }));
      });
      timers.push(
        setTimeout(() => note?.(`waiting for the config ${file}, for at most ${limit / 1_000} s`), patience),
        setTimeout(
          () => reject(cannot({ message: `it has no value after ${limit / 1_000} s, the limit` })),
          limit,
        ),
      );
      abort = () => reject(cannot({ message: 'it was ended' }));
      if (signal?.aborted) abort();
      signal?.addEventListener('abort', abort);
    });
  } finally {
    for (const timer of timers) clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    void worker.terminate();
  }
}

function realPathOf(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    // It was there when we looked: someone has moved it since.
    throw new UserError(`the config file ${file} does not exist`);
  }
}

function told(message: string, place: Place | undefined): UserError {
  return new UserError(place === undefined ? message : `${message}\n${describePlace(place)}`);
}
