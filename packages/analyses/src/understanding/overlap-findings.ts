import { type Findings, found, prefixed } from './finding.js';
import type { WordsBesideChance } from './words.js';

/** The pairs of words by the number of neurons that they share, beside random words of the same lengths and loads. */
export function overlapFindings({ overlaps }: WordsBesideChance): Findings {
  return Object.assign(
    {},
    ...overlaps.map(({ pairs, chance }, shared) =>
      prefixed(`codewords.quarterRms.overlap.${shared}`, {
        pairs: found(pairs),
        'random.mean': found(chance.mean),
        'random.low': found(chance.low),
        'random.high': found(chance.high),
      }),
    ),
  );
}
