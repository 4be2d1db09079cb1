import type { Responses } from '@superposition/core/internal/network/responses';
import { mean } from '@superposition/core/internal/numbers/statistics';
import { quarticMinimum, quarticNodes } from '../numbers/quartic.js';
import { unitOf } from '../numbers/unit.js';
import { type Cumulants, fourthMoment, inputCumulants, secondMoment } from './cumulants.js';

/** The losses if relu were additive, so that the contributions of the inputs to an output were independent. */
export interface AdditiveLosses {
  /** Mean over entries of E(y−t)², over p. */
  readonly square: number;
  /** Mean over entries of E(y−t)⁴, over p. */
  readonly fourth: number;
  /** The factor on all outputs that makes the fourth-power loss least; NaN for outputs that are all 0. */
  readonly bestScale: number;
}

/**
 * The additive theory: output i's error is Σ_j z_ij, independent, where input j adds |x|·a_ij for x > 0 and |x|·b_ij for
 * x < 0, with a = R⁺ − I and b = R⁻.
 */
export function additiveLosses(
  { features, positive, negative }: Responses,
  activeProbability: number,
): AdditiveLosses {
  const others = Array.from({ length: features }, (_, output) =>
    crosstalk(output, { features, positive, negative }, activeProbability),
  );
  const errorsAt = (scale: number): readonly Cumulants[] =>
    others.map(([first, second, third, fourth], i) => {
      const index = i * features + i;
      const own = inputCumulants(scale * positive[index]! - 1, scale * negative[index]!, activeProbability);
      const square = scale * scale;
      return [
        own[0] + scale * first,
        own[1] + square * second,
        own[2] + square * scale * third,
        own[3] + square * square * fourth,
      ];
    });
  const fourthAt = (scale: number) => mean(errorsAt(scale).map(fourthMoment)) / activeProbability;
  const unit = unitOf(Math.max(largestOf(positive), largestOf(negative)));
  return {
    square: mean(errorsAt(1).map(secondMoment)) / activeProbability,
    fourth: fourthAt(1),
    bestScale: unit * quarticMinimum(quarticNodes.map((node) => fourthAt(unit * node))).x,
  };
}

const largestOf = (matrix: Float64Array) =>
  matrix.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);

/** The cumulants of what all other inputs add to an output. They scale with the output's powers. */
function crosstalk(
  output: number,
  { features, positive, negative }: Pick<Responses, 'features' | 'positive' | 'negative'>,
  activeProbability: number,
): Cumulants {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  for (let j = 0; j < features; j++) {
    if (j === output) continue;
    const index = output * features + j;
    const [k1, k2, k3, k4] = inputCumulants(positive[index]!, negative[index]!, activeProbability);
    first += k1;
    second += k2;
    third += k3;
    fourth += k4;
  }
  return [first, second, third, fourth];
}
