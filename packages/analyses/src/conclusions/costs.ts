import { readable } from '../numbers/readable.js';
import type { Look } from './condition.js';

/** Nothing where a network loses more than the converged model, beyond three standard errors; else the phrase that says so. */
export function costs(look: Look, id: string, what: string): string | undefined {
  const { value, margin } = look(id);
  if (value - 1 > margin) return undefined;
  const times = `${what} have ${readable(value, 4)} times the loss`;
  return 1 - value > margin ? times : `${times}, within three standard errors of 1`;
}

/** The same of a network that was trained by itself, so that it also differs as seeds do: beyond three of their deviations. */
export function costsRetrained(look: Look, id: string, what: string): string | undefined {
  const beyondSeeds = 3 * look('trained.twins.ratio.sd').value;
  const { value } = look(id);
  if (value - 1 <= beyondSeeds) return `${what} have ${readable(value, 4)} times the loss, as other seeds do`;
  return costs(look, id, what);
}
