import { mean } from '@superposition/core/internal/numbers/statistics';
import type {
  WordRaster,
  Words,
  WordsBesideChance,
} from '@superposition/analyses/internal/understanding/words';
import type { PlotPanel, Trace } from '../figure.js';
import type { Sentence } from '../sentences/rule.js';
import { counted, whole } from '../text/format.js';
import { type Colour, type ColourScale, four, fourArea, ink, ink2, paper } from '../theme.js';
import { packedMatrix } from '../typed-array.js';
import { axis } from './axis.js';
import { chanceArea, chanceBand } from './chance-area.js';
import { levelAcross, note } from './levels.js';
import { loadLabels } from './load-labels.js';
import { modelMarks, ofShorter } from './model-marks.js';

/** One kind of models, with its look and the words for it. */
export interface WordSeries {
  readonly name: string;
  readonly models: readonly Words[];
  readonly chance: WordsBesideChance;
  /** Whether its models are known not to have converged. */
  readonly isOpen: boolean;
}

/** From an empty cell over the palest word to the strongest weight. */
const inkOfWords: ColourScale = [
  [0, 'light-dark(#eeebe3, #22262b)'],
  [0.02, 'light-dark(#a9c4e0, #2c4a69)'],
  [1, 'light-dark(#1f5a94, #6fb0ee)'],
];

/** Which neurons each feature switches on. */
export function wordRasterPanel(
  { features, neurons, rows }: WordRaster,
  model: Words,
  whose: string,
  summary: Sentence,
): PlotPanel<Sentence> {
  const all =
    model.features === features.length
      ? counted(features.length, 'feature')
      : `${whole(features.length)} of ${counted(model.features, 'feature')}`;
  return {
    kind: 'plot',
    id: 'words',
    title: `The words: which neurons each feature switches on, ${whose}`,
    summary,
    width: 'full',
    aspect: 0.2,
    height: Math.round(58 + Math.max(60, Math.min(320, 13 * neurons.length))),
    traces: [
      {
        type: 'heatmap',
        name: 'words',
        z: packedMatrix(Float32Array.from(rows.flat()), neurons.length, features.length),
        meta: { columns: features, neuronRows: neurons },
        x: features.map(String),
        y: neurons.map((neuron) => `neuron ${neuron}`),
        zmin: 0,
        zmax: 1,
        colorscale: inkOfWords,
        showscale: false,
        hovertemplate: 'feature %{x}, %{y}: %{z:.2f} of the greatest weight<extra></extra>',
      },
    ],
    layout: {
      showlegend: false,
      xaxis: axis(`${all}, sorted by word`, {
        type: 'category',
        showticklabels: false,
        ticks: '',
        showgrid: false,
        zeroline: false,
      }),
      yaxis: axis('', {
        type: 'category',
        autorange: 'reversed',
        showgrid: false,
        zeroline: false,
        ticks: '',
      }),
    },
  };
}

/** How many features have a word of each length, mean over seeds. */
export function lengthsPanel(
  series: readonly WordSeries[],
  whose: string,
  summary: Sentence,
): PlotPanel<Sentence> {
  const all = series.flatMap(({ models }) => models.map(({ lengths }) => lengths));
  const first = Math.min(...all.map((lengths) => lengths.findIndex((count) => count > 0)));
  const last = Math.max(...all.map((lengths) => lengths.length - 1));
  const places = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const most = Math.max(1, ...all.flat());
  return {
    kind: 'plot',
    id: 'lengths',
    title: `Length of the words, ${whose}`,
    summary,
    width: 'third',
    aspect: 0.82,
    traces: series.map(({ name, models, isOpen }, index): Trace => {
      const counts = places.map((length) => models.map(({ lengths }) => lengths[length] ?? 0));
      const means = counts.map((of) => mean(of));
      const shift = series.length === 1 ? 0 : index === 0 ? -0.21 : 0.21;
      return {
        type: 'bar',
        name,
        x: places.map((place) => place + shift),
        y: means,
        width: places.map(() => (series.length === 1 ? 0.6 : 0.38)),
        marker: isOpen ? { color: paper, line: { color: four, width: 1.4 } } : { color: fourArea },
        ...(models.length > 1 && {
          error_y: {
            type: 'data',
            symmetric: false,
            array: counts.map((of, at) => Math.max(...of) - means[at]!),
            arrayminus: counts.map((of, at) => means[at]! - Math.min(...of)),
            thickness: 1.25,
            width: 0,
            color: ink,
          },
        }),
        hovertemplate: `${name}: %{y:.1f} features<extra></extra>`,
      };
    }),
    layout: {
      showlegend: false,
      barmode: 'overlay',
      xaxis: axis('neurons per feature', {
        range: [first - 0.6, last + 0.6],
        dtick: 1,
        tickformat: 'd',
        showgrid: false,
        zeroline: false,
        ticks: '',
      }),
      yaxis: axis('features', { range: [0, 1.22 * most] }),
      annotations: series.map(({ name, models }, index) => {
        const [lengths] = models.map((model) => model.lengths);
        const peak = lengths!.indexOf(Math.max(...lengths!));
        return {
          ...note(
            `<b>${name}</b>`,
            [peak + (index === 0 ? -0.21 : 0.21), Math.max(...models.map((each) => each.lengths[peak] ?? 0))],
            ['center', 'bottom'],
            index === 0 ? four : ink,
          ),
          xanchor: index === 0 ? 'center' : 'left',
          yshift: 3,
        };
      }),
    },
  };
}

