import { type BlockedSample, evaluateBlocks } from '@superposition/core/internal/evaluation/evaluate-blocks';
import type { Weights } from '@superposition/core/internal/network/weights';
import { mean, sampleSd } from '@superposition/core/internal/numbers/statistics';
import { pseudoInverse } from '../numbers/pseudo-inverse.js';
import { bestDesign } from './best-design.js';
import { bestScale, scaled } from './best-scale.js';
import { codeOf, fitCode, type Fitting, fittingOn, scaleCode } from './code-network.js';
import { codewordsOf } from './codewords.js';
import { commonSample } from '../models/common-sample.js';
import { designedCode } from './designed-code.js';
import { absent, type Finding, type Findings, found, prefixed } from './finding.js';
import { naiveOffset } from './naive-offset.js';
import { type PairedRatio, pairedRatio } from '../numbers/paired-ratio.js';
import { gaussianNetwork, randomWords } from './random-networks.js';
import type { UnderstandingParams } from './understanding-params.js';
import type { Model } from '../models/model.js';

const randomDraws = 3;

/** The networks that stand beside the given one. */
export const rungIds = [
  'pinvRelu',
  'pinv',
  'clip',
  'threeScalars',
  'designed',
  'random',
  'groups',
  'gaussian',
  'naiveOffset',
  'naive',
  'zero',
] as const;

export type RungId = (typeof rungIds)[number];

/** The losses of one kind of network over that of the given one: one, or one for each random draw. Without any, the reason. */
export interface Rung {
  readonly ratios: readonly PairedRatio[];
  readonly reason?: string;
}

/** A number that was fitted or follows, and why it may be missing. */
type Fitted = { readonly value: number } | { readonly reason: string };

/** The losses of other networks beside that of the given one, on a sample that they share. */
export interface Ladder {
  /** Of all networks, the same inputs. */
  readonly samples: number;
  readonly rungs: Readonly<Record<RungId, Rung>>;
  readonly threeScalars: { readonly off: Fitted };
  readonly designed: { readonly length: Fitted; readonly off: Fitted };
  readonly naiveOffset: { readonly offset: Fitted };
}

const lowRank = { reason: 'the words leave M with a rank below m' } as const;
const notFourth = { reason: 'the exact quartic is for the loss exponent 4' } as const;
const missing = (why: { readonly reason: string }): Rung => ({ ratios: [], ...why });

/** The ladder on the common sample of the network's shape and density. The network has fewer neurons than features. */
export function lossLadder(
  { model: { weights } }: { readonly model: Model },
  { activeProbability, lossExponent }: UnderstandingParams,
): Ladder {
  const { features, neurons } = weights;
  return ladder(weights, commonSample({ features, neurons, activeProbability }), lossExponent);
}

/**
 * The losses of other networks over that of the given one. A decoder or an encoder that replaces the network's own has the
 * scale that is best on the first quarter of the sample.
 */
export function ladder(weights: Weights, sample: BlockedSample, lossExponent: number): Ladder {
  const { features, neurons, input } = weights;
  const { activeProbability } = sample;
  const fitting = fittingOn(sample, features, lossExponent);
  const rungs = openRungs(weights, sample, fitting);
  const { row, rowOfDraws, rowOfLoss, decodedBy } = rungs;

  const words = codewordsOf(weights, 'quarterRms');
  const trainedCode = codeOf(words, neurons);
  const trained = trainedCode && fitCode(trainedCode, fitting);
  const design = bestDesign(weights, mean(words.map((word) => word.length)), fitting);
  const groupCode = codeOf(designedCode({ features, neurons, length: 1 }), neurons);
  const groups = groupCode && fitCode(groupCode, fitting);
  const randomCode = (draw: number) => {
    const { length, off } = design!;
    const code = codeOf(randomWords({ features, neurons, length }, draw), neurons);
    return code && scaleCode(code, off, fitting).weights;
  };
  const clipped = input.map((weight) => Math.max(0, weight));
  const offset = naiveOffset({ features, neurons, activeProbability });
  const unserved = activeProbability / (2 * (lossExponent + 1));
  return {
    samples: sample.blocks * sample.samplesPerBlock,
    rungs: {
      pinvRelu: decodedBy(clipped),
      pinv: decodedBy(input),
      clip: row({ ...weights, input: clipped }),
      threeScalars: trained ? row(trained.weights) : missing(lowRank),
      designed: design ? row(design.weights) : missing(lowRank),
      random: design ? rowOfDraws(randomCode) : missing(lowRank),
      groups: groups ? row(groups.weights) : missing(lowRank),
      gaussian: rowOfDraws((draw) => rungs.fitted(gaussianNetwork(weights, draw))),
      naiveOffset: lossExponent === 4 ? rowOfLoss(offset.loss) : missing(notFourth),
      naive: rowOfLoss((1 - neurons / features) * unserved),
      zero: rowOfLoss(unserved),
    },
    threeScalars: { off: trained ? { value: trained.off } : lowRank },
    designed: {
      length: design ? { value: design.length } : lowRank,
      off: design ? { value: design.off } : lowRank,
    },
    naiveOffset: { offset: lossExponent === 4 ? { value: offset.offset } : notFourth },
  };
}

