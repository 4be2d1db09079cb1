import type { IsolatedAndTotal } from '@superposition/analyses/internal/error/isolated-and-total';
import { nullable } from '@superposition/analyses/internal/numbers/ascending';
import type { Evaluation } from '@superposition/core/internal/evaluation/evaluate';
import { featureErrors } from '@superposition/core/internal/quantities/quantities';
import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';
import type { Figure } from '../figure.js';
import { percent, significant, whole } from '../text/format.js';
import { shareBars } from '../plot/share-bars.js';
import { isTakenAway, steppedFeatures, stepAreas } from '../plot/step-areas.js';
import {
  addedToEach,
  aloneAndTogether,
  aloneByFeature,
  areasInWords,
  isolatedDefinitions,
  meanParts,
  neverActive,
  partsAlone,
  totalBelow,
} from '../sentences/isolated-and-total.js';
import { type ModelSeed, oneModel, shownModels } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import { withSamplingError } from '../sentences/reading.js';
import type { Sentence } from '../sentences/rule.js';
import { sharesAlone, sharesInWords, sharesOf } from '../sentences/shares-alone.js';
import type { Settled } from '../settled.js';

export interface Figure9Params {
  readonly seed: ModelSeed;
  readonly activeProbability: number;
  /** null where it is not known how long the model was trained. */
  readonly steps: number | null;
  readonly lossExponent: number;
}

export interface Figure9Inputs {
  readonly parts: IsolatedAndTotal;
  /** Over all models. */
  readonly quantities: QuantitySummaries;
  /** Of the further models. */
  readonly others: readonly Settled<Evaluation>[];
}

/** Figure 9: the error of each feature when it is active alone, and the error that the other features add. */
export function figure9(
  { parts, quantities, others }: Figure9Inputs,
  params: Figure9Params,
): Figure<Sentence> {
  const { seed, steps, activeProbability, lossExponent } = params;
  const { mean, total } = parts;
  const measured = total.filter((error) => error !== null);
  const components: readonly (readonly [name: string, value: number | null])[] = [
    ['attenuation', mean.attenuation],
    ['leak', mean.leak],
    ['interference', mean.interference],
    ['total', mean.total],
  ];
  const band = bandOf(parts, others);
  const models = band === undefined ? 1 : others.length + 1;
  const split = { features: parts.features, lossExponent, isTrained: seed !== null, quantities };
  const shares = sharesOf(split);
  const one = shownModels(seed, steps);
  return {
    id: 'figure-9',
    number: 9,
    title: 'Isolated against total error',
    finding: sharesAlone(split),
    caption: paragraphs(
      paragraph(
        oneModel(seed, steps),
        areasInWords(parts.features, measured.length, steppedFeatures(parts).length, models),
        totalBelow(isTakenAway(parts)),
        aloneAndTogether(parts),
      ),
      paragraph(aloneByFeature(parts), partsAlone(parts), addedToEach(parts)),
    ),
    definitions: isolatedDefinitions(seed, activeProbability),
    panels: [
      {
        kind: 'plot',
        id: 'per-feature',
        title: `Parts of the error, ${one}${models > 1 ? `; dotted: ${shownModels(seed, null, models)}` : ''}`,
        summary: paragraph(aloneAndTogether(parts), meanParts(components)),
        width: 'full',
        aspect: 0.4,
        ...stepAreas(parts, band, models),
      },
      // With one share there is nothing to compare.
      ...(shares.length < 2
        ? []
        : [
            {
              kind: 'plot' as const,
              id: 'shares',
              title: `Share of the feature alone, ${shownModels(seed, steps, quantities['mse.active'].seeds.length)}`,
              summary: sharesInWords(shares),
              width: 'full' as const,
              aspect: 0.2,
              ...shareBars(shares),
            },
          ]),
    ],
    tables: [
      {
        title: 'Mean over features, squared error over active entries',
        columns: ['part', 'value', 'share of total'],
        rows: [
          ['attenuation, x > 0 (exact)', significant(mean.attenuation), share(mean.attenuation, mean.total)],
          ['leak, x < 0 (exact)', significant(mean.leak), share(mean.leak, mean.total)],
          ['isolated (exact)', significant(mean.isolated), share(mean.isolated, mean.total)],
          [
            'interference (± Monte-Carlo standard error)',
            mean.interference === null
              ? 'n/a'
              : withSamplingError(mean.interference, mean.interferenceStandardError),
            share(mean.interference, mean.total),
          ],
          [
            'total (± Monte-Carlo standard error)',
            mean.total === null ? 'n/a' : withSamplingError(mean.total, mean.totalStandardError),
            share(mean.total, mean.total),
          ],
        ],
      },
      ...(measured.length < parts.features
        ? [
            {
              title: 'Left out',
              columns: [neverActive],
              rows: [[whole(parts.features - measured.length)]],
            },
          ]
        : []),
    ],
  };
}

function share(part: number | null, total: number | null): string {
  return part === null || total === null || total === 0 ? 'n/a' : percent(part / total, 1);
}

/** The least and the greatest error at each rank, over models; undefined for one model, and unless all have all errors. */
function bandOf(parts: IsolatedAndTotal, others: readonly Settled<Evaluation>[]) {
  const sorted = [
    parts.total,
    ...others.map((other) => (other.status === 'value' ? nullable(featureErrors(other.value).mse) : [null])),
  ].map((errors) => Float64Array.from(errors, (error) => error ?? Number.NaN).sort());
  if (others.length === 0 || sorted.some((errors) => errors.some(Number.isNaN))) return undefined;
  const at = (choose: (...errors: number[]) => number) =>
    Array.from(sorted[0]!, (_, rank) => choose(...sorted.map((errors) => errors[rank]!)));
  return { low: at(Math.min), high: at(Math.max) };
}
