import type { Stage } from '@superposition/pipeline/internal/graph/stage';
import type { RunEvent } from '@superposition/pipeline/internal/run/event';
import { type RunOptions, revision } from '@superposition/pipeline/internal/run/run';
import type { Digest } from '@superposition/pipeline/internal/values/digest';
import type { Options } from '../arguments/command-line.js';
import { frozenStages } from './frozen-stages.js';
import { keepBudget } from './keep-budget.js';
import type { Workbench } from './workbench.js';

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

/**
 * Runs the stages that the targets need, and delivers the values of the targets as `value` events.
 *
 * @throws Interrupted when the user interrupts, after all running stages have ended
 */
export async function runTargets(
  bench: Workbench,
  targets: readonly Stage[],
  options: Options,
  interrupted: AbortSignal,
  onEvent: (event: RunEvent) => void,
): Promise<void> {
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
  const frozen = frozenStages();
  let built = 0;
  const running = revision(bench.pipeline.graph, request);
  let cancel = () => {};
  const cancelled = await new Promise<boolean>((resolve, reject) => {
    const subscription = running.events.subscribe({
      next(event) {
        if (event.type === 'fresh' || event.type === 'built') keys.add(event.key);
        if (event.type === 'built') built++;
        frozen.observe(event);
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
  if (built > 0) await keepBudget(bench.store, options.cacheBudget, keys, bench.warn);
  if (cancelled) throw interruptedAfter(built, bench, options);
  // Also where nothing else is printed: the numbers do not follow the settings.
  for (const line of frozen.describe()) bench.warn(line);
}

/** The interruption of a run that has built so many stages. */
export function interruptedAfter(
  built: number,
  { store }: Pick<Workbench, 'store'>,
  { cacheMode }: Pick<Options, 'cacheMode'>,
): Interrupted {
  const isKept = cacheMode !== 'off' && store.location !== 'memory';
  return new Interrupted(isKept ? built : undefined);
}
