import { naiveLosses, type PartialLosses, zeroLosses } from '../evaluation/closed-forms.js';
import { type Missing, missing } from './missing.js';
import type { MapQuantityId } from './quantity-definitions.js';

interface Shape {
  readonly features: number;
  readonly neurons: number;
}

interface Setting {
  readonly activeProbability: number;
  readonly lossExponent: number;
}

/** The quantities of a map that answers relu(x) for `served` features, each by a neuron of its own, and else 0. */
function partialQuantities(
  features: number,
  served: number,
  losses: (q: number) => PartialLosses,
  lossExponent: number,
): Record<MapQuantityId, number | Missing> {
  const share = served / features;
  const spread = Math.sqrt(share * (1 - share));
  const noPairs = features === 1 ? missing('one feature has no off-diagonal entries') : undefined;
  const noAngles = served < 2 ? missing('fewer than two features have a direction') : undefined;
  const [mse, l4, lq] = [losses(2), losses(4), losses(lossExponent)];
  return {
    'gain.positive': share,
    'gain.positive.sd': spread,
    'output.minusOne': 0,
    'gain.effective': share,
    'gain.effective.sd': spread,
    'crossGain.mean': noPairs ?? 0,
    'crossGain.meanAbs': noPairs ?? 0,
    'crossGain.rms': noPairs ?? 0,
    'crossGain.min': noPairs ?? 0,
    'crossGain.max': noPairs ?? 0,
    'cosine.mean': noAngles ?? 0,
    'cosine.meanAbs': noAngles ?? 0,
    'cosine.rms': noAngles ?? 0,
    'cosine.maxAbs': noAngles ?? 0,
    framePotential: served === 0 ? missing('no feature has a direction') : served,
    zeroColumns: features - served,
    'neuronUsage.mean': share,
    'mse.active': mse.active,
    'mse.positive': mse.positive,
    'mse.all': mse.all,
    'mse.allPerActive': mse.allPerActive,
    'mse.isolated': mse.isolated,
    'mse.interference': 0,
    'l4.active': l4.active,
    'l4.all': l4.all,
    'l4.allPerActive': l4.allPerActive,
    'l4.isolated': l4.isolated,
    'lq.active': lq.active,
    'lq.all': lq.all,
    'lq.allPerActive': lq.allPerActive,
    'lq.isolated': lq.isolated,
    'perFeature.mse.min': served === 0 ? mse.ignoredFeature : 0,
    'perFeature.mse.max': served === features ? 0 : mse.ignoredFeature,
    'perFeature.mse.sd': spread * mse.ignoredFeature,
    'perFeature.mse.sdTrue': spread * mse.ignoredFeature,
    'perFeature.mse.standardError': 0,
    'perFeature.interference.sdTrue': 0,
  };
}

function prefixed<Prefix extends string>(
  prefix: Prefix,
  quantities: Record<MapQuantityId, number | Missing>,
) {
  const entries = Object.entries(quantities).map(([id, value]) => [`${prefix}.${id}`, value]);
  return Object.fromEntries(entries) as Record<`${Prefix}.${MapQuantityId}`, number | Missing>;
}

/** Every quantity of the naive solution without noise: min(features, neurons) features exact, the others 0. */
export function naiveQuantities(shape: Shape, { activeProbability, lossExponent }: Setting) {
  const losses = (q: number) => naiveLosses(shape, activeProbability, q);
  const served = Math.min(shape.features, shape.neurons);
  return prefixed('naive', partialQuantities(shape.features, served, losses, lossExponent));
}

/** Every quantity of the output that is always 0. */
export function zeroQuantities(shape: Shape, { activeProbability, lossExponent }: Setting) {
  const losses = (q: number) => zeroLosses(activeProbability, q);
  return prefixed('zero', partialQuantities(shape.features, 0, losses, lossExponent));
}
