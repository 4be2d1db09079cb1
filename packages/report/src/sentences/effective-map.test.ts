import type { ResponseFacts } from '@superposition/core/internal/network/response-facts';
import { expect, it } from 'vitest';
import { effectiveFinding } from './effective-map.js';

/** The diagonals of one network. */
function facts(positive: readonly number[], negative: readonly number[]): ResponseFacts {
  const own = (values: readonly number[]) => Float64Array.from(values);
  return {
    positive: own(positive),
    negative: own(negative),
    effective: own(positive.map((gain, i) => gain - negative[i]!)),
    crossGain: { positive: null, effective: null },
  };
}

it('gives two ranges, and one number where both ends of a range are the same', () => {
  expect(effectiveFinding([facts([0.1, 0.9], [-0.2, -0.3])])).toContain(
    'goes from 0.300 to 1.200, the gain from 0.100 to 0.900:',
  );
  // Without a positive weight, no feature has a gain.
  expect(effectiveFinding([facts([0, 0], [-0.2, -0.9])])).toContain(
    'goes from 0.200 to 0.900, the gain is 0:',
  );
  expect(effectiveFinding([facts([0, 0], [0.2, 0.9])])).toContain(
    'goes from −0.900 to −0.200, the gain is 0:',
  );
});
