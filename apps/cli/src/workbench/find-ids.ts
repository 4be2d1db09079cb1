import { quantityIds } from '@superposition/core/quantity-definitions';
import { nearestTo, selectStages } from '@superposition/pipeline/select';
import type { Stage } from '@superposition/pipeline/stage';
import { UserError } from '../user-error.js';
import type { Workbench } from './workbench.js';

/** What an id stands for: a stage, or one member of the quantities. */
export type Wanted = { readonly stage: Stage } | { readonly quantity: string };

/**
 * What an id names: a quantity, a stage, a family of stages or a glob of their names.
 *
 * @throws UserError naming the nearest ids when there is none
 */
export function findIds(
  command: string,
  id: string,
  { pipeline }: Pick<Workbench, 'pipeline'>,
): readonly Wanted[] {
  if ((quantityIds as readonly string[]).includes(id)) return [{ quantity: id }];
  const selected = selectStages(pipeline.graph, id);
  if ('found' in selected) return selected.found.map((name) => ({ stage: pipeline.graph.byName.get(name)! }));
  const nearest = [...new Set([...nearestTo(id, quantityIds), ...selected.nearest])].slice(0, 4);
  const hint = nearest.length === 0 ? '' : `; the nearest are ${nearest.join(', ')}`;
  throw new UserError(
    `${command} ${id}: no quantity or stage is named so${hint}\n'superposition get --list' names them all`,
  );
}
