import type { Item } from '../../figure.js';

/** A feature or a neuron that the reader has picked, by its index. */
export interface Picked {
  readonly item: Item;
  readonly index: number;
}

export function isSame(a: Picked | undefined, b: Picked | undefined): boolean {
  return a?.item === b?.item && a?.index === b?.index;
}
