import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers';
import util from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import { type BundleFile, importBundle } from '../code/import-bundle.js';
import type { Progress } from '../graph/task.js';
import { compactViews } from '../values/compact-views.js';
import { refuseInstances, refuseUncloneable } from '../values/refuse-instances.js';
import { RefusedValue } from '../values/refused-value.js';
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
 * What a thread sends back: any number of progress reports and logs, the value if there is one, and the end. The value counts only
 * if no failure comes with the end. `isSpent`: no other task may run in this thread.
 */
export type WorkerMessage =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'log'; readonly text: string }
  | { readonly type: 'value'; readonly value: unknown }
  | { readonly type: 'end'; readonly failure: Thrown | undefined; readonly isSpent: boolean };

const port = parentPort!;
const { isSealed } = workerData as WorkerOptions;
// Everything that this module needs later, before the globals are taken away.
const { process, AbortController, Promise: ThePromise } = globalThis;
const { format } = util;
const includes = Function.prototype.call.bind(String.prototype.includes) as (
  text: string,
  part: string,
) => boolean;
const textOfError = Function.prototype.call.bind(Error.prototype.toString) as (error: Error) => string;
const send = (message: WorkerMessage) => port.postMessage(message);

interface Call {
  /** The first error that nobody caught. */
  late?: { readonly error: unknown };
  /** Ends the waiting for the task's promise. */
  fail?(): void;
}

/** The call that runs now, as far as late errors and the end of the thread concern it. */
let current: Call | undefined;
let keptBytes = 0;

const log = logConsole((text) => send({ type: 'log', text }));
const sealed: (GlobalState & Sealed) | undefined = isSealed ? await seal() : undefined;

// An error that nobody caught, such as a promise that was left to reject, belongs to the task that runs. We listen only now,
// because an error of the sealing has to end the thread.
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error: unknown) => {
    if (current === undefined) return;
    current.late ??= { error };
    current.fail?.();
  });

async function seal(): Promise<GlobalState & Sealed> {
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
  const call: Call = {};
  current = call;
  const refuseLate = () => {
    if (call.late !== undefined) throw call.late.error;
  };
  let failure: Thrown | undefined;
  try {
    const phase: Phase = { name: 'reading', since: 0, turns: 0 };
    const begin = (isLoading: boolean) => {
      sealed?.setLoading(isLoading);
      phase.name = isLoading ? 'loading' : 'running';
      phase.since = performance.now();
      phase.turns = 0;
      if (!isLoading) return;
      // What the last task and our own reading left in RegExp.$1 and its like, and the last task in the console.
      /(?:)/.exec('');
      log.renew();
    };
    const run = async () => {
      const { fn, kept } = await importBundle(bundle, exportName, begin);
      keptBytes += kept;
      const onProgress = (progress: Progress) => send({ type: 'progress', progress });
      const { signal } = new AbortController();
      return invoke({ fn, inputs, params }, signal, onProgress, !isSealed);
    };
    const outcome = await settled(run(), phase, call);
    await turn();
    refuseLate();
    if (outcome?.isFailure) throw outcome.value;
    sendValue(outcome?.value);
    // Sending the value calls its accessors, which may have changed or begun something.
    await turn();
    refuseLate();
  } catch (error) {
    failure = thrown(error);
    await turn();
  }
  current = undefined;
  const changes = sealed?.changes() ?? '';
  if (changes !== '') send({ type: 'log', text: `it changed ${changes}; no other task sees this` });
  // What was imported stays in the memory of its thread for ever.
  const isSpent = changes !== '' || call.late !== undefined || keptBytes > 16_000_000;
  send({ type: 'end', failure, isSpent });
}

function sendValue(value: unknown): void {
  refuseInstances(value);
  const compact = compactViews(value);
  try {
    send({ type: 'value', value: compact });
  } catch (error) {
    refuseUncloneable(compact);
    throw new RefusedValue(`its value cannot leave its worker thread: ${(error as Error).message}`);
  }
}

/** Lets what the task began and did not wait for go on. Its errors belong to this task. */
const turn = () => new ThePromise<void>((resolve) => setImmediate(resolve));

/** What a call does: reads the bundle, then runs code of the task, first its modules and then its function. */
interface Phase {
  name: 'reading' | 'loading' | 'running';
  since: number;
  turns: number;
}

/** How a promise was settled. It has no prototype: the task may have given all objects a method `then`. */
interface Outcome {
  readonly isFailure: boolean;
  readonly value: unknown;
}

/**
 * Waits for a task's promise. In a sealed thread, only JavaScript itself can settle a promise, except that the files of modules are
 * read. So we refuse one that stays open.
 *
 * @returns undefined when an error of the call came before
 */
async function settled(promise: Promise<unknown>, phase: Phase, call: Call): Promise<Outcome | undefined> {
  let isOpen = true;
  const ended = new ThePromise<Outcome | undefined>((resolve) => {
    const close = (outcome?: Outcome) => {
      isOpen = false;
      resolve(outcome);
    };
    const note = (isFailure: boolean) => (value: unknown) =>
      close({ __proto__: null, isFailure, value } as Outcome);
    promise.then(note(false), note(true));
    call.fail = () => close();
  });
  while (isSealed && isOpen) {
    await turn();
    if (phase.name === 'reading' || ++phase.turns < mostTurns) continue;
    if (phase.name === 'running' || performance.now() - phase.since > longestLoading)
      throw new Error('it waits for a promise that nothing can settle');
  }
  return ended;
}

// One would do for promises alone. The import of a module of Node takes some more.
const mostTurns = 1_000;

/** Milliseconds. A slow disk takes less to read the bundle again. */
const longestLoading = 10_000;

port.on('message', async (call: WorkerCall) => {
  try {
    await answer(call);
  } catch {
    const failure = { message: 'it changed what its thread needs to go on' };
    send({ type: 'end', failure, isSpent: true });
  }
});
