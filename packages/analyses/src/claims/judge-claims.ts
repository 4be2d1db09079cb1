import { isExact, type QuantityId } from '@superposition/core/internal/quantities/quantity-definitions';
import { studentQuantile975 } from '@superposition/core/internal/numbers/statistics';
import type { QuantitySummaries, QuantitySummary } from '@superposition/core/internal/quantities/summary';
import type { Arithmetic, Bound, Claim, Contradiction } from './claim.js';
import { claims } from './claims.js';
import { naiveSamplingError } from './document-sampling.js';
import { lineInWords } from './line-in-words.js';
import { readable } from '../numbers/readable.js';
import type { SparsitySweep } from '../error/sparsity-sweep.js';

/** A claim beside our number, with the verdict. */
export interface JudgedClaim {
  readonly claim: Claim;
  /** Our value of the quantity that the document names; `null` for a statement without one. */
  readonly ours: Comparison | null;
  readonly verdict: Verdict;
}

/** The interval in which we expect the value of another run, with 95 % confidence. */
export interface Comparison {
  readonly quantity: QuantityId;
  readonly mean: number;
  /** mean ± t₀.₉₇₅,ₖ₋₁ · sd · √(1 + 1/k). Where our number is exact: ±1.96 sampling errors of the document. */
  readonly expected: readonly [number, number];
  readonly basis: 'seeds' | 'sampling error of the document' | 'exact';
}

/** `explanation` is one sentence for the report. */
export type Verdict = { readonly explanation: string } & (
  | { readonly kind: 'agrees' }
  /** `other` is `null` where the other quantity is a line of figure 6. */
  | { readonly kind: 'agrees with another quantity'; readonly other: Comparison | null }
  | { readonly kind: 'disagrees' }
  | { readonly kind: 'impossible'; readonly bound: Bound; readonly other: Comparison | null }
  | {
      readonly kind: 'contradicted by the document itself';
      readonly contradiction: Contradiction;
      readonly other: Comparison | null;
    }
  | {
      readonly kind: 'not comparable';
      /** Paths at which the config differs from the document's; empty when one of our numbers is missing instead. */
      readonly paths: readonly string[];
    }
);

/** The numbers that we judge claims by. */
export interface Evidence {
  readonly quantities: QuantitySummaries;
  readonly sweep: SparsitySweep;
}

/** Judges every claim. `differingPaths` are the paths at which the config differs from the document's experiment. */
export function judgeClaims(
  evidence: Evidence,
  { differingPaths }: { readonly differingPaths: readonly string[] },
): readonly JudgedClaim[] {
  return claims.map((claim) => judgeClaim(claim, evidence, differingPaths));
}

/**
 * Judges one claim. First we check whether the claim is wrong by itself (contradicted or impossible). Then we check
 * whether its number, give or take one unit of the last printed digit, lies where we expect another run. Last we check
 * the same for the other quantities that the number may stand for.
 */
export function judgeClaim(
  claim: Claim,
  { quantities, sweep }: Evidence,
  differingPaths: readonly string[],
): JudgedClaim {
  const compare = (id: QuantityId) => comparisonOf(id, claim, quantities);
  const ours = claim.quantity === null ? null : compare(claim.quantity);
  const matching = (claim.others ?? [])
    .map(compare)
    .find((other) => other !== null && liesWithin(claim, other));
  const other = matching ?? null;
  const remark = claim.remark === undefined ? '' : ` ${filledIn(claim.remark, quantities)}`;
  const judged = (verdict: Verdict): JudgedClaim => ({
    claim,
    ours,
    verdict: { ...verdict, explanation: `${verdict.explanation}${remark}` },
  });

  if (differingPaths.length > 0) {
    const explanation = `The config differs from the document’s experiment in ${differingPaths.join(', ')}.`;
    return { claim, ours, verdict: { kind: 'not comparable', paths: differingPaths, explanation } };
  }
  if (claim.rises !== undefined) return judged(judgeRise(claim.rises, sweep));
  if (claim.contradictedBy !== undefined) {
    const explanation = `${capitalised(claim.contradictedBy.passage)}.${fitting(other)}`;
    return judged({
      kind: 'contradicted by the document itself',
      contradiction: claim.contradictedBy,
      other,
      explanation,
    });
  }
  if (claim.impossible !== undefined) {
    const explanation = `${capitalised(claim.impossible.because)}.${fitting(other)}`;
    return judged({ kind: 'impossible', bound: claim.impossible, other, explanation });
  }
  if (claim.arithmetic !== undefined) return judged(judgeArithmetic(claim, claim.arithmetic));
  if (ours === null) {
    const explanation =
      claim.quantity === null
        ? 'No number of ours is comparable with it.'
        : withoutInterval(quantities[claim.quantity]);
    return judged({ kind: 'not comparable', paths: [], explanation });
  }
  if (liesWithin(claim, ours)) return judged({ kind: 'agrees', explanation: `${expectation(ours)}.` });
  if (other !== null) {
    const explanation = `${expectation(ours)}; the number fits ${other.quantity}, ${readable(other.mean)}.`;
    return judged({ kind: 'agrees with another quantity', other, explanation });
  }
  return judged({ kind: 'disagrees', explanation: `${expectation(ours)}.` });
}

