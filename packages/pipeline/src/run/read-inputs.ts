import { type Recipe, withFailedInput } from '../graph/recipe.js';
import { type Settled, type Stage, stagesOf } from '../graph/stage.js';
import { InputLost, type ReadInputs } from './perform.js';

/**
 * The values that a stage takes, and the recipe for them.
 *
 * @param read gives the value of a stage
 * @throws InputLost when a value is lost and could not be built again
 */
export async function readInputs(
  stage: Stage,
  planned: Recipe,
  read: (stage: Stage) => Promise<Settled<unknown>>,
): Promise<ReadInputs> {
  const values: [name: string, value: unknown][] = [];
  let recipe = planned;
  // In the order of the recipe: stages that bind the same inputs in another order share one result.
  for (const [name, input] of Object.entries(stage.inputs).sort(byName)) {
    const isSettled = 'settled' in input;
    const list: unknown[] = [];
    for (const [index, source] of stagesOf(input).entries()) {
      const value = await read(source);
      if (value.status === 'failure') {
        if (!isSettled) throw new InputLost(source.name, value.message);
        // The planned recipe names the lost bytes. The result is not made from them, so it must not get that recipe's key.
        recipe = withFailedInput(recipe, name, index, value.stage);
        list.push(value);
      } else {
        list.push(isSettled ? value : value.value);
      }
    }
    values.push([name, Array.isArray(isSettled ? input.settled : input) ? list : list[0]]);
  }
  return { values: Object.fromEntries(values), recipe };
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
