import type { ResponseCurves } from '@superposition/analyses/internal/responses/response-curves';
import type { FeatureGains } from '@superposition/analyses/internal/sweeps/feature-gains';
import type { ResponseFacts } from '@superposition/core/internal/network/response-facts';
import type { Figure, MultiplesPanel, PlotPanel } from '../figure.js';
import { oneScale, whole } from '../text/format.js';
import { exponentLines } from '../plot/exponent-lines.js';
import { drawnFeatures } from '../plot/response-lines.js';
import { responseOverlay } from '../plot/response-overlay.js';
import type { Settled } from '../settled.js';
import { four, ink3 } from '../theme.js';
import { readable } from '../typed-array.js';
import { type ModelSeed, oneModel, shownModels } from '../sentences/model.js';
import {
  type AnswersByExponent,
  exponentPanel,
  exponentsInWords,
  type OwnAnswers,
  overlayInWords,
  reachingByExponent,
  whatFeaturesGet,
} from '../sentences/own-answers.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import { ownResponses, responseDefinitions, smallPanels, sweptCheck } from '../sentences/responses.js';
import type { Sentence } from '../sentences/rule.js';

export interface Figure2Params {
  readonly seed: ModelSeed;
  /** null where it is not known how long the model was trained. */
  readonly steps: number | null;
  /** The seeds of the further models, in the order of their responses. */
  readonly otherSeeds: readonly number[];
  /** The exponent of the training; null for given weights. */
  readonly lossExponent: number | null;
}

export interface Figure2Inputs {
  readonly curves: ResponseCurves;
  readonly others: readonly Settled<ResponseFacts>[];
  /** What features answer in the models of the sweep over exponents, if there is one. */
  readonly exponents: readonly Settled<FeatureGains>[];
}

/** Figure 2: the output of each feature over x from −1 to 1, while this feature alone is active. */
export function figure2(
  { curves, others, exponents }: Figure2Inputs,
  params: Figure2Params,
): Figure<Sentence> {
  const { seed, steps, otherSeeds, lossExponent } = params;
  const { features, positive, negative, positiveMean, negativeMean } = curves;
  const own: OwnAnswers = { seed, positive, negative };
  const models = [
    own,
    ...others.flatMap((other, index): OwnAnswers[] =>
      other.status === 'value'
        ? [
            {
              seed: otherSeeds[index]!,
              positive: [...other.value.positive],
              negative: [...other.value.negative],
            },
          ]
        : [],
    ),
  ].filter((model) => model === own || [...model.positive, ...model.negative].every(Number.isFinite));
  const swept = exponents.flatMap((each) =>
    each.status === 'value' ? someExponents(each.value, lossExponent ?? 4) : [],
  );
  const drawn = [...models, ...swept].flatMap((model) => [model.positive, model.negative]);
  const all = padded(
    drawn
      .flat()
      .reduce<readonly [number, number]>(
        ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
        [0, 1],
      ),
  );
  // Both panels have one scale, with room for the names of the exponents.
  const y = swept.length === 0 ? all : ([all[0], all[1] + 0.2 * (all[1] - all[0])] as const);
  return {
    id: 'figure-2',
    number: 2,
    title: 'Output of a feature against its own input',
    finding: paragraph(whatFeaturesGet(models, lossExponent), reachingByExponent(swept)),
    caption: paragraphs(
      paragraph(
        oneModel(seed, steps),
        overlayInWords(features, drawnFeatures(own).length, models.length),
        ownResponses(curves),
      ),
      paragraph(exponentsInWords(swept), sweptCheck(curves)),
    ),
    definitions: responseDefinitions(curves, seed),
    panels: [
      responseOverlay(
        models,
        { positiveMean, negativeMean },
        y,
        swept.length === 0,
        overlayTitle(models.length, params),
        ownResponses(curves),
      ),
      ...(swept.length === 0
        ? []
        : [
            {
              kind: 'plot',
              id: 'exponents',
              title: `By exponent, ${shownModels(swept[0]!.seed, swept[0]!.steps)} each`,
              summary: exponentPanel(swept),
              width: 'half',
              aspect: 0.75,
              ...exponentLines(swept, lossExponent ?? 4, y),
            } satisfies PlotPanel<Sentence>,
          ]),
      ofEach(curves, all, shownModels(seed, steps)),
    ],
    tables: [
      {
        title: 'Own output with one feature active',
        columns: ['', 'mean over features', 'smallest', 'largest'],
        rows: [ownRow('x = 1: R⁺ᵢᵢ', positiveMean, positive), ownRow('x = −1: R⁻ᵢᵢ', negativeMean, negative)],
      },
    ],
    readings: [{ of: 'feature', name: 'gain', values: readable(positive), ranked: true }],
  };
}

function overlayTitle(models: number, { seed, steps, lossExponent }: Figure2Params): string {
  const whose = shownModels(seed, steps, models);
  return lossExponent === null ? `Each feature, ${whose}` : `q = ${lossExponent}, ${whose}`;
}

/** The exponents that differ most: below the square, the square, and that of the report or else the fourth power. */
function someExponents({ seed, points }: FeatureGains, own: number): readonly AnswersByExponent[] {
  const wanted = new Set([1.5, 2, own < 2.5 ? 4 : own]);
  return points
    .filter(({ settings }) => wanted.has(settings.lossExponent))
    .map(({ settings: { lossExponent, steps }, gains, atMinusOne }) => ({
      lossExponent,
      steps,
      seed,
      positive: gains,
      negative: atMinusOne,
    }));
}

/** The grid of the document's figure: a panel for each feature. */
function ofEach(
  curves: ResponseCurves,
  y: readonly [number, number],
  whose: string,
): MultiplesPanel<Sentence> {
  const { shown, features, positive, negative } = curves;
  return {
    kind: 'multiples',
    folded: true,
    id: 'each',
    title:
      shown.length < features
        ? `${whole(shown.length)} features, one panel each, ${whose}: input x across, its output up, relu in grey`
        : `One panel a feature, ${whose}: input x across, its output up, relu in grey`,
    summary: smallPanels(curves),
    width: 'full',
    x: [-1, 1],
    y,
    curveColour: four,
    referenceColour: ink3,
    reference: [
      [-1, 0],
      [0, 0],
      [1, 1],
    ],
    cells: shown.map((feature) => ({
      label: String(feature),
      feature,
      points: [
        [-1, negative[feature]!],
        [0, 0],
        [1, positive[feature]!],
      ],
    })),
  };
}

function ownRow(name: string, mean: number, values: readonly number[]): string[] {
  const numbers = [mean, Math.min(...values), Math.max(...values)];
  return [name, ...numbers.map(oneScale(numbers, 4))];
}

function padded([low, high]: readonly [number, number]): readonly [number, number] {
  const margin = 0.04 * (high - low);
  return [low - margin, high + margin];
}
