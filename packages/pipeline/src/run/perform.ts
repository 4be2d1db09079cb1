import { type CodeLibrary, codeOf } from '../code/code-library.js';
import { locateFailure } from '../code/locate-failure.js';
import { isComplete, keyOf, type Recipe } from '../graph/recipe.js';
import type { Stage } from '../graph/stage.js';
import type { Store } from '../store/store.js';
import { callHere } from '../threads/call-here.js';
import type { TaskListener } from '../threads/thread.js';
import { afterMessage, thrown } from '../threads/thrown.js';
import { type TaskRun, taskRunSince, type WorkerPool } from '../threads/worker-pool.js';
import { digestOf } from '../values/digest.js';
import { RefusedValue } from '../values/refused-value.js';
import type { PlannedWork } from './decide.js';
import type { Failure, ResultFacts, RunEvent } from './event.js';

/** What `perform` needs besides the stage. */
export interface PerformContext {
  readonly code: CodeLibrary;
  readonly store: Store;
  /** Keeps, for this run only, values that were made from a failure and values that were built again. */
  readonly unstored: Store;
  readonly workers: WorkerPool;
  readonly signal: AbortSignal;
  /** How often a failed stage is tried again. */
  readonly retries?: number;
  readonly emit: (event: RunEvent) => void;
  /** Receives where and when the task of a stage ran, when it has ended. */
  readonly onRan: (stage: string, ran: TaskRun) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The values that a stage takes, and the recipe for these values. */
export interface ReadInputs {
  readonly values: Record<string, unknown>;
  /** The planned recipe, except that settled inputs whose values were lost have failed. */
  readonly recipe: Recipe;
}

/**
 * Does the work of one stage: calls its task and stores the value. It first checks whether the run was cancelled, then
 * writes the artifact, then the result. If the process is killed in between, the store has at worst an artifact that no
 * result names. Failures are not stored.
 *
 * @throws the signal's reason when the run is cancelled
 */
export async function perform(
  stage: Stage,
  work: PlannedWork,
  readInputs: () => Promise<ReadInputs>,
  context: PerformContext,
): Promise<ResultFacts | Failure> {
  const { signal } = context;
  signal.throwIfAborted();
  let inputs: ReadInputs;
  try {
    inputs = await readInputs();
  } catch (error) {
    // Its class and stack are of this program. They would say nothing of the stage.
    if (error instanceof InputLost) return { kind: 'input', message: error.message };
    throw error;
  }
  signal.throwIfAborted();
  context.emit({ type: 'started', stage: stage.name, key: work.key, reasons: work.reasons });
  const made = await makeValue(stage, inputs.values, context);
  if ('kind' in made) return made;
  const { bytes, duration } = made;
  const digest = digestOf(bytes);
  if (work.expected !== undefined && work.expected !== digest) return nondeterministic(work.expected, digest);
  signal.throwIfAborted();
  const { recipe } = inputs;
  const key = recipe === work.recipe ? work.key : keyOf(recipe);
  const facts: ResultFacts = { stage: stage.name, key, recipe, digest, size: bytes.length, duration };
  if (isComplete(recipe)) {
    await context.store.putArtifact(digest, bytes);
    await context.store.putResult({ ...facts, builtAt: context.now() });
  }
  // A store that lost this value once (a server may evict it) may lose it again before the run reads it.
  if (!isComplete(recipe) || work.expected !== undefined) await context.unstored.putArtifact(digest, bytes);
  return facts;
}

/** The bytes of a stage's value, and the milliseconds that its task took. */
interface MadeValue {
  readonly bytes: Uint8Array;
  readonly duration: number;
}

/** Makes the value, in as many tries as are allowed. */
async function makeValue(
  stage: Stage,
  inputs: unknown,
  context: PerformContext,
): Promise<MadeValue | Failure> {
  const { signal, emit, retries = 0 } = context;
  for (let retry = 1; ; retry++) {
    const made = await tryOnce(stage, inputs, context);
    if ('bytes' in made || retry > retries) return made;
    signal.throwIfAborted();
    emit({ type: 'retried', stage: stage.name, retry, of: retries, failure: made });
  }
}

async function tryOnce(stage: Stage, inputs: unknown, context: PerformContext): Promise<MadeValue | Failure> {
  const start = performance.now();
  let value: unknown;
  try {
    value = await call(stage, inputs, context);
  } catch (error) {
    context.signal.throwIfAborted();
    return error instanceof RefusedValue ? failure('codec', error) : taskFailure(stage, error, context);
  }
  const duration = Math.round((performance.now() - start) * 1000) / 1000;
  try {
    return { bytes: stage.task.codec.encode(value), duration };
  } catch (error) {
    return failure('codec', error);
  }
}

async function call(stage: Stage, inputs: unknown, context: PerformContext): Promise<unknown> {
  const code = codeOf(stage, context.code)!;
  const listener: TaskListener = {
    onProgress: (progress) => context.emit({ type: 'progress', stage: stage.name, ...progress }),
    onLog: (text) => context.emit({ type: 'log', stage: stage.name, text }),
  };
  const { runs } = stage.task;
  const onRan = (ran: TaskRun) => context.onRan(stage.name, ran);
  if (code.file !== undefined || runs === 'worker')
    return context.workers.call(code, inputs, stage.params, context.signal, { runs, onRan, ...listener });
  // Only code without a bundle can run here: given values, and functions of tests.
  const start = performance.now();
  try {
    return await callHere(code, inputs, stage.params, context.signal, listener);
  } finally {
    onRan(taskRunSince(start, 0));
  }
}

function nondeterministic(before: string, now: string): Failure {
  return {
    kind: 'nondeterministic',
    message:
      `the same recipe gave other bytes before (${before.slice(0, 12)}, now ${now.slice(0, 12)}): ` +
      'the task must depend on its inputs and parameters alone',
  };
}

async function taskFailure(stage: Stage, error: unknown, { code }: PerformContext): Promise<Failure> {
  const { name, isRefusal: _, ...told } = thrown(error);
  const framesFrom = told.stack === undefined ? 0 : afterMessage(told.stack, told.message);
  const located = await locateFailure(told, codeOf(stage, code)!, framesFrom);
  return { kind: 'task', ...(name !== undefined && { name }), ...located };
}

function failure(kind: Failure['kind'], error: unknown): Failure {
  const { isRefusal: _, ...told } = thrown(error);
  return { kind, ...told };
}

/** The value of a fresh input could not be read, and building it again failed. */
export class InputLost extends Error {
  override readonly name = 'InputLost';

  constructor(stage: string, reason: string) {
    super(`the value of '${stage}' is lost and could not be built again: ${reason}`);
  }
}
