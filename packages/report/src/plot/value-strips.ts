import { quantileOfSorted } from '@superposition/core/internal/numbers/statistics';
import type { PlotPanel, Trace } from '../figure.js';
import type { ModelSeed } from '../sentences/model.js';
import { four, ink2 } from '../theme.js';
import { float32Array } from '../typed-array.js';
import { levelUp, zeroUp } from './levels.js';
import { axis } from './axis.js';
import { someRanks } from './by-rank.js';

/** A number for each feature of a model. */
export interface ValuesOfModel {
  readonly seed: ModelSeed;
  readonly values: readonly number[];
}

/** More dots than this cannot be told apart. */
const mostDots = 200;

/** Pixels: the rows of further models, and what stands below the plot. */
const row = { most: 16.5, least: 4, all: 160 } as const;
const belowPlot = 46;

/** The features that have a dot, by ascending value. */
export function dottedFeatures({ values }: ValuesOfModel): readonly number[] {
  const sorted = values.map((_, feature) => feature).sort((a, b) => values[a]! - values[b]! || a - b);
  return someRanks(sorted.length, mostDots).map((rank) => sorted[rank]!);
}

/**
 * The first model as dots, a feature each, and every further model as a line from its least to its greatest value, thick where the
 * middle half of them lies. 0 and 1 are on the axis: nothing, and all of an input.
 */
export function valueStrips(
  models: readonly ValuesOfModel[],
  title: string,
): Pick<PlotPanel, 'traces' | 'layout' | 'height'> {
  const [shown, ...others] = models as readonly [ValuesOfModel, ...ValuesOfModel[]];
  const half = shown.values.length < 3 ? 14 : shown.values.length <= 30 ? 26 : 50;
  const each = Math.max(row.least, Math.min(row.most, row.all / Math.max(1, others.length)));
  const dotsAt = 22 + half;
  const lineAt = (index: number) => dotsAt + half + 14 + index * each;
  const end = others.length === 0 ? dotsAt + half + 8 : lineAt(others.length - 1) + 12;
  const all = models.flatMap(({ values }) => values);
  const [low, high] = [Math.min(0, ...all), Math.max(1, ...all)];
  const room = 0.04 * (high - low);
  const features = dottedFeatures(shown);
  const several = features.length > 30;
  const dots: Trace = {
    type: 'scatter',
    mode: 'markers',
    name: 'features',
    x: float32Array(features.map((feature) => shown.values[feature]!)),
    y: features.map(() => dotsAt),
    meta: { features, swarm: half },
    customdata: features,
    marker: { color: four, size: several ? 5.2 : 8, symbol: 'circle' },
    hovertemplate: 'feature %{customdata}: %{x:.4f}<extra></extra>',
  };
  return {
    height: Math.round(end + belowPlot),
    traces: [...lines(others, lineAt, each), dots],
    layout: {
      showlegend: false,
      xaxis: axis(title, { range: [low - room, high + room], zeroline: false }),
      yaxis: axis('', {
        range: [end, 0],
        tickvals: [dotsAt, ...others.map((_, index) => lineAt(index))],
        ticktext: [
          `<b>${shown.seed === null ? 'given' : `seed ${shown.seed}`}</b>`,
          ...others.map(({ seed }) => `seed ${seed}`),
        ],
        showgrid: false,
        zeroline: false,
        ticks: '',
      }),
      shapes: [zeroUp(), levelUp(1)],
      annotations: [
        {
          xref: 'x',
          yref: 'y',
          x: 1,
          y: 10,
          text: '1: exact',
          xanchor: high > 1.5 ? 'left' : 'right',
          yanchor: 'middle',
          showarrow: false,
          font: { color: ink2, size: 12 },
        },
      ],
    },
  };
}

function lines(
  models: readonly ValuesOfModel[],
  at: (index: number) => number,
  each: number,
): readonly Trace[] {
  if (models.length === 0) return [];
  const sorted = models.map(({ values }) => Float64Array.from(values).sort());
  const between = (name: string, width: number, from: number, to: number): Trace => ({
    type: 'scatter',
    mode: 'lines',
    name,
    x: sorted.flatMap((values) => [quantileOfSorted(values, from), quantileOfSorted(values, to), null]),
    y: sorted.flatMap((_, index) => [at(index), at(index), null]),
    line: { color: four, width },
    hoverinfo: 'skip',
  });
  const narrow = each < 8;
  return [
    between('range', 1, 0, 1),
    between('middle half', narrow ? 2 : 3.5, 0.25, 0.75),
    {
      type: 'scatter',
      mode: 'markers',
      name: 'mean',
      x: sorted.map((values) => values.reduce((sum, value) => sum + value, 0) / values.length),
      y: sorted.map((_, index) => at(index)),
      marker: { color: four, size: narrow ? 3 : 6.5, symbol: 'circle' },
      hovertemplate: 'mean %{x:.4f}<extra></extra>',
    },
  ];
}
