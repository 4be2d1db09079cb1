import { type Findings, found, prefixed } from './finding.js';
import type { WordsBesideChance } from './words.js';

/** Longer words, and larger overlaps, have no ids of their own. */
const most = 10;
const counts = Array.from({ length: most + 1 }, (_, count) => count);

/**
 * How many features have words of each length, and how many pairs of words share each number of neurons beside random words of the
 * same lengths and loads. Every model has the same ids.
 */
export function wordHistograms({ lengths, overlaps }: WordsBesideChance): Findings {
  const none = { pairs: 0, chance: { mean: 0, low: 0, high: 0 } };
  return prefixed('codewords.quarterRms', {
    ...Object.fromEntries(counts.map((count) => [`length.${count}`, found(lengths[count] ?? 0)])),
    ...Object.assign(
      {},
      ...counts.map((count) => {
        const { pairs, chance } = overlaps[count] ?? none;
        return prefixed(`overlap.${count}`, {
          pairs: found(pairs),
          'random.mean': found(chance.mean),
          'random.low': found(chance.low),
          'random.high': found(chance.high),
        });
      }),
    ),
  });
}
