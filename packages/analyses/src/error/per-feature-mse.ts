import { naiveLosses } from '@superposition/core/internal/evaluation/closed-forms';
import type { Evaluation } from '@superposition/core/internal/evaluation/evaluate';
import { featureErrors, type ModelQuantities } from '@superposition/core/internal/quantities/quantities';
import { ascending, nullable } from '../numbers/ascending.js';

/** The data of figure 1: the mean squared error of each feature while it is active. */
export interface PerFeatureMse {
  readonly features: number;
  /** By feature; `null` for a feature that was never active in the evaluation. */
  readonly trained: readonly (number | null)[];
  /** Monte-Carlo standard error of each; `null` with fewer than two active entries. */
  readonly standardError: readonly (number | null)[];
  /** The naive solution by feature, exact: 0 for the first min(m, n) features, 1/6 for the others. */
  readonly naive: readonly number[];
  /** Features by ascending trained error, those without a value last. */
  readonly order: readonly number[];
  /** mse.active, with its Monte-Carlo standard error. */
  readonly mean: number | null;
  readonly meanStandardError: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /** Spread over features, and the same with the Monte-Carlo noise subtracted; `null` unless all have a value. */
  readonly sd: number | null;
  readonly sdTrue: number | null;
  readonly naiveMean: number;
  /** 1/6, the error of a feature whose output is always 0. */
  readonly ignored: number;
}

/** Sorts the active errors of the features, and gives those of the naive solution beside them. */
export function perFeatureMse(
  {
    evaluation,
    quantities,
  }: {
    readonly evaluation: Evaluation;
    readonly quantities: ModelQuantities;
  },
  { neurons }: { readonly neurons: number },
): PerFeatureMse {
  const { features, activeProbability, losses } = evaluation;
  const { mse, standardError } = featureErrors(evaluation);
  const naive = naiveLosses({ features, neurons }, activeProbability, 2);
  return {
    features,
    trained: nullable(mse),
    standardError: nullable(standardError),
    naive: Array.from({ length: features }, (_, i) => (i < neurons ? 0 : naive.ignoredFeature)),
    order: ascending(mse),
    mean: losses['mse.active'].mean,
    meanStandardError: losses['mse.active'].standardError,
    min: quantities['perFeature.mse.min'].value,
    max: quantities['perFeature.mse.max'].value,
    sd: quantities['perFeature.mse.sd'].value,
    sdTrue: quantities['perFeature.mse.sdTrue'].value,
    naiveMean: naive.active,
    ignored: naive.ignoredFeature,
  };
}