/** A remark in which our numbers replace the ids of their quantities. */
function filledIn(remark: string, quantities: QuantitySummaries): string {
  const means: Readonly<Record<string, QuantitySummary>> = quantities;
  return remark.replaceAll(/\{([\w.]+)\}/g, (_, id: string) => {
    const mean = means[id]?.mean ?? null;
    return mean === null ? 'n/a' : readable(mean);
  });
}

/** The reason why we cannot say where another run would lie. */
function withoutInterval({ mean, reason }: QuantitySummary): string {
  const because = reason === undefined ? '' : `: ${reason}`;
  return mean === null
    ? `No number of ours to compare with${because}.`
    : `Ours is ${readable(mean)}, but nothing says where another run would lie${because}.`;
}

function comparisonOf(id: QuantityId, claim: Claim, quantities: QuantitySummaries): Comparison | null {
  const { mean, sd, seeds } = quantities[id];
  // One seed has no deviation, so we cannot say where another run would lie.
  if (mean === null || sd === null) return null;
  if (!isExact(id)) {
    const margin = studentQuantile975(seeds.length - 1) * sd * Math.sqrt(1 + 1 / seeds.length);
    return { quantity: id, mean, expected: [mean - margin, mean + margin], basis: 'seeds' };
  }
  const error = claim.sampled === id ? naiveSamplingError(quantities) : null;
  if (error === null) return { quantity: id, mean, expected: [mean, mean], basis: 'exact' };
  const margin = 1.96 * error;
  return {
    quantity: id,
    mean,
    expected: [mean - margin, mean + margin],
    basis: 'sampling error of the document',
  };
}

/** Whether the claim's number, give or take one unit of its last printed digit, lies in the expected interval. */
function liesWithin({ value, lastDigit }: Claim, { expected: [low, high] }: Comparison): boolean {
  return value !== null && value + lastDigit >= low && value - lastDigit <= high;
}

function judgeArithmetic({ value, lastDigit }: Claim, { formula, value: exact }: Arithmetic): Verdict {
  const agrees = value !== null && Math.abs(value - exact) <= lastDigit;
  return { kind: agrees ? 'agrees' : 'disagrees', explanation: `${formula} = ${readable(exact)}.` };
}

function judgeRise(line: keyof SparsitySweep['monotone'], { monotone }: SparsitySweep): Verdict {
  const lines = ['active', 'all', 'allPerActive'] as const;
  const explanation = lines.map((name) => lineInWords(name, monotone[name])).join(' ');
  if (monotone[line].rises) return { kind: 'agrees', explanation };
  return lines.some((name) => monotone[name].rises)
    ? { kind: 'agrees with another quantity', other: null, explanation }
    : { kind: 'disagrees', explanation };
}

function expectation({ mean, expected: [low, high], basis }: Comparison): string {
  if (basis === 'exact') return `Ours is ${readable(mean)} (exact)`;
  const source = basis === 'seeds' ? 'another run' : 'a sample of the document’s size';
  return `Ours is ${readable(mean)}, and ${source} is expected between ${readable(low)} and ${readable(high)}`;
}

function fitting(other: Comparison | null): string {
  return other === null ? '' : ` It fits ${other.quantity}, ${readable(other.mean)}.`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
