import type { Stage } from '@superposition/pipeline/internal/graph/stage';
import type { RunEvent, RunSummary } from '@superposition/pipeline/internal/run/event';
import { type RunOptions, revision } from '@superposition/pipeline/internal/run/run';
import type { Digest } from '@superposition/pipeline/internal/values/digest';
import type { Options } from '../arguments/command-line.js';
import { describeFrozenStages } from './frozen-stages.js';
import { keepBudget } from './keep-budget.js';
import type { LoadedPipeline } from './load-pipeline.js';
import { collectEnds, endsOf, type StageEnds } from './stage-ends.js';
import type { Tools } from './workbench.js';

/** The user interrupted. The message says what was kept. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  /** @param built number of stages that had finished, and whose results are in the cache; undefined if there is no cache */
  constructor(built?: number) {
    const kept =
      built === undefined
        ? 'nothing is kept'
        : built === 0
          ? 'no stage had finished'
          : `what ${built === 1 ? 'one stage' : `${built} stages`} had made is in the cache`;
    super(`interrupted: ${kept}`);
  }
}

/** What a run leaves. */
export interface Ran {
  readonly ends: StageEnds;
  /** The values of the targets that have one, by the stage's name. */
  readonly values: ReadonlyMap<string, unknown>;
  readonly summary: RunSummary;
}

/** What runs, and with what: a workbench, or one with another graph. */
export interface Runnable extends Tools, Pick<LoadedPipeline, 'force' | 'freeze'> {
  readonly pipeline: Pick<LoadedPipeline['pipeline'], 'graph'>;
}

/**
 * Runs the stages that the targets need.
 *
 * @param onValues receives the values of a run that was not interrupted, before old results are removed to keep the budget
 * @throws Interrupted when the user interrupts, after all running stages have ended
 */
export async function runTargets(
  bench: Runnable,
  targets: readonly Stage[],
  options: Options,
  interrupted: AbortSignal,
  onEvent: (event: RunEvent) => void,
  onValues: (values: Ran['values']) => Promise<void> = async () => {},
): Promise<Ran> {
  const request: RunOptions = {
    store: bench.store,
    code: bench.code,
    workers: bench.workers,
    targets,
    deliver: true,
    cacheMode: options.cacheMode,
    force: bench.force,
    freeze: bench.freeze,
    ...(options.retries !== undefined && { retries: options.retries }),
    ...(options.failFast && { failFast: true }),
  };
  const keys = new Set<Digest>();
  const collector = collectEnds(bench.pipeline.graph);
  const values = new Map<string, unknown>();
  let summary: RunSummary | undefined;
  let built = 0;
  const running = revision(bench.pipeline.graph, request);
  let cancel = () => {};
  const cancelled = await new Promise<boolean>((resolve, reject) => {
    const subscription = running.events.subscribe({
      next(event) {
        if (event.type === 'fresh' || event.type === 'built') keys.add(event.key);
        if (event.type === 'built') built++;
        if (event.type === 'value') values.set(event.stage, event.value);
        if (event.type === 'finished') summary = event;
        collector.observe(event);
        onEvent(event);
      },
      error: reject,
      complete: () => resolve(false),
    });
    cancel = () => {
      subscription.unsubscribe();
      resolve(true);
    };
    if (interrupted.aborted) cancel();
    else interrupted.addEventListener('abort', cancel, { once: true });
    // The program ends at once on an interruption that nobody awaits.
  }).finally(() => interrupted.removeEventListener('abort', cancel));
  await running.drained();
  if (!cancelled) await onValues(values);
  if (built > 0) await keepBudget(bench.store, options.cacheBudget, keys, bench.warn);
  if (cancelled) throw interruptedAfter(built, bench, options);
  // Also where nothing else is printed: the numbers do not follow the settings.
  const ends = collector.ends();
  for (const line of describeFrozenStages(endsOf(ends, 'fresh'))) bench.warn(line);
  // Every run that is not cancelled ends with its summary.
  return { ends, values, summary: summary! };
}

/** The interruption of a run that has built so many stages. */
export function interruptedAfter(
  built: number,
  { store }: Pick<Tools, 'store'>,
  { cacheMode }: Pick<Options, 'cacheMode'>,
): Interrupted {
  const isKept = cacheMode !== 'off' && store.location !== 'memory';
  return new Interrupted(isKept ? built : undefined);
}
