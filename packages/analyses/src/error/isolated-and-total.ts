import type { Evaluation } from '@superposition/core/internal/evaluation/evaluate';
import { featureErrors } from '@superposition/core/internal/quantities/quantities';
import type { ResponseFacts } from '@superposition/core/internal/network/response-facts';
import { mean } from '@superposition/core/internal/numbers/statistics';
import { ascending, nullable } from '../numbers/ascending.js';

/**
 * The data of figure 9: the part of each feature's active error that it has in isolation, and the part from the others.
 */
export interface IsolatedAndTotal {
  readonly features: number;
  /** (1−R⁺ᵢᵢ)²/6 by feature, exact: positive inputs come out too small. */
  readonly attenuation: readonly number[];
  /** (R⁻ᵢᵢ)²/6 by feature, exact: negative inputs leak through. */
  readonly leak: readonly number[];
  /** attenuation + leak: one feature active at a time, exact. */
  readonly isolated: readonly number[];
  /** Active error on the data distribution by feature, Monte Carlo; `null` for a feature that was never active. */
  readonly total: readonly (number | null)[];
  /** Of the total, and of what others add to the isolated part, which is exact; `null` with fewer than two active entries. */
  readonly totalStandardError: readonly (number | null)[];
  /** Features by ascending total error, those without a value last. */
  readonly order: readonly number[];
  readonly mean: {
    readonly attenuation: number;
    readonly leak: number;
    readonly isolated: number;
    /** mse.active, with its Monte-Carlo standard error. */
    readonly total: number | null;
    readonly totalStandardError: number | null;
    /** mse.interference: total − isolated. The isolated part is exact. */
    readonly interference: number | null;
    readonly interferenceStandardError: number | null;
    /** Of the total; `null` when it is 0 or unknown. */
    readonly isolatedShare: number | null;
    readonly interferenceShare: number | null;
    /** Of either share, because they add to 1: isolated / total² times the error of the total. */
    readonly shareStandardError: number | null;
  };
}

/** Splits the active error into its exact isolated part and the rest, which is interference. */
export function isolatedAndTotal({
  responses,
  evaluation,
}: {
  readonly responses: ResponseFacts;
  readonly evaluation: Evaluation;
}): IsolatedAndTotal {
  const attenuation = Array.from(responses.positive, (gain) => ((1 - gain) * (1 - gain)) / 6);
  const leak = Array.from(responses.negative, (output) => (output * output) / 6);
  const isolated = attenuation.map((error, i) => error + leak[i]!);
  const errors = featureErrors(evaluation);
  const { mean: total, standardError } = evaluation.losses['mse.active'];
  const isolatedMean = mean(isolated);
  const interference = evaluation.interference;
  const shareOf = (part: number | null) =>
    part === null || total === null || total === 0 ? null : part / total;
  const isolatedShare = shareOf(isolatedMean);
  return {
    features: evaluation.features,
    attenuation,
    leak,
    isolated,
    total: nullable(errors.mse),
    totalStandardError: nullable(errors.standardError),
    order: ascending(errors.mse),
    mean: {
      attenuation: mean(attenuation),
      leak: mean(leak),
      isolated: isolatedMean,
      total,
      totalStandardError: standardError,
      interference: interference.mean,
      interferenceStandardError: interference.standardError,
      isolatedShare,
      interferenceShare: shareOf(interference.mean),
      shareStandardError:
        isolatedShare === null || standardError === null ? null : (isolatedShare / total!) * standardError,
    },
  };
}
