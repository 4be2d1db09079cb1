import { balanced } from '@superposition/core/internal/network/geometry';
import type { Weights } from '@superposition/core/internal/network/weights';
import type { Model } from '../models/model.js';
import { randomLoads, randomOverlaps } from './codeword-nulls.js';
import {
  type Codewords,
  codewordsOf,
  codewordStatistics,
  onValues,
  shareBetween,
  type Threshold,
  thresholds,
} from './codewords.js';
import { mostFeatures } from '../models/common-sample.js';
import { absent, type Finding, type Findings, found, prefixed } from './finding.js';
import { compareWithRandom } from './random-comparison.js';
import { type Share, swapTest } from './swap-test.js';

/** The draws of random words, up to 200 features; beyond, so many as leave the work bounded. */
const [mostDraws, fewestDraws, mostWork] = [1000, 50, 3e7];

/** The words of a network in both gauges, under the ids of the section. In the balanced gauge, every neuron's input and output weights have the same norm. */
export function codeFindings({ model: { weights } }: { readonly model: Model }): Findings {
  const besideRandom = codeComparison(weights.neurons);
  return {
    ...prefixed('codewords', codewordFindings(weights, besideRandom)),
    ...prefixed('codewords.balanced', codewordFindings(balanced(weights), besideRandom)),
  };
}

/** The words of the features under each threshold, beside random words; in the gauge of the given weights. */
function codewordFindings(weights: Weights, besideRandom: CodeComparison): Findings {
  return {
    ...Object.assign(
      {},
      ...(Object.keys(thresholds) as Threshold[]).map((threshold) =>
        prefixed(threshold, underThreshold(weights, codewordsOf(weights, threshold), besideRandom)),
      ),
    ),
    betweenEighthAndHalf: found(shareBetween(weights)),
  };
}

/** Words beside random ones. */
export type CodeComparison = (words: Codewords) => Findings;

/**
 * Compares words over so many neurons with random ones, once for each list of words: weights that are either on or off have the
 * same words under every threshold and in every gauge.
 */
function codeComparison(neurons: number): CodeComparison {
  const known = new Map<string, Findings>();
  return (words) => {
    const name = JSON.stringify(words);
    const findings = known.get(name) ?? compareCodes(words, neurons);
    known.set(name, findings);
    return findings;
  };
}

function underThreshold(weights: Weights, words: Codewords, besideRandom: CodeComparison): Findings {
  const { neurons } = weights;
  const statistics = codewordStatistics(words, neurons);
  const on = onValues(weights, words);
  const swap = swapTest(weights, words);
  const none = 'no weight is above the threshold';
  const used = words.map(({ length }) => length).filter((length) => length > 0);
  const value = (number: number, reason: string): Finding =>
    Number.isNaN(number) ? absent(reason) : found(number);
  return {
    'K.mean': found(statistics.length),
    'K.shortest': used.length === 0 ? absent(none) : found(Math.min(...used)),
    'K.longest': used.length === 0 ? absent(none) : found(Math.max(...used)),
    wordless: found(words.length - used.length),
    'load.sd': found(statistics.loadSd),
    'load.min': found(Math.min(...statistics.load)),
    'load.max': found(Math.max(...statistics.load)),
    distinct: found(statistics.distinct),
    largestGroup: found(statistics.largestGroup),
    'overlap.mean': value(statistics.overlapMean, 'fewer than two features'),
    overlapSquare: value(statistics.overlapSquare, 'fewer than two features'),
    'on.mean': value(on.mean, none),
    'on.cv': value(on.cv, none),
    'swap.exact': shareFound(swap.exact),
    'swap.word': shareFound(swap.word),
    'swap.natural': shareFound(swap.natural),
    ...besideRandom(words),
  };
}

function compareCodes(words: Codewords, neurons: number): Findings {
  const { loadSd, overlapSquare } = codewordStatistics(words, neurons);
  const meetings = words.reduce((sum, { length }) => sum + length * length, 0);
  const bounded = Math.max(fewestDraws, Math.floor(mostWork / Math.max(1, meetings)));
  const draws = words.length <= mostFeatures ? mostDraws : Math.min(mostDraws, bounded);
  const parts = [
    ['load.sd', loadSd, randomLoads(words, neurons, draws)],
    ['overlapSquare', overlapSquare, randomOverlaps(words, neurons, draws)],
  ] as const;
  return Object.assign(
    {},
    ...parts.map(([id, observed, random]) => {
      const { mean, sd, z, p } = compareWithRandom(observed, random);
      return prefixed(id, {
        'random.mean': found(mean, sd / Math.sqrt(draws)),
        'random.sd': found(sd, sd / Math.sqrt(2 * (draws - 1))),
        z: Number.isNaN(z) ? absent('all draws are equal') : found(z),
        p: found(p),
      });
    }),
  );
}

function shareFound({ share, standardError }: Share): Finding {
  return Number.isNaN(share)
    ? absent('no two features have words of the same length')
    : found(share, standardError);
}
