import { needNoMore } from '../values/need.js';
import { isObject, whatIs } from '../values/what-is.js';
import { PipelineMistake } from './pipeline-mistake.js';
import { isStage, type Stage, upstreamOf } from './stage.js';

/** Every stage of a pipeline. `order` lists the inputs of a stage before the stage. */
export interface Graph {
  readonly order: readonly Stage[];
  readonly byName: ReadonlyMap<string, Stage>;
}

/**
 * The graph of these stages and of all stages that they depend on.
 *
 * Returns at once.
 *
 * @throws TypeError when two different stages share a name, or a stage depends on itself @public
 */
export function graph(stages: Iterable<Stage>): Graph;
export function graph(stages: Iterable<Stage>, ...more: readonly unknown[]): Graph {
  needNoMore('graph', more, 'give all stages in one list');
  needStages('graph', stages);
  const order: Stage[] = [];
  const byName = new Map<string, Stage>();
  const state = new Map<Stage, 'open' | 'done'>();
  // An explicit stack: a chain of 10,000 stages must not grow the call stack.
  for (const root of stages) {
    const stack: Stage[] = [root];
    for (let current = stack.at(-1); current !== undefined; current = stack.at(-1)) {
      const known = state.get(current);
      if (known === undefined) {
        state.set(current, 'open');
        // We visit the last pushed stage first. Reversed, the inputs come in the order in which they are bound.
        for (const input of upstreamOf(current).toReversed()) {
          if (state.get(input) === 'open')
            throw new PipelineMistake(`stage '${input.name}' depends on itself`);
          if (!state.has(input)) stack.push(input);
        }
        continue;
      }
      stack.pop();
      if (known === 'done') continue;
      state.set(current, 'done');
      if (byName.has(current.name))
        throw new PipelineMistake(`two stages are named '${current.name}': names must be unique`);
      byName.set(current.name, current);
      order.push(current);
    }
  }
  return { order, byName };
}

function needStages(where: string, stages: unknown): void {
  if (
    typeof stages === 'string' ||
    typeof (stages as Iterable<Stage> | null | undefined)?.[Symbol.iterator] !== 'function'
  )
    throw new PipelineMistake(
      `${where}: its stages are ${isStage(stages) ? 'one stage' : whatIs(stages)}; give a list of stages`,
    );
  if (!Array.isArray(stages)) return;
  for (const [index, stage] of stages.entries())
    if (!isStage(stage))
      throw new PipelineMistake(`${where}: element ${index} is no stage but ${whatIs(stage)}`);
}

/** Whether a value is a graph. */
export function isGraph(value: unknown): value is Graph {
  return isObject(value) && Array.isArray(value['order']) && value['byName'] instanceof Map;
}
