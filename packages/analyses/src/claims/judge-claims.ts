import type { QuantityId } from '@superposition/core/internal/quantities/quantity-definitions';
import type { QuantitySummaries, QuantitySummary } from '@superposition/core/internal/quantities/summary';
import { type Convergence, convergedAt } from '../sweeps/convergence.js';
import type { SparsitySweep } from '../error/sparsity-sweep.js';
import type { Explained, ExplainedSettings } from '../conclusions/explained.js';
import type { UnderstandingPair } from '../understanding/understanding.js';
import type { Settled } from '@superposition/pipeline/internal/graph/stage';
import { grouped } from '../numbers/grouped.js';
import { readable } from '../numbers/readable.js';
import type { Arithmetic, Claim } from './claim.js';
import { claims } from './claims.js';
import {
  type Comparison,
  comparisonOf,
  distanceOf,
  expectation,
  isRounded,
  liesWithin,
} from './comparison.js';
import type { DocumentSample } from './document-sample.js';
import { type DocumentSampleSize, documentSampleSize, printedSpread } from './document-sample-size.js';
import { judgeIdea } from './judge-ideas.js';
import { lineInWords } from './line-in-words.js';
import type { JudgedClaim, Verdict } from './verdict.js';

/** The numbers that we judge claims by. */
export interface Evidence {
  readonly quantities: QuantitySummaries;
  readonly sweep: SparsitySweep;
  /** What samples of the document's size give. Without it, numbers that depend on this size cannot be compared. */
  readonly sample?: DocumentSample;
  /** What ideas are judged by. Without it they are not. */
  readonly explained?: Explained;
}

/** What the stage of the claims receives. */
export interface ClaimInputs extends Omit<Evidence, 'explained'> {
  readonly understanding?: Settled<UnderstandingPair>;
  /** Which lengths of training have converged, where they were compared. */
  readonly convergence?: Settled<Convergence>;
}

export interface ClaimParams {
  /** The paths at which the config differs from the document's experiment. */
  readonly differingPaths: readonly string[];
  /** The settings of the findings. Without them no idea is judged. */
  readonly settings?: ExplainedSettings;
}

/** Judges every claim. */
export function judgeClaims(
  { understanding, convergence, ...evidence }: ClaimInputs,
  { differingPaths, settings }: ClaimParams,
): readonly JudgedClaim[] {
  const explained =
    settings !== undefined && understanding?.status === 'value'
      ? {
          explained: {
            ...settings,
            ...understanding.value,
            isUnfinished: isKnownUnfinished(settings, convergence),
          },
        }
      : {};
  return claims.map((claim) => judgeClaim(claim, { ...evidence, ...explained }, differingPaths));
}

function isKnownUnfinished(
  { convergedSteps }: ExplainedSettings,
  convergence: Settled<Convergence> | undefined,
): boolean {
  return convergence?.status === 'value' && convergedAt(convergence.value, convergedSteps) === false;
}

/**
 * Judges one claim. First we check whether the claim is wrong by itself (contradicted or impossible), or follows from a wrong
 * premise. Then we check whether its number, give or take half of the last printed digit, lies where we expect another run.
 * Last we check the same for the other quantities that the number may stand for.
 */
export function judgeClaim(
  claim: Claim,
  { quantities, sweep, sample, explained }: Evidence,
  differingPaths: readonly string[],
): JudgedClaim {
  const compare = (id: QuantityId) => comparisonOf(id, claim, quantities, sample);
  const fitting = (ids: readonly QuantityId[], printed: Pick<Claim, 'value' | 'lastDigit'>) =>
    ids
      .map(compare)
      .find((other): other is Comparison => typeof other !== 'string' && liesWithin(printed, other)) ?? null;
  const found =
    claim.quantity === null ? 'No number of ours is comparable with it.' : compare(claim.quantity);
  const ours = typeof found === 'string' ? null : found;
  const other = fitting(claim.others ?? [], claim);
  const remarks = ours === null ? [] : remarksOn(claim, ours, quantities);
  const distance = distanceOf(claim, ours);
  const judged = (verdict: Verdict): JudgedClaim => ({
    claim,
    ours,
    distance,
    verdict: { ...verdict, explanation: [verdict.explanation, ...remarks].join(' ') },
  });

  if (differingPaths.length > 0) {
    const explanation = `The config differs from the document’s experiment in ${listing(differingPaths)}.`;
    return {
      claim,
      ours,
      distance: null,
      verdict: { kind: 'not comparable', paths: differingPaths, explanation },
    };
  }
  if (claim.judgedBy !== undefined) return judged(judgeIdea(claim, { quantities, explained }));
  if (claim.rises !== undefined) return judged(judgeRise(claim.rises, sweep));
  if (claim.contradictedBy !== undefined) {
    const explanation = `${capitalised(claim.contradictedBy.passage)}.${fits(other)}`;
    return judged({
      kind: 'contradicted by the document itself',
      contradiction: claim.contradictedBy,
      other,
      explanation,
    });
  }
  if (claim.impossible !== undefined) {
    const explanation = `${capitalised(claim.impossible.because)}.${fits(other)}`;
    return judged({ kind: 'impossible', bound: claim.impossible, other, explanation });
  }
  if (claim.arithmetic !== undefined) {
    const { premise } = claim.arithmetic;
    const is = fitting(premise.others, premise);
    return judged(judgeArithmetic(claim, claim.arithmetic, compare(premise.quantity), is, found));
  }
  if (ours === null) return judged({ kind: 'not comparable', paths: [], explanation: found as string });
  if (liesWithin(claim, ours)) return judged({ kind: 'agrees', explanation: `${expectation(ours)}.` });
  if (other !== null) {
    const explanation = `${expectation(ours)}; the number fits ${other.quantity}, ${readable(other.mean)}.`;
    return judged({ kind: 'agrees with another quantity', other, explanation });
  }
  return judged({ kind: 'disagrees', explanation: `${expectation(ours)}.` });
}

