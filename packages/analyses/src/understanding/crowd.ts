import type { BlockedSample } from '@superposition/core/internal/evaluation/evaluate-blocks';
import { exactResponses, type Responses } from '@superposition/core/internal/network/responses';
import type { Weights } from '@superposition/core/internal/network/weights';
import type { BatchReader } from '@superposition/core/internal/training/sparse-batch';
import type { Model } from '../models/model.js';
import { commonSample, visitSamples } from '../models/common-sample.js';
import { absent, type Finding, type Findings, found, prefixed } from './finding.js';
import { openOutputs } from './outputs.js';
import type { UnderstandingParams } from './understanding-params.js';

const mostActive = 8;
/** A mean over fewer samples is left out. */
const fewestSamples = 50;

/** Sums over samples of the losses of one sample: its mean over entries of (y − t)², of (y − t)⁴, and of what is additive. */
class Tally {
  samples = 0;
  readonly sums = [0, 0, 0];
  readonly squares = [0, 0, 0];
  fourthTimesAdditive = 0;

  add(square: number, fourth: number, additive: number): void {
    this.samples++;
    this.sums[0]! += square;
    this.sums[1]! += fourth;
    this.sums[2]! += additive;
    this.squares[0]! += square * square;
    this.squares[1]! += fourth * fourth;
    this.squares[2]! += additive * additive;
    this.fourthTimesAdditive += fourth * additive;
  }

  mean(kind: 0 | 1): Finding {
    if (this.samples < fewestSamples) return this.#tooFew();
    const mean = this.sums[kind]! / this.samples;
    const variance = Math.max(0, this.squares[kind]! / this.samples - mean * mean) / (this.samples - 1);
    return found(mean, Math.sqrt(variance));
  }

  /** The additive theory's mean fourth power over the true one, on the same samples. */
  additiveShare(): Finding {
    if (this.samples < fewestSamples) return this.#tooFew();
    const [, fourth, additive] = this.sums as [number, number, number];
    if (!(fourth > 0)) return absent('there is no error');
    const share = additive / fourth;
    const scatter =
      this.squares[2]! - 2 * share * this.fourthTimesAdditive + share * share * this.squares[1]!;
    return found(share, Math.sqrt(Math.max(0, scatter)) / fourth);
  }

  #tooFew(): Finding {
    return absent(`only ${this.samples} samples have so many active features`);
  }
}

/**
 * The losses by the number k = 0 … 8 of features that are active together: `l2.k` and `l4.k`, means over all entries, and
 * `additive.k`, how much of the mean fourth power there would be if relu were additive: y = Σ_j x_j·R⁺_j for x_j > 0 and
 * |x_j|·R⁻_j for x_j < 0.
 */
export function crowd(weights: Weights, responses: Responses, sample: BlockedSample): Findings {
  const { features } = weights;
  const outputs = openOutputs(weights);
  const additive = openAdditive(responses);
  const tallies = Array.from({ length: mostActive + 1 }, () => new Tally());
  visitSamples(features, sample, (batch, count) => {
    const tally = tallies[count];
    if (tally === undefined) return;
    outputs.compute(batch, count);
    additive.compute(batch, count);
    for (const { y } of [outputs, additive]) subtractTarget(y, batch, count);
    tally.add(meanSquare(outputs.y), meanFourth(outputs.y), meanFourth(additive.y));
  });
  return Object.fromEntries(
    tallies.flatMap((tally, k) => [
      [`l2.${k}`, tally.mean(0)],
      [`l4.${k}`, tally.mean(1)],
      [`additive.${k}`, tally.additiveShare()],
    ]),
  );
}

function openAdditive({ features, positive, negative }: Responses) {
  const transposedOf = (matrix: Float64Array) =>
    matrix.map((_, index) => matrix[(index % features) * features + Math.floor(index / features)]!);
  const [up, down] = [transposedOf(positive), transposedOf(negative)];
  const y = new Float64Array(features);
  const compute = ({ active, values }: BatchReader, count: number) => {
    y.fill(0);
    for (let a = 0; a < count; a++) {
      const x = values[a]!;
      const column = active[a]! * features;
      const answers = x > 0 ? up : down;
      for (let j = 0; j < features; j++) y[j]! += answers[column + j]! * Math.abs(x);
    }
  };
  return { y, compute };
}

function subtractTarget(y: Float64Array, { active, values }: BatchReader, count: number): void {
  for (let a = 0; a < count; a++) if (values[a]! > 0) y[active[a]!]! -= values[a]!;
}

function meanSquare(errors: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < errors.length; j++) sum += errors[j]! * errors[j]!;
  return sum / errors.length;
}

function meanFourth(errors: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < errors.length; j++) {
    const square = errors[j]! * errors[j]!;
    sum += square * square;
  }
  return sum / errors.length;
}

/** A network's losses by the number of active features, on the common sample, under the ids of the section. */
export function crowdFindings(
  { model: { weights } }: { readonly model: Model },
  { activeProbability }: UnderstandingParams,
): Findings {
  const { features, neurons } = weights;
  const sample = commonSample({ features, neurons, activeProbability });
  return prefixed('crowd', crowd(weights, exactResponses(weights), sample));
}
