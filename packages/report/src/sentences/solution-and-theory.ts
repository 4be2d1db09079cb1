import { limits } from '@superposition/analyses/internal/conclusions/explained';
import {
  cubicHolds,
  decodesAsPseudoInverse,
  isAtItsScale,
  isUniform,
  servesNone,
  sparseLimitHolds,
} from '@superposition/analyses/internal/conclusions/solution';
import {
  type FrameStatistic,
  frameStatistics,
} from '@superposition/analyses/internal/geometry/frame-statistics';
import { factorOf, listing, significant } from '../text/format.js';
import { type AboutNetwork, aboutNetwork, type Reading } from './about-network.js';
import { statisticNames } from './directions.js';

const cubic = aboutNetwork(
  'of a uniform network that serves its features, under the fourth power: the cubic gives its gain within 5 %, or not; the domain is at most two active features on average and ten neurons or more',
  ({ features, neurons, activeProbability, lossExponent, isSo, found }) => {
    if (lossExponent !== 4)
      return `The theory of Figure D is for the loss exponent 4, and that of the settings is ${lossExponent}.`;
    if (isSo(servesNone))
      return 'The theory of the gain is about networks whose features are served, so it does not apply.';
    if (!isSo(isUniform))
      return 'The theory of the gain is about networks with one gain for all features, so it does not apply.';
    const predicted = found('theory.cubic.measured.gain');
    if (predicted === null) return '';
    const isInside =
      features * activeProbability <= limits.fewActive * (1 + 1e-9) && neurons >= limits.manyNeurons;
    const where = isInside ? '' : ', outside of its domain';
    return `The theory of the gain ${isSo(cubicHolds) ? 'holds' : 'fails'}${where}: its cubic gives ${significant(predicted.value)}.`;
  },
  'D',
);

const sparse = aboutNetwork(
  'of a uniform network with at most 0.2 active features on average: the limit of sparse data gives its gain within 5 %, or not',
  ({ features, activeProbability, isSo, found }) => {
    if (features * activeProbability > limits.sparse * (1 + 1e-9) || !isSo(isUniform)) return '';
    const predicted = found('theory.sparseLimit.gain');
    if (predicted === null) return '';
    return `The theory for at most one active feature ${isSo(sparseLimitHolds) ? 'holds' : 'fails'}: it gives a gain of ${significant(predicted.value)}.`;
  },
);

const decoder = aboutNetwork(
  'the loss with the pseudo-inverse in the place of the decoder, at its best scale: about the same within 2 % including three standard errors; lower or higher beyond these',
  ({ isSo, found }) => {
    const beside = found('ladder.pinvRelu.ratio');
    if (beside === null) return '';
    const { value, margin } = beside;
    const pseudoInverse = 'a multiple of the pseudo-inverse of relu(W_in)';
    if (isSo(decodesAsPseudoInverse))
      return `Its decoder is as good as ${pseudoInverse}: with that the loss is ${significant(value, 4)} times as high.`;
    if (Math.abs(value - 1) <= margin) return '';
    return value < 1
      ? `Its decoder could be better: with ${pseudoInverse} the loss is ${factorOf(value)} times as high.`
      : `Its decoder is better than ${pseudoInverse}, with which the loss is ${factorOf(value)} times as high.`;
  },
  'A',
);

const scale = aboutNetwork(
  'the best factor on the outputs: 1 within 1 % including three standard errors, or beyond that',
  ({ isSo, found }) => {
    const best = found('scale.best');
    if (best === null) return '';
    if (isSo(isAtItsScale))
      return `Its outputs have the scale of least loss, as they must where a training on this loss has ended.`;
    return Math.abs(best.value - 1) - best.margin > limits.scaleAtRest
      ? `Its outputs do not have the scale of least loss: with the factor ${significant(best.value)} on them the loss is less, so no training on this loss has ended here.`
      : '';
  },
);

/** The loss of another network over that of this one; nothing where chance could explain the difference. */
function losing({ found }: Reading, rung: 'naive' | 'designed' | 'gaussian', name: string) {
  const beside = found(`ladder.${rung}.ratio`);
  if (beside === null) return [];
  const { value, margin } = beside;
  return Math.abs(value - 1) > margin ? [{ name, times: `${factorOf(value)} times` }] : [];
}

const others = aboutNetwork(
  'the losses of other networks over that of the given one, each only beyond three standard errors',
  (reading) => {
    const known = [
      ...losing(reading, 'designed', 'a network written by hand'),
      ...losing(reading, 'gaussian', 'random directions'),
      ...losing(reading, 'naive', 'the naive solution'),
    ];
    const said = known.map(({ name, times }, index) =>
      index === 0 ? `that of ${name} is ${times} as high` : `that of ${name} ${times}`,
    );
    return said.length === 0 ? '' : `Beside its loss, ${listing(said)}.`;
  },
  'A',
);

const angles = aboutNetwork(
  'names the statistics that lie on one side of those of random directions with p < .01/6 in both gauges; that none tells them from random ones, only where none does in either gauge',
  ({ found }) => {
    const sides = (id: FrameStatistic) =>
      ['raw', 'balanced'].map((gauge) => {
        const p = found(`geometry.${gauge}.${id}.p`);
        if (p === null) return null;
        return p.value < limits.chanceOfSix ? Math.sign(found(`geometry.${gauge}.${id}.z`)?.value ?? 0) : 0;
      });
    const all = frameStatistics.map((id) => ({ id, sides: sides(id) }));
    const known = all.filter((each) => each.sides.every((side) => side !== null));
    if (known.length === 0) return '';
    const names = known
      .filter((each) => each.sides[0] !== 0 && each.sides[0] === each.sides[1])
      .map(({ id }) => statisticNames[id]);
    if (names.length > 0) return `By their ${listing(names)}, its directions are not random.`;
    return known.every((each) => each.sides.every((side) => side === 0))
      ? 'By their angles its directions cannot be told from random ones.'
      : 'Whether its directions are random by their angles depends on the gauge.';
  },
  'C',
);

/** Which parts of the theory hold of a network, and what it loses beside others. */
export const networkBesideTheory: readonly AboutNetwork[] = [cubic, sparse, decoder, scale, others, angles];
