import type { Stage } from '../graph/stage.js';
import type { AnyTask, Params } from '../graph/task.js';
import type { StoredResult } from '../store/store.js';

/** Milliseconds that a stage is expected to take when it runs. */
export type ExpectedDuration = (stage: Stage) => number;

/**
 * Estimates how long stages take, from what was recorded:
 *
 * 1. the last result of a stage of this name. If the task says how its duration follows from its parameters, that scales it to
 *    the parameters of now;
 * 2. else what the task says, scaled to this machine by the recorded results of the same task, or else of all tasks;
 * 3. else the median of the recorded results of the same task;
 * 4. else ten milliseconds, which few tasks take that nobody thought worth an estimate.
 *
 * @param stages those of the run
 * @param previous the last recorded result of a stage of this name
 */
export function expectedDurations(
  stages: readonly Stage[],
  previous: (stage: string) => StoredResult | undefined,
): ExpectedDuration {
  const recorded = new Map<string, number[]>();
  const ratios = new Map<string, number[]>();
  for (const { name, task } of stages) {
    const last = previous(name);
    if (last === undefined || last.recipe.task !== task.address) continue;
    gather(recorded, task.address, last.duration);
    const typical = typicalDuration(task, last.recipe.params);
    if (typical !== undefined) gather(ratios, task.address, last.duration / typical);
  }
  const speeds = new Map(Array.from(ratios, ([task, values]) => [task, median(values)]));
  const speedOfAll = speeds.size === 0 ? 1 : median([...speeds.values()]);
  const medians = new Map(Array.from(recorded, ([task, values]) => [task, median(values)]));
  return ({ name, task, params }) => {
    const last = previous(name);
    const typical = typicalDuration(task, params);
    if (last !== undefined && last.recipe.task === task.address) {
      const before = typicalDuration(task, last.recipe.params);
      return typical === undefined || before === undefined
        ? last.duration
        : last.duration * (typical / before);
    }
    if (typical !== undefined) return typical * (speeds.get(task.address) ?? speedOfAll);
    return medians.get(task.address) ?? 10;
  };
}

/** What the task says, if that is a duration. Recorded parameters may be of an earlier version of the task. */
function typicalDuration(task: AnyTask, params: Params): number | undefined {
  try {
    const duration: unknown = task.typicalDuration?.(params);
    return typeof duration === 'number' && duration > 0 && duration < Number.POSITIVE_INFINITY
      ? duration
      : undefined;
  } catch {
    return undefined;
  }
}

function gather(lists: Map<string, number[]>, name: string, value: number): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [value]);
  else list.push(value);
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}
