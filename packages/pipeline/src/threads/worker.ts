import assert from 'node:assert';
import buffer from 'node:buffer';
import events from 'node:events';
import querystring from 'node:querystring';
import stream from 'node:stream';
import string_decoder from 'node:string_decoder';
import { setImmediate } from 'node:timers';
import url from 'node:url';
import util from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import { type BundleFile, importBundle } from '../code/import-bundle.js';
import type { Progress } from '../graph/task.js';
import { refuseInstances } from '../values/refuse-instances.js';
import { type GlobalState, rememberGlobals } from './global-state.js';
import { invoke } from './invoke.js';
import { logConsole } from './log-console.js';
import { sealGlobals } from './seal-globals.js';
import { type Thrown, thrown } from './thrown.js';

/** What the pool sends to a thread: the bundle to import, and the arguments for its function. */
export interface WorkerCall {
  readonly bundle: BundleFile;
  readonly exportName: string;
  readonly inputs: unknown;
  readonly params: unknown;
}

/** Whether a thread is sealed: then its tasks can reach nothing besides their inputs and parameters. */
export interface WorkerOptions {
  readonly isSealed: boolean;
}

/**
 * What a thread sends back: any number of progress reports and logs, then a value or a failure. `isSpent`: no other task may run
 * in this thread.
 */
export type WorkerMessage =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'log'; readonly text: string }
  | { readonly type: 'value'; readonly value: unknown; readonly isSpent: boolean }
  | { readonly type: 'failure'; readonly failure: Thrown; readonly isSpent: boolean };

const port = parentPort!;
const { isSealed } = workerData as WorkerOptions;
// Everything that this module needs later, before the globals are taken away.
const { process, AbortController } = globalThis;
const send = (message: WorkerMessage) => port.postMessage(message);

/** The call that runs now, as far as late errors and the end of the thread concern it. */
let current: { readonly fail: (error: unknown) => void } | undefined;
/** Work of other threads of the process that a task waits for. */
const pending = new Set<Promise<unknown>>();
let keptBytes = 0;

// An error that nobody caught, such as a promise that was left to reject, belongs to the task that runs.
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error: unknown) => current?.fail(error));

const log = logConsole((text) => send({ type: 'log', text }));
const state: GlobalState | undefined = isSealed ? seal() : undefined;

function seal(): GlobalState {
  sealGlobals({
    console: log.console,
    track(promise) {
      pending.add(promise);
      const end = () => void pending.delete(promise);
      promise.then(end, end);
      // A promise of its own: if the task leaves it to reject, nobody has handled it.
      return promise.then((value) => value);
    },
    prepareStackTrace: stackOf,
  });
  return rememberGlobals({ assert, buffer, events, querystring, stream, string_decoder, url, util });
}

/** The frames of the bundle, by their places in it. Our own frames would name folders of this machine. */
function stackOf(error: Error, sites: readonly NodeJS.CallSite[]): string {
  const frames = sites
    .filter((site) => site.getFileName()?.includes('.mjs?'))
    .map(
      (site) =>
        `    at ${site.getFunctionName() ?? '(a function)'} (${site.getLineNumber()}:${site.getColumnNumber()})`,
    );
  return [util.format('%s', Error.prototype.toString.call(error)), ...frames].join('\n');
}

async function answer({ bundle, exportName, inputs, params }: WorkerCall): Promise<void> {
  let late: { readonly error: unknown } | undefined;
  let failure: Thrown | undefined;
  let value: unknown;
  try {
    value = await new Promise((resolve, reject) => {
      current = {
        fail(error) {
          late ??= { error };
          reject(error);
        },
      };
      const run = async () => {
        const { fn, kept } = await importBundle(bundle, exportName);
        keptBytes += kept;
        // What the last task left in RegExp.$1 and its like, and in the console.
        /(?:)/.exec('');
        log.renew();
        const onProgress = (progress: Progress) => send({ type: 'progress', progress });
        const { signal } = new AbortController();
        return invoke({ fn, inputs, params }, signal, onProgress, isSealed ? settled : undefined);
      };
      run().then(resolve, reject);
    });
    await drain();
    if (late !== undefined) throw late.error;
    refuseInstances(value);
  } catch (error) {
    failure = thrown(error);
    await drain();
  }
  current = undefined;
  const changes = state?.changes() ?? [];
  if (changes.length > 0)
    send({ type: 'log', text: `it changed ${changes.join(', ')}; no other task sees this` });
  // What was imported stays in the memory of its thread for ever.
  const isSpent = changes.length > 0 || late !== undefined || keptBytes > 16_000_000;
  if (failure === undefined) {
    try {
      send({ type: 'value', value, isSpent });
      return;
    } catch (error) {
      failure = thrown(new Error(`its value cannot leave its worker thread: ${(error as Error).message}`));
    }
  }
  send({ type: 'failure', failure, isSpent });
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Waits until what the task began has ended, also if the task did not wait for it. Its errors belong to this task. */
async function drain(): Promise<void> {
  while (pending.size > 0) await Promise.allSettled(pending);
  await turn();
}

/**
 * The value of a task's promise. In a sealed thread, only JavaScript itself can settle a promise, or what is in `pending`. So
 * we refuse one that stays open when nothing is pending.
 */
async function settled<T>(promise: PromiseLike<T>): Promise<T> {
  let isOpen = true;
  const close = () => {
    isOpen = false;
  };
  promise.then(close, close);
  for (let turns = 0; isOpen; turns++) {
    if (turns === mostTurns) throw new Error('it waits for a promise that nothing can settle');
    if (pending.size > 0) turns = 0;
    await Promise.allSettled(pending);
    await turn();
  }
  return promise;
}

// One would do for promises alone. The import of a module of Node takes some more.
const mostTurns = 1_000;

port.on('message', async (call: WorkerCall) => {
  try {
    await answer(call);
  } catch {
    const failure = { message: 'it changed what its thread needs to go on' };
    send({ type: 'failure', failure, isSpent: true });
  }
});