/** What a reader has to know beside the verdict on a number. */
function remarksOn(
  { remark, atSampleSize, quantity }: Claim,
  { samples }: Comparison,
  quantities: QuantitySummaries,
): string[] {
  // What is said about the size of a sample is true only of a number from such a sample.
  if (atSampleSize && samples === undefined) return [];
  const size = documentSampleSize(quantities);
  return [
    ...(samples === undefined ? [] : [originOf(size)]),
    ...(samples !== undefined && quantity === 'perFeature.mse.sd' ? [rangeOf(size)] : []),
    ...(remark === undefined ? [] : [filledIn(remark, quantities)]),
  ];
}

/** Where the size of the document's sample comes from. */
function originOf(size: DocumentSampleSize): string {
  if (size.samples === null) return '';
  return `The document does not state its number of samples. This one explains its standard deviation of ${printedSpread.value} over features: without sampling noise, ours is ${readable(size.spread)}.`;
}

function rangeOf(size: DocumentSampleSize): string {
  if (size.samples === null) return '';
  const [low, high] = size.range;
  const range = high === null ? `From ${grouped(low)} on` : `From ${grouped(low)} to ${grouped(high)}`;
  return `${range}, noise would give a number that rounds to ${printedSpread.value}.`;
}

/** A remark in which our numbers replace the ids of their quantities. */
function filledIn(remark: string, quantities: QuantitySummaries): string {
  const means: Readonly<Record<string, QuantitySummary>> = quantities;
  return remark.replaceAll(/\{([\w.]+)\}/g, (_, id: string) => {
    const mean = means[id]?.mean ?? null;
    return mean === null ? 'n/a' : readable(mean);
  });
}

/**
 * Judges a number that follows from another number of the document.
 *
 * @param taken our value of the quantity that the document takes that number for
 * @param is what that number fits otherwise
 * @param ours our value of the result
 */
function judgeArithmetic(
  claim: Claim,
  { formula, value, premise }: Arithmetic,
  taken: Comparison | string,
  is: Comparison | null,
  ours: Comparison | string,
): Verdict {
  const result = `${formula} = ${readable(value)}`;
  if (!isRounded(claim, value)) return { kind: 'disagrees', explanation: `${result}.` };
  if (typeof taken === 'string') {
    const explanation = `${result}. But nothing says whether ${premise.printed} is ${premise.quantity}. ${taken.replace(/^Ours/, `Our ${premise.quantity}`)}`;
    return { kind: 'not comparable', paths: [], explanation };
  }
  if (liesWithin(premise, taken)) {
    return {
      kind: 'agrees',
      explanation: `${result}, and ${premise.printed} fits ${taken.quantity}. ${expectation(taken, `Our ${taken.quantity}`)}.`,
    };
  }
  const real = is === null ? '' : `; ${premise.printed} fits ${is.quantity}, ${readable(is.mean)}`;
  const instead =
    typeof ours === 'string'
      ? ''
      : ` With the right number for each feature, the formula gives ${ours.quantity}, ${readable(ours.mean)}.`;
  return {
    kind: 'right arithmetic, wrong premise',
    premise: { taken, is },
    explanation: `${result}. But ${premise.printed} is not ${taken.quantity}. ${expectation(taken, `Our ${taken.quantity}`)}${real}.${instead}`,
  };
}

function judgeRise(line: keyof SparsitySweep['monotone'], { monotone }: SparsitySweep): Verdict {
  const lines = ['active', 'all', 'allPerActive'] as const;
  const statements = lines.map((name) => lineInWords(name, monotone[name]));
  const explanation = [...statements, 'These are the lines of figure 6, of one model.'].join(' ');
  if (monotone[line].rises) return { kind: 'agrees', explanation };
  return lines.some((name) => monotone[name].rises)
    ? { kind: 'agrees with another quantity', other: null, explanation }
    : { kind: 'disagrees', explanation };
}

function fits(other: Comparison | null): string {
  return other === null ? '' : ` It fits ${other.quantity}, ${readable(other.mean)}.`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function listing(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
