import type { LossComparison } from '@superposition/analyses/internal/error/loss-comparison';
import type { ResponseCurves } from '@superposition/analyses/internal/responses/response-curves';
import { convergedAt, type Convergence } from '@superposition/analyses/internal/sweeps/convergence';
import type { FeatureGains } from '@superposition/analyses/internal/sweeps/feature-gains';
import type { Figure, PlotPanel, Slider } from '../figure.js';
import { areaColour, gainArea, gainAxes, mostSteps, smallArea } from '../plot/gain-areas.js';
import {
  areasDefined,
  gainsPanel,
  gainsTitle,
  type ModelGains,
  modelName,
  naiveDefined,
  naiveTitle,
  panelNote,
  panelTitle,
  sliderTitle,
  sliderValue,
  sumName,
  sumOfGains,
  testedAtOwn,
  whatGainsAddUpTo,
  whatKindOfModel,
  whatNaiveIs,
  whichGains,
  whoIsServed,
} from '../sentences/gains-by-exponent.js';
import type { ModelSeed } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import { sharingName } from '../sentences/served.js';
import { howConverged } from '../sentences/trained.js';
import type { Settled } from '../settled.js';
import { oneScale } from '../text/format.js';

export interface GainsByExponentParams {
  readonly seed: ModelSeed;
  readonly features: number;
  readonly neurons: number;
  /** Of the training; null of a given model. */
  readonly lossExponent: number | null;
  readonly steps: number | null;
  /** The number of the figure that compares lengths of training; null if the report has none. */
  readonly convergenceFigure: number | null;
}

export interface GainsByExponentInputs {
  readonly curves: ResponseCurves;
  /** What features answer in the models of the sweep over exponents, if there is one. */
  readonly exponents: readonly Settled<FeatureGains>[];
  /** Models trained on the square as long as that of the report; left out where nothing was trained. */
  readonly comparison?: Settled<LossComparison>;
  readonly convergence?: Settled<Convergence>;
}

/** The models whose gains the top of the page shows: by exponent, ascending, those of the sweep where there is one. */
function shownGains(
  { curves, exponents, comparison }: Omit<GainsByExponentInputs, 'convergence'>,
  { lossExponent: own, steps }: Pick<GainsByExponentParams, 'lossExponent' | 'steps'>,
): readonly ModelGains[] {
  const swept = exponents.flatMap((each) => (each.status === 'value' ? each.value.points : []));
  const models: ModelGains[] = swept.map(({ settings, gains }) => ({
    lossExponent: settings.lossExponent,
    steps: settings.steps,
    gains,
  }));
  const add = (model: ModelGains) => {
    if (!models.some(({ lossExponent }) => lossExponent === model.lossExponent)) models.push(model);
  };
  add({ lossExponent: own, steps, gains: curves.positive });
  const rows = comparison?.status === 'value' ? comparison.value.rows : [];
  for (const { trainedWith, gains } of rows)
    if (trainedWith !== null && gains !== undefined) add({ lossExponent: trainedWith, steps, gains });
  return models.sort((a, b) => (a.lossExponent ?? 0) - (b.lossExponent ?? 0));
}