/** The ladder under the ids of the section. */
export function ladderFindings({ rungs, threeScalars, designed, naiveOffset: naive }: Ladder): Findings {
  const fitted = (number: Fitted) => ('value' in number ? found(number.value) : absent(number.reason));
  return prefixed('ladder', {
    ...Object.fromEntries(rungIds.map((id) => [`${id}.ratio`, rungFinding(rungs[id])])),
    ...Object.assign({}, ...rungIds.map((id) => prefixed(id, drawFindings(rungs[id])))),
    'threeScalars.off': fitted(threeScalars.off),
    'designed.length': fitted(designed.length),
    'designed.off': fitted(designed.off),
    'naiveOffset.offset': fitted(naive.offset),
  });
}

/** The mean over draws. They differ from each other, and share the error of the sample. */
export function meanRatio(ratios: readonly PairedRatio[]): PairedRatio {
  const values = ratios.map(({ ratio }) => ratio);
  const between = values.length > 1 ? sampleSd(values) / Math.sqrt(values.length) : 0;
  const within = mean(ratios.map(({ standardError }) => standardError));
  return { ratio: mean(values), standardError: Math.sqrt(between * between + within * within) };
}

function rungFinding({ ratios, reason = '' }: Rung): Finding {
  if (ratios.length === 0) return absent(reason);
  const { ratio, standardError } = meanRatio(ratios);
  return found(ratio, standardError);
}

/** Each random draw by itself. */
function drawFindings({ ratios }: Rung): Findings {
  if (ratios.length < 2) return {};
  return Object.fromEntries(
    ratios.map(({ ratio, standardError }, draw) => [`draw.${draw + 1}.ratio`, found(ratio, standardError)]),
  );
}

/** What turns another network, or a loss that is known exactly, into a rung. */
function openRungs(weights: Weights, sample: BlockedSample, { quarter, lossExponent }: Fitting) {
  const { features, neurons } = weights;
  const lossesOf = (network: Weights) => evaluateBlocks(network, sample, lossExponent).power;
  const own = lossesOf(weights);
  const nothing = missing({ reason: 'the network itself loses nothing' });
  const isZero = !(mean(own) > 0);
  const rowOf = (losses: Float64Array): Rung => (isZero ? nothing : { ratios: [pairedRatio(losses, own)] });
  const row = (other: Weights) => rowOf(lossesOf(other));
  const fitted = (other: Weights): Weights | undefined => {
    const { scale } = bestScale(other, quarter, lossExponent);
    return Number.isNaN(scale) ? undefined : scaled(other, scale);
  };
  return {
    row,
    fitted,
    rowOfLoss: (loss: number) => rowOf(new Float64Array(own.length).fill(loss)),
    decodedBy(encoder: Float32Array): Rung {
      const decoder = Float32Array.from(pseudoInverse(encoder, neurons, features).matrix);
      const network = fitted({ ...weights, output: decoder });
      return network === undefined ? missing({ reason: 'all outputs are 0' }) : row(network);
    },
    rowOfDraws(make: (draw: number) => Weights | undefined): Rung {
      const ratios: PairedRatio[] = [];
      for (let draw = 0; draw < randomDraws; draw++) {
        const network = make(draw);
        if (network === undefined) return missing(lowRank);
        ratios.push(pairedRatio(lossesOf(network), own));
      }
      return isZero ? nothing : { ratios };
    },
  };
}
