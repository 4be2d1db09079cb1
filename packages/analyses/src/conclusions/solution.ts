import { readable } from '../numbers/readable.js';
import type { Findings } from '../understanding/finding.js';
import { allOf, type Condition, conditionOn, unlessAbove, unlessBelow } from './condition.js';
import { unlessEnoughWeights } from './code.js';
import { type ExplainedSettings, limits } from './explained.js';

/** One network by itself, such as a given one, which no training stands beside; with the settings that it is measured with. */
export interface Network extends Omit<ExplainedSettings, 'steps' | 'convergedSteps'> {
  readonly findings: Findings;
}

/** No feature answers to its own input. */
export function servesNone({ findings, features }: Network): Condition {
  return conditionOn(findings, (look) => {
    const served = features - look('gain.nearZero').value;
    return served === 0 ? undefined : `${served} of ${features} features answer to themselves`;
  });
}

/** As in the naive solution, some features get a relu, at most as many as there are neurons, and the others get nothing. */
export function isNaiveLike({ findings, features, neurons }: Network): Condition {
  return conditionOn(findings, (look) => {
    const [served, ignored] = [look('gain.nearOne').value, look('gain.nearZero').value];
    if (served + ignored < features)
      return `${features - served - ignored} gains are neither near 1 nor near 0`;
    return (
      unlessAbove('the number of features with a gain near 1', served, 0) ??
      (served <= neurons ? undefined : `${served} features are served by ${neurons} neurons`)
    );
  });
}

/** One gain above 0 describes all features. */
export function isUniform({ findings }: Network): Condition {
  return conditionOn(findings, (look) => {
    const { value } = look('gain.mean');
    const spread = look('gain.sd').value;
    if (look('gain.nearZero').value > 0) return 'some features do not answer to themselves';
    return (
      unlessAbove('the mean gain', value, 0) ??
      unlessBelow('the deviation of the gain over its mean', spread / value, limits.describedByMean)
    );
  });
}

/** No output goes against its own input. */
export function answersWithItsSign({ findings }: Network): Condition {
  return conditionOn(findings, (look) => {
    const { value } = look('gain.negative');
    return value === 0 ? undefined : `${value} features get a gain below −0.05`;
  });
}

const gauges = ['codewords', 'codewords.balanced'] as const;

/** Weights are on or off, and features have words of the same lengths in both gauges. */
export function hasCodewords(network: Network): Condition {
  const { findings } = network;
  const onOrOff = gauges.map((gauge) =>
    conditionOn(
      findings,
      (look) =>
        unlessEnoughWeights(network) ??
        unlessBelow(
          'the share of input weights between on and off',
          look(`${gauge}.betweenEighthAndHalf`).value,
          limits.betweenShare,
        ),
    ),
  );
  const lengths = conditionOn(findings, (look) => {
    const [own, balanced] = gauges.map((gauge) =>
      ['K.shortest', 'K.longest', 'wordless'].map((id) => look(`${gauge}.quarterRms.${id}`).value).join(),
    );
    return own === balanced ? undefined : 'which weights are on depends on the gauge';
  });
  return allOf(...onOrOff, lengths);
}

/** A number of the words that random words have more of, in both gauges. */
export function isBelowChance({ findings }: Network, id: 'load.sd' | 'overlapSquare'): Condition {
  return allOf(
    ...gauges.map((gauge) =>
      conditionOn(findings, (look) => {
        if (look(`${gauge}.quarterRms.${id}.z`).value >= 0) return 'random words have no more';
        return unlessBelow('p', look(`${gauge}.quarterRms.${id}.p`).value, limits.chance);
      }),
    ),
  );
}

/** The cubic predicts the gain. About uniform networks only, under the fourth power. */
export function cubicHolds(network: Network): Condition {
  return allOf(isUniform(network), within(network, 'theory.cubic.measured.gain'));
}

/** The theory of at most one active feature predicts the gain. About uniform networks on sparse data only. */
export function sparseLimitHolds(network: Network): Condition {
  return allOf(isUniform(network), within(network, 'theory.sparseLimit.gain'));
}

function within({ findings }: Network, id: string): Condition {
  return conditionOn(findings, (look) => {
    const error = Math.abs(look(id).value / look('gain.mean').value - 1);
    return error <= limits.theoryError ? undefined : `the error is ${readable(100 * error, 2)} %`;
  });
}

/** With the pseudo-inverse in the place of its decoder, a network loses about the same: within its limit, and beyond chance. */
export function decodesAsPseudoInverse({ findings }: Network): Condition {
  return conditionOn(findings, (look) => {
    const { value, margin } = look('ladder.pinvRelu.ratio');
    const most = Math.abs(value - 1) + margin;
    return most <= limits.decoderLoss ? undefined : `the loss is ${readable(value, 4)} times as high`;
  });
}

/** The best factor on the outputs is 1, as it must be where a training on this loss has ended. */
export function isAtItsScale({ findings }: Network): Condition {
  return conditionOn(findings, (look) => {
    const { value, margin } = look('scale.best');
    return Math.abs(value - 1) + margin <= limits.scaleAtRest
      ? undefined
      : `the factor is ${readable(value)}`;
  });
}
