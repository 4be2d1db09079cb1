import { nearestTo } from '@superposition/pipeline/internal/values/nearest-names';
import { UserError } from '../user-error.js';
import { nearestHint } from './nearest-hint.js';

/**
 * The ids of `--quantities ID,ID`, each once.
 *
 * @throws UserError for an id that is not known, and for none
 */
export function askedQuantities<Id extends string>(text: string, known: readonly Id[]): readonly Id[] {
  const ids = text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  if (ids.length === 0)
    throw new UserError('--quantities needs the id of a quantity, for example mse.active');
  return [...new Set(ids)].map((id) => {
    const found = known.find((each) => each === id);
    if (found === undefined)
      throw new UserError(
        `--quantities ${id}: there is no quantity of this name${nearestHint(nearestTo(id, known))}`,
      );
    return found;
  });
}
