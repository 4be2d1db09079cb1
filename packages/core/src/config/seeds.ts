import type { Config } from './config-schema.js';

/** The seeds that a setting stands for: a count k means 0 … k − 1. */
export function seedList(seeds: Config['training']['seeds']): number[] {
  return typeof seeds === 'number' ? Array.from({ length: seeds }, (_, seed) => seed) : [...seeds];
}