/** Features of each neuron, ascending, over what chance gives. */
export function loadsPanel(
  series: readonly WordSeries[],
  whose: string,
  summary: Sentence,
): PlotPanel<Sentence> {
  const sorted = series.map((each) => ({ ...each, load: [...each.models[0]!.load].sort((a, b) => a - b) }));
  const most = Math.max(
    1,
    ...sorted.flatMap(({ load, chance }) => [...load, ...chance.sortedLoad.map(({ high }) => high)]),
  );
  const ranks = sorted[0]!.load.map((_, rank) => rank + 1);
  const isMany = ranks.length > 60;
  return {
    kind: 'plot',
    id: 'loads',
    title: `Features per neuron, ${whose}`,
    summary,
    width: 'third',
    aspect: 0.82,
    traces: [
      ...sorted.map(({ chance }) => chanceBand(ranks, chance.sortedLoad, 'random words, 95\u00a0%')),
      ...sorted.map(
        ({ name, load, isOpen }, index): Trace => ({
          type: 'scatter',
          mode: 'markers',
          name,
          x: ranks,
          y: load,
          marker: modelMarks({
            colour: four,
            size: (isMany ? 4 : 7.5) * (index === 0 ? 1 : ofShorter),
            open: load.map(() => isOpen),
          }),
          hovertemplate: `${name}: %{y} features<extra></extra>`,
        }),
      ),
    ],
    layout: {
      showlegend: false,
      xaxis: axis('neurons, by load', {
        range: [0.4, ranks.length + 0.6],
        showticklabels: false,
        ticks: '',
        showgrid: false,
        zeroline: false,
      }),
      yaxis: axis('features', { range: [0, 1.18 * most] }),
      annotations: loadLabels(sorted),
    },
  };
}

/** Fewer pairs by chance are no measure. */
const fewestPairs = 5;

/** Pairs of words by the neurons that they share, over the number by chance. */
export function overlapsPanel(
  { chance, isOpen }: WordSeries,
  whose: string,
  summary: Sentence,
): PlotPanel<Sentence> {
  const drawn = chance.overlaps.flatMap((each, shared) =>
    each.chance.mean >= fewestPairs ? [{ ...each, shared, ratio: each.pairs / each.chance.mean }] : [],
  );
  const tops = drawn.flatMap(({ ratio, chance: { high, mean } }) => [ratio, high / mean]);
  const top = Math.max(1.25, ...tops) * 1.16;
  const colour = (isOutside: boolean): Colour => (isOutside ? four : ink2);
  return {
    kind: 'plot',
    id: 'overlaps',
    title: `Neurons shared by two words, ${whose}`,
    summary,
    width: 'third',
    aspect: 0.82,
    traces: [
      ...drawn.map(({ shared, chance: { low, high, mean } }) =>
        chanceArea(
          [
            [shared - 0.22, low / mean],
            [shared + 0.22, low / mean],
            [shared + 0.22, high / mean],
            [shared - 0.22, high / mean],
          ],
          'random words, 95\u00a0%',
        ),
      ),
      {
        type: 'scatter',
        mode: 'markers',
        name: 'pairs',
        x: drawn.map(({ shared }) => shared),
        y: drawn.map(({ ratio }) => ratio),
        customdata: drawn.map(({ pairs }) => pairs),
        marker: modelMarks({ colour: four, size: 9, open: drawn.map(() => isOpen) }),
        hovertemplate: '%{customdata} pairs share %{x}: %{y:.2f} times chance<extra></extra>',
      },
    ],
    layout: {
      showlegend: false,
      xaxis: axis('neurons shared', {
        range: [-0.6, Math.max(1, (drawn.at(-1)?.shared ?? 0) + 0.6)],
        dtick: 1,
        tickformat: 'd',
        showgrid: false,
        zeroline: false,
        ticks: '',
      }),
      yaxis: axis('pairs ÷ chance', { range: [0, top], zeroline: false }),
      shapes: [levelAcross(1)],
      annotations: drawn.map(({ pairs, shared, ratio, chance: { mean, low, high } }) => {
        const isOutside = pairs < low || pairs > high;
        const isFar = Math.abs(ratio - 1) > 0.25;
        return {
          ...note(
            isFar ? `${whole(pairs)}, chance ${whole(mean)}` : whole(pairs),
            [shared, isFar ? ratio : Math.max(ratio, high / mean)],
            [isFar && shared > 1 ? 'right' : 'center', 'bottom'],
            colour(isOutside),
          ),
          yshift: 6,
        };
      }),
    },
  };
}
