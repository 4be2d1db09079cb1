import { setImmediate } from 'node:timers';
import util from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import { type BundleFile, importBundle } from '../code/import-bundle.js';
import type { Progress } from '../graph/task.js';
import { compactViews } from '../values/compact-views.js';
import { refuseInstances } from '../values/refuse-instances.js';
import { type GlobalState, rememberGlobals } from './global-state.js';
import { invoke } from './invoke.js';
import { logConsole } from './log-console.js';
import { sharedModules, unnamedInstances } from './remembered-roots.js';
import { type Sealed, sealGlobals } from './seal-globals.js';
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
const { format } = util;
const includes = Function.prototype.call.bind(String.prototype.includes) as (
  text: string,
  part: string,
) => boolean;
const textOfError = Function.prototype.call.bind(Error.prototype.toString) as (error: Error) => string;
const send = (message: WorkerMessage) => port.postMessage(message);

/** The call that runs now, as far as late errors and the end of the thread concern it. */
let current: { readonly fail: (error: unknown) => void } | undefined;
let keptBytes = 0;

const log = logConsole((text) => send({ type: 'log', text }));
const sealed: (GlobalState & Sealed) | undefined = isSealed ? await seal() : undefined;

// An error that nobody caught, such as a promise that was left to reject, belongs to the task that runs. We listen only now,
// because an error of the sealing has to end the thread.
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error: unknown) => current?.fail(error));

async function seal(): Promise<GlobalState & Sealed> {
  // Node warns once in each thread, so a warning would depend on the tasks before.
  process.noDeprecation = true;
  const modules = await sharedModules();
  const makeInstances = unnamedInstances();
  const sealing = sealGlobals({ console: log.console, prepareStackTrace: stackOf });
  return { ...sealing, ...rememberGlobals(modules, makeInstances) };
}

/**
 * The frames of the bundle, by their places in it. Our own frames would name folders of this machine. It calls no method that a
 * task could have replaced, because the task would be handed these names.
 */
function stackOf(error: Error, sites: readonly NodeJS.CallSite[]): string {
  let frames = format('%s', textOfError(error));
  for (let at = 0; at < sites.length; at++) {
    const site = sites[at]!;
    const file = site.getFileName();
    if (typeof file === 'string' && includes(file, '.mjs?'))
      frames += `\n    at ${site.getFunctionName() ?? '(a function)'} (${site.getLineNumber()}:${site.getColumnNumber()})`;
  }
  return frames;
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
        const { fn, kept } = await importBundle(bundle, exportName, sealed?.setLoading);
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
    await turn();
    if (late !== undefined) throw late.error;
    refuseInstances(value);
    value = compactViews(value);
  } catch (error) {
    failure = thrown(error);
    await turn();
  }
  current = undefined;
  const changes = sealed?.changes() ?? [];
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

/** Lets what the task began and did not wait for go on. Its errors belong to this task. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * The value of a task's promise. In a sealed thread, only JavaScript itself can settle a promise. So we refuse one that stays
 * open.
 */
async function settled<T>(promise: PromiseLike<T>): Promise<T> {
  let isOpen = true;
  const close = () => {
    isOpen = false;
  };
  promise.then(close, close);
  for (let turns = 0; isOpen; turns++) {
    if (turns === mostTurns) throw new Error('it waits for a promise that nothing can settle');
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
