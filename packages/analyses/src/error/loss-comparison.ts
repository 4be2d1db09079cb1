import type { ResponseFacts } from '@superposition/core/internal/network/response-facts';
import type { QuantitySummaries, QuantitySummary } from '@superposition/core/internal/quantities/summary';

/**
 * The losses that figure 7 compares: exponents 2 and 4 (and that of the training), each over active and all entries.
 */
const comparedLosses = ['mse.active', 'mse.all', 'l4.active', 'l4.all', 'lq.active', 'lq.all'] as const;

export type ComparedLoss = (typeof comparedLosses)[number];

/** The data of figure 7: L4 against L2, both as the training loss and as the measured loss. */
export interface LossComparison {
  /** training.lossExponent, the q of lq and of `trained`. */
  readonly lossExponent: number;
  /** In this order: naive, zero, trained with q, trained with 2 (left out when q is 2). */
  readonly rows: readonly LossComparisonRow[];
}

export interface LossComparisonRow {
  readonly solution: 'naive' | 'zero' | 'trained';
  /** The exponent of the training's loss, `null` where nothing was trained. */
  readonly trainedWith: number | null;
  /** Over seeds; exact for naive and zero (sd 0). */
  readonly losses: Readonly<Record<ComparedLoss, QuantitySummary>>;
  /** Mean gain for positive inputs and output at x = −1, over seeds. */
  readonly gain: QuantitySummary;
  readonly outputMinusOne: QuantitySummary;
  /** R⁺ᵢᵢ by feature, of the model of the first seed; left out where nothing was trained, or no responses were given. */
  readonly gains?: readonly number[];
  /** The naive loss divided by this row's mean loss: how many times better than naive; `null` when either is 0. */
  readonly improvement: Readonly<Record<ComparedLoss, number | null>>;
}

/**
 * Puts the losses of the naive solution, of the zero output and of the trained models beside each other. `responses` are those of the
 * first model of each of `trained`, or none.
 */
export function lossComparison(
  {
    trained,
    responses,
  }: {
    readonly trained: readonly QuantitySummaries[];
    readonly responses: readonly ResponseFacts[];
  },
  { lossExponent, trainedWith }: { readonly lossExponent: number; readonly trainedWith: readonly number[] },
): LossComparison {
  const first = trained[0];
  if (first === undefined || trained.length !== trainedWith.length) {
    throw new TypeError(`${trained.length} summaries of models trained with ${trainedWith.length} exponents`);
  }
  return {
    lossExponent,
    rows: [
      row(first, 'naive', null),
      row(first, 'zero', null),
      ...trained.map((summaries, index) => {
        const gains = responses[index]?.positive;
        const found = row(summaries, 'trained', trainedWith[index]!);
        return gains === undefined ? found : { ...found, gains: [...gains] };
      }),
    ],
  };
}

function row(
  summaries: QuantitySummaries,
  solution: LossComparisonRow['solution'],
  trainedWith: number | null,
): LossComparisonRow {
  const prefix = solution === 'trained' ? '' : (`${solution}.` as const);
  const perLoss = <Value>(value: (loss: ComparedLoss) => Value) =>
    Object.fromEntries(comparedLosses.map((loss) => [loss, value(loss)])) as Record<ComparedLoss, Value>;
  return {
    solution,
    trainedWith,
    losses: perLoss((loss) => summaries[`${prefix}${loss}`]),
    gain: summaries[`${prefix}gain.positive`],
    outputMinusOne: summaries[`${prefix}output.minusOne`],
    improvement: perLoss((loss) => {
      const naive = summaries[`naive.${loss}`].mean;
      const own = summaries[`${prefix}${loss}`].mean;
      // There is no ratio for a model without any loss, nor for a naive loss of 0.
      return naive === null || own === null || naive === 0 || own === 0 ? null : naive / own;
    }),
  };
}