/** The figure at the top of the page: the gains of all features of the naive solution and by the exponent of the loss. */
export function gainsByExponent(
  inputs: GainsByExponentInputs,
  params: GainsByExponentParams,
): Figure<Sentence> {
  const { seed, features, neurons, lossExponent: own } = params;
  const models = shownGains(inputs, params);
  const naive: ModelGains = {
    lossExponent: null,
    steps: null,
    gains: Array.from({ length: features }, (_, feature) => (feature < neurons ? 1 : 0)),
  };
  const ours = models.find(({ lossExponent }) => lossExponent === own)!;
  // Beside the naive solution: the square, or that of the report where this is the square; then those of the slider.
  const square = models.find(({ lossExponent }) => lossExponent === 2);
  const [second, third] = own === 2 ? [ours, nearest(models, 4)] : [square, ours];
  const slides = models.length > 2 && third !== undefined;
  const all = [naive, ...models].flatMap(({ gains }) => gains.filter(Number.isFinite));
  const [low, high] = [Math.min(0, ...extremes(all)), Math.max(1, ...extremes(all))];
  const width = second !== undefined && third !== undefined ? 'third' : 'half';
  const panel = (id: string, model: ModelGains, title: Sentence): PlotPanel<Sentence> => ({
    kind: 'plot',
    id,
    title,
    summary: gainsPanel(model.gains),
    note: panelNote(model.gains),
    key: { value: sumOfGains(model.gains), label: sumName },
    width,
    aspect: 0.72,
    height: 236,
    traces: gainArea(
      model.gains,
      model === naive ? areaColour(null, own) : areaColour(model.lossExponent ?? Number.NaN, own),
      model === naive ? 'naive' : modelName(model, seed),
    ),
    layout: gainAxes(features, low, high, id === 'naive'),
  });
  const titled = (id: string, model: ModelGains) => panel(id, model, panelTitle(model.lossExponent, seed));
  const sliding = (model: ModelGains): PlotPanel<Sentence> => {
    const each = models.map((one) => [viewOf(one), titled('chosen', one)] as const);
    return {
      ...titled('chosen', model),
      views: Object.fromEntries(each.map(([view, { traces }]) => [view, traces])),
      heads: Object.fromEntries(
        each.map(([view, { title, summary, note, key }]) => [
          view,
          { title, summary, note: note!, key: key! },
        ]),
      ),
    };
  };
  const tested = inputs.convergence?.status === 'value' ? inputs.convergence.value : undefined;
  const shown = [...new Set([second, third].filter((each) => each !== undefined))];
  return {
    id: 'figure-gains',
    number: null,
    title: gainsTitle,
    finding:
      own === null
        ? whatKindOfModel(ours.gains)
        : whoIsServed(models, own, unconvergedSteps(models, own, inputs.convergence)),
    caption: paragraphs(
      paragraph(
        whatNaiveIs(features, neurons),
        whichGains(slides ? models : shown, seed),
        whatGainsAddUpTo(neurons, shown),
        ...(ours.steps === null || seed === null || own === null
          ? []
          : [howConverged(ours.steps, tested, params.convergenceFigure, own)]),
        testedAtOwn(own, shown, ours.steps !== null && convergedAt(tested, ours.steps) !== null),
      ),
    ),
    definitions: [areasDefined(Math.min(features, mostSteps), features), naiveDefined(features, neurons)],
    ...(slides && {
      views: { title: sliderTitle, options: optionsOf(models), slider: sliderOf(models, third, own) },
    }),
    panels: [
      panel('naive', naive, naiveTitle),
      ...(second === undefined ? [] : [titled('second', second)]),
      ...(third === undefined ? [] : [slides ? sliding(third) : titled('third', third)]),
    ],
    tables: [table(naive, models, seed)],
  };
}

const viewOf = ({ lossExponent }: ModelGains) => `q${lossExponent}`;

function optionsOf(models: readonly ModelGains[]) {
  return models.map((model) => ({ id: viewOf(model), label: String(model.lossExponent) }));
}

function sliderOf(models: readonly ModelGains[], first: ModelGains, own: number | null): Slider {
  return {
    first: viewOf(first),
    places: models.map((model) => ({
      value: sliderValue(model),
      group: sharingName(model.gains),
      heights: smallArea(model.gains),
      colour: areaColour(model.lossExponent, own),
    })),
  };
}

/** The model whose exponent is nearest to one, but 2; the smaller of two. */
function nearest(models: readonly ModelGains[], wanted: number): ModelGains | undefined {
  return models
    .filter(({ lossExponent }) => lossExponent !== 2)
    .sort((a, b) => Math.abs(a.lossExponent! - wanted) - Math.abs(b.lossExponent! - wanted))[0];
}

function extremes(values: readonly number[]): readonly [number, number] {
  return values.reduce<readonly [number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [0, 0],
  );
}

function table(naive: ModelGains, models: readonly ModelGains[], seed: ModelSeed) {
  const rows = [naive, ...models].filter(({ gains }) => gains.length > 0 && gains.every(Number.isFinite));
  return {
    title: 'Gains of all features',
    columns: ['', 'smallest', 'median', 'largest', 'sum'],
    rows: rows.map((model) => {
      const sorted = [...model.gains].sort((a, b) => a - b);
      const numbers = [sorted[0]!, sorted[Math.floor((sorted.length - 1) / 2)]!, sorted.at(-1)!];
      const print = oneScale(numbers, 4);
      return [
        model === naive ? 'naive' : modelName(model, seed),
        ...numbers.map(print),
        sumOfGains(model.gains),
      ];
    }),
  };
}

/** Whether the model of the report's own exponent has been found not to have converged, and after how many steps. */
function unconvergedSteps(
  models: readonly ModelGains[],
  own: number,
  convergence: Settled<Convergence> | undefined,
): number | null {
  const steps = models.find(({ lossExponent }) => lossExponent === own)?.steps ?? null;
  const found = convergence?.status === 'value' ? convergence.value : undefined;
  return steps !== null && convergedAt(found, steps) === false ? steps : null;
}
