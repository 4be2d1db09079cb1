import type { Explained } from '../conclusions/explained.js';
import { readable } from '../numbers/readable.js';

/** The number of a finding that a condition has found to be there. */
export function of({ converged }: Explained, id: string, digits = 3): string {
  return readable(converged[id]!.value!, digits);
}

/** By how much a ratio of losses is above 1. */
export function above({ converged }: Explained, id: string): string {
  return share(converged[id]!.value! - 1);
}

/** A share in per cent. */
export function share(value: number): string {
  return `${readable(100 * value, 2)} %`;
}
