import type { PerFeatureMse } from '@superposition/analyses/internal/error/per-feature-mse';
import { nullable } from '@superposition/analyses/internal/numbers/ascending';
import type { Evaluation } from '@superposition/core/internal/evaluation/evaluate';
import { featureErrors } from '@superposition/core/internal/quantities/quantities';
import type { Figure, FigureTable } from '../figure.js';
import { significant } from '../text/format.js';
import { errorsOfModels, errorStrips } from '../plot/error-strips.js';
import { shownDots } from '../plot/feature-strips.js';
import { spanOf } from '../plot/strip-lines.js';
import type { Settled } from '../settled.js';
import { readable } from '../typed-array.js';
import {
  type ErrorsOfModel,
  errorsBesideIgnored,
  spanColumns,
  unmeasuredSeeds,
} from '../sentences/errors-of-seeds.js';
import { type ModelSeed, modelWord, oneModel, shownModels } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import {
  besideNaive,
  errorOfFeatures,
  naiveErrors,
  perFeatureDefinitions,
  stripsInWords,
} from '../sentences/per-feature-error.js';
import { withSamplingError } from '../sentences/reading.js';
import type { Sentence } from '../sentences/rule.js';
import { dotsAndLines } from '../sentences/strips.js';

export interface Figure1Params {
  readonly seed: ModelSeed;
  readonly activeProbability: number;
  /** null where it is not known how long the model was trained. */
  readonly steps: number | null;
  /** The seeds of the further models, in the order of their evaluations. */
  readonly otherSeeds: readonly number[];
}

export interface Figure1Inputs {
  readonly errors: PerFeatureMse;
  readonly others: readonly Settled<Evaluation>[];
}

/** Figure 1: the mean squared error of each feature while it is active, beside that of the naive solution. */
export function figure1({ errors, others }: Figure1Inputs, params: Figure1Params): Figure<Sentence> {
  const { seed, steps, activeProbability, otherSeeds } = params;
  const shown: ErrorsOfModel = { seed, errors: errors.trained, standardErrors: errors.standardError };
  const further = others.flatMap((evaluation, index) =>
    evaluation.status === 'value' ? [errorsOf(evaluation.value, otherSeeds[index]!)] : [],
  );
  const missing = otherSeeds.filter((_, index) => others[index]?.status === 'failure');
  const ours = modelWord(seed);
  const { mean, min, max, naive, ignored } = errors;
  const strips = errorsOfModels(
    [shown, ...further].map(({ seed: each, errors: values, standardErrors }) => ({
      seed: each,
      values,
      standardErrors,
    })),
    ignored,
  );
  return {
    id: 'figure-1',
    number: 1,
    title: 'Squared error of each feature',
    // What is said of all models is said of none where one of them is missing.
    finding: errorsBesideIgnored(missing.length === 0 ? [shown, ...further] : [shown], ignored),
    caption: paragraphs(
      paragraph(
        oneModel(seed, steps),
        dotsAndLines(
          errors.trained.filter((error) => error !== null).length,
          shownDots(strips),
          further.length,
        ),
        unmeasuredSeeds(missing),
        errorOfFeatures(errors),
      ),
      paragraph(naiveErrors(errors), besideNaive(errors, seed)),
    ),
    definitions: perFeatureDefinitions(seed, activeProbability),
    panels: [
      {
        kind: 'plot',
        id: 'strips',
        title: `Output 0, naive, and ${shownModels(seed, steps, further.length + 1)}`,
        summary: stripsInWords(errors, seed, further.length),
        width: 'full',
        aspect: 0.4,
        ...errorStrips(strips, { naive, ignored }),
      },
    ],
    tables: [
      {
        title: 'Squared error over active entries',
        columns: ['', 'naive', ours],
        rows: [
          [
            'mean over features (± Monte-Carlo standard error)',
            significant(errors.naiveMean),
            mean === null ? 'n/a' : withSamplingError(mean, errors.meanStandardError),
          ],
          ['smallest', significant(Math.min(...naive)), min === null ? 'n/a' : significant(min)],
          ['largest', significant(Math.max(...naive)), max === null ? 'n/a' : significant(max)],
        ],
      },
      ...(further.length === 0 ? [] : [bySeed([shown, ...further])]),
    ],
    readings: [{ of: 'feature', name: 'squared error', values: readable(errors.trained) }],
  };
}

function errorsOf(evaluation: Evaluation, seed: number): ErrorsOfModel {
  const { mse, standardError } = featureErrors(evaluation);
  return { seed, errors: nullable(mse), standardErrors: nullable(standardError) };
}

function bySeed(models: readonly ErrorsOfModel[]): FigureTable {
  return {
    title: 'Squared error over active entries, by seed',
    columns: ['seed', ...spanColumns],
    rows: models.map((model) => {
      const span = spanOf({ values: model.errors });
      const cells =
        span === null
          ? Array.from({ length: 5 }, () => 'n/a')
          : [span.low, span.quartiles[0], span.mean, span.quartiles[1], span.high].map((each) =>
              significant(each),
            );
      return [String(model.seed), ...cells];
    }),
  };
}
