import { quantityIds } from '@superposition/core/internal/quantities/quantity-definitions';
import { selectStages } from '@superposition/pipeline/internal/graph/select';
import type { Stage } from '@superposition/pipeline/internal/graph/stage';
import { nearestTo } from '@superposition/pipeline/internal/values/nearest-names';
import { UserError } from '../user-error.js';
import { whyLeftOut } from './left-out-sections.js';
import { nearestHint } from './nearest-hint.js';
import type { Workbench } from './workbench.js';

/** What an id stands for: a stage, or one of the quantities. */
export type Wanted = { readonly stage: Stage } | { readonly quantity: string };

/**
 * Finds what an id names. The id is that of a quantity, or the name of a stage or of a family, or a glob of such names.
 *
 * @throws UserError when the id names nothing, which says why a report lacks such a section, or names the nearest ids
 */
export function findIds(
  command: string,
  id: string,
  { pipeline, loaded, given }: Pick<Workbench, 'pipeline' | 'loaded' | 'given'>,
): readonly Wanted[] {
  if ((quantityIds as readonly string[]).includes(id)) return [{ quantity: id }];
  const selected = selectStages(pipeline.graph, id);
  if ('found' in selected) return selected.found.map((name) => ({ stage: pipeline.graph.byName.get(name)! }));
  const off = whyLeftOut(id, loaded.config, given !== undefined);
  if (off !== undefined) throw new UserError(`${command} ${id}: ${off}`);
  const nearest = [...new Set([...nearestTo(id, quantityIds), ...selected.nearest])].slice(0, 4);
  throw new UserError(
    `${command} ${id}: there is no quantity or stage of this name${nearestHint(nearest)}\n'superposition get --list' lists all names`,
  );
}
