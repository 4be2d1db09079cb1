import { type BlockedSample, evaluateBlocks } from '@superposition/core/internal/evaluation/evaluate-blocks';
import type { Weights } from '@superposition/core/internal/network/weights';
import { mean, sampleSd } from '@superposition/core/internal/numbers/statistics';
import { pseudoInverse } from '../numbers/pseudo-inverse.js';
import { bestDesign } from './best-design.js';
import { bestScale, scaled } from './best-scale.js';
import { codeOf, fitCode, type Fitting, fittingOn, scaleCode } from './code-network.js';
import { codewordsOf } from './codewords.js';
import { commonSample } from './common-sample.js';
import { designedCode } from './designed-code.js';
import { absent, type Finding, type Findings, found, prefixed } from './finding.js';
import { naiveOffset } from './naive-offset.js';
import { pairedRatio } from './paired-ratio.js';
import { gaussianNetwork, randomWords } from './random-networks.js';
import { leftOut, type UnderstandingParams } from './understanding-params.js';
import type { Model } from '../models/model.js';

const randomDraws = 3;
const lowRank = absent('the words leave M with a rank below m');
const notFourth = absent('the exact quartic is for the loss exponent 4');

/** The ladder of losses, under the ids of the section. */
export function ladderFindings(
  { model: { weights } }: { readonly model: Model },
  { activeProbability, lossExponent }: UnderstandingParams,
): Findings {
  const { features, neurons } = weights;
  const sample = () => commonSample({ features, neurons, activeProbability });
  return leftOut(weights) ?? prefixed('ladder', ladder(weights, sample(), lossExponent));
}

/**
 * The losses of other networks over that of the given one, on a sample that they share. A decoder or an encoder that replaces
 * the network's own has the scale that is best on the first quarter of the sample.
 */
export function ladder(weights: Weights, sample: BlockedSample, lossExponent: number): Findings {
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
    'pinvRelu.ratio': decodedBy(clipped),
    'pinv.ratio': decodedBy(input),
    'clip.ratio': row({ ...weights, input: clipped }),
    'threeScalars.ratio': trained ? row(trained.weights) : lowRank,
    'threeScalars.off': trained ? found(trained.off) : lowRank,
    'designed.ratio': design ? row(design.weights) : lowRank,
    'designed.length': design ? found(design.length) : lowRank,
    'designed.off': design ? found(design.off) : lowRank,
    'random.ratio': design ? rowOfDraws(randomCode) : lowRank,
    'groups.ratio': groups ? row(groups.weights) : lowRank,
    'gaussian.ratio': rowOfDraws((draw) => rungs.fitted(gaussianNetwork(weights, draw))),
    'naiveOffset.ratio': lossExponent === 4 ? rowOfLoss(offset.loss) : notFourth,
    'naiveOffset.offset': lossExponent === 4 ? found(offset.offset) : notFourth,
    'naive.ratio': rowOfLoss((1 - neurons / features) * unserved),
    'zero.ratio': rowOfLoss(unserved),
  };
}

/** What turns another network, or a loss that is known exactly, into a row. */
function openRungs(weights: Weights, sample: BlockedSample, { quarter, lossExponent }: Fitting) {
  const { features, neurons } = weights;
  const lossesOf = (network: Weights) => evaluateBlocks(network, sample, lossExponent).power;
  const own = lossesOf(weights);
  const nothing = absent('the network itself loses nothing');
  const isZero = !(mean(own) > 0);
  const rowOf = (losses: Float64Array): Finding => {
    if (isZero) return nothing;
    const { ratio, standardError } = pairedRatio(losses, own);
    return found(ratio, standardError);
  };
  const row = (other: Weights) => rowOf(lossesOf(other));
  const fitted = (other: Weights): Weights | undefined => {
    const { scale } = bestScale(other, quarter, lossExponent);
    return Number.isNaN(scale) ? undefined : scaled(other, scale);
  };
  return {
    row,
    fitted,
    rowOfLoss: (loss: number) => rowOf(new Float64Array(own.length).fill(loss)),
    decodedBy(encoder: Float32Array): Finding {
      const decoder = Float32Array.from(pseudoInverse(encoder, neurons, features).matrix);
      const network = fitted({ ...weights, output: decoder });
      return network === undefined ? absent('all outputs are 0') : row(network);
    },
    /** The mean over draws. The draws differ from each other, and they share the error of the sample. */
    rowOfDraws(make: (draw: number) => Weights | undefined): Finding {
      const ratios: { readonly ratio: number; readonly standardError: number }[] = [];
      for (let draw = 0; draw < randomDraws; draw++) {
        const network = make(draw);
        if (network === undefined) return lowRank;
        ratios.push(pairedRatio(lossesOf(network), own));
      }
      const values = ratios.map(({ ratio }) => ratio);
      const between = sampleSd(values) / Math.sqrt(randomDraws);
      const within = mean(ratios.map(({ standardError }) => standardError));
      return isZero ? nothing : found(mean(values), Math.sqrt(between * between + within * within));
    },
  };
}
