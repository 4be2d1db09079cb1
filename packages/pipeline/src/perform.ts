import type { CodeLibrary } from './code-library.js';
import type { Outcome, PlannedWork } from './decide.js';
import { digestOf } from './digest.js';
import type { Failure, ResultFacts, RunEvent } from './event.js';
import { invoke } from './invoke.js';
import { isComplete } from './recipe.js';
import { slots } from './slots.js';
import type { Stage } from './stage.js';
import type { Store } from './store.js';
import type { WorkerPool } from './worker-pool.js';

/** What performing the work of stages needs. */
export interface PerformContext {
  readonly code: CodeLibrary;
  readonly store: Store;
  readonly workers: WorkerPool;
  readonly signal: AbortSignal;
  readonly emit: (event: RunEvent) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Does the work of one stage: calls its task and commits what came of it. */
export type Perform = (
  stage: Stage,
  work: PlannedWork,
  readInputs: () => Promise<unknown>,
) => Promise<ResultFacts | Failure>;

/**
 * Makes the function that performs stages. Order of writing: abort check, artifact, result; a kill at any moment leaves at
 * worst an artifact that nobody names. Nothing failed or cancelled is committed.
 */
export function performer(context: PerformContext): Perform {
  const { signal, emit } = context;
  const slotOf = {
    worker: slots(context.workers.jobs),
    // Inline tasks share one thread: more at once would only hold more inputs in memory.
    inline: slots(16),
  };
  return (stage, work, readInputs) =>
    slotOf[stage.task.runs](async () => {
      signal.throwIfAborted();
      let inputs: unknown;
      try {
        inputs = await readInputs();
      } catch (error) {
        if (error instanceof InputLost) return failure('input', error);
        throw error;
      }
      signal.throwIfAborted();
      emit({ type: 'started', stage: stage.name, key: work.key, reasons: work.reasons });
      const start = performance.now();
      let value: unknown;
      try {
        value = await call(stage, inputs, context);
      } catch (error) {
        signal.throwIfAborted();
        return failure('task', error);
      }
      const duration = performance.now() - start;
      let bytes: Uint8Array;
      try {
        bytes = stage.task.codec.encode(value);
      } catch (error) {
        return failure('codec', error);
      }
      const digest = digestOf(bytes);
      if (work.expected !== undefined && work.expected !== digest) {
        return failure(
          'nondeterministic',
          new Error(
            `nondeterministic: the same recipe gave other bytes before (${work.expected.slice(0, 12)}, now ${digest.slice(0, 12)}); ` +
              'the task must depend on its inputs and parameters alone',
          ),
        );
      }
      signal.throwIfAborted();
      const facts = {
        stage: stage.name,
        key: work.key,
        recipe: work.recipe,
        digest,
        size: bytes.length,
        duration,
      };
      await context.store.putArtifact(digest, bytes);
      if (isComplete(work.recipe)) {
        await context.store.putResult({
          ...facts,
          duration: Math.round(duration * 1000) / 1000,
          builtAt: context.now(),
        });
        await context.store.putLatest(stage.name, work.key);
      }
      return facts;
    });
}

async function call(stage: Stage, inputs: unknown, context: PerformContext): Promise<unknown> {
  const code = context.code.find(stage.task.address)!;
  const onProgress = (progress: { done: number; total: number; note?: string }) =>
    context.emit({ type: 'progress', stage: stage.name, ...progress });
  if (stage.task.runs === 'worker') {
    return context.workers.call(code, inputs, stage.params, context.signal, onProgress);
  }
  const fn = await code.load();
  return invoke({ fn, inputs, params: stage.params }, context.signal, onProgress);
}

function failure(kind: Failure['kind'], error: unknown): Failure {
  if (!(error instanceof Error)) return { kind, message: String(error) };
  return { kind, message: error.message, ...(error.stack !== undefined && { stack: error.stack }) };
}

/** The outcome that dependents see of performed work. */
export function outcomeOf(stage: Stage, performed: ResultFacts | Failure): Outcome {
  return 'digest' in performed
    ? { status: 'value', digest: performed.digest }
    : { status: 'absent', cause: stage.name, message: performed.message };
}

/** An input that was fresh could be neither read nor built again. */
export class InputLost extends Error {
  override readonly name = 'InputLost';

  constructor(stage: string, reason: string) {
    super(`the value of '${stage}' is lost and could not be built again: ${reason}`);
  }
}
