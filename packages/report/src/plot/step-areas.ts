import type { IsolatedAndTotal } from '@superposition/analyses/internal/error/isolated-and-total';
import type { Layout, Trace } from '../figure.js';
import { counted, percent, significant, whole } from '../text/format.js';
import { type Colour, four, fourArea, ink, ink2, paper, soft, tint } from '../theme.js';
import { packedNumbers } from '../typed-array.js';
import { axis } from './axis.js';
import { someRanks } from './by-rank.js';
import { marginLabel } from './margin-label.js';

/** More steps than this are narrower than a line. */
const mostSteps = 400;
/** More whiskers than this are an area of their own. */
const mostWhiskers = 60;

/** The features that have a step, by ascending total error. */
export function steppedFeatures({ order, total }: IsolatedAndTotal): readonly number[] {
  const measured = order.filter((feature) => total[feature] !== null);
  return someRanks(measured.length, mostSteps).map((rank) => measured[rank]!);
}

/** Whether others take away from the error of a feature that has a step: its total is less than its error alone. */
export function isTakenAway(parts: IsolatedAndTotal): boolean {
  return steppedFeatures(parts).some((feature) => parts.total[feature]! < parts.isolated[feature]!);
}

/** A line of steps of the width one, over features. */
function steps(
  name: string,
  values: readonly number[],
  features: readonly number[],
  more: Partial<Trace>,
): Trace {
  const ends = <T>(list: readonly T[]) => [...list, ...list.slice(-1)];
  return {
    type: 'scatter',
    mode: 'lines',
    name,
    x: packedNumbers(Array.from({ length: values.length + 1 }, (_, rank) => rank)),
    y: packedNumbers(ends(values)),
    meta: { features: ends(features) },
    hoverinfo: 'skip',
    ...more,
    line: { shape: 'hv', width: 0, ...(more['line'] as object) },
  };
}

/**
 * The parts of the error of each feature as areas upon each other, labelled at the right, with the band of the sorted errors of
 * several models. Where others take away from an error, there is no area to add: then the total is a line over the others.
 */
export function stepAreas(
  parts: IsolatedAndTotal,
  band: { readonly low: readonly number[]; readonly high: readonly number[] } | undefined,
  models: number,
): { readonly traces: readonly Trace[]; readonly layout: Layout } {
  const features = steppedFeatures(parts);
  const of = (values: readonly (number | null)[]) => features.map((feature) => values[feature]!);
  const [attenuation, isolated, total] = [of(parts.attenuation), of(parts.isolated), of(parts.total)];
  const added = total.map((value, rank) => Math.max(value, isolated[rank]!));
  const isLess = isTakenAway(parts);
  const most = [...isolated, ...total, ...(band?.high ?? [])].reduce((a, b) => Math.max(a, b), 0);
  const { mean } = parts;
  const width = features.length;
  const measured = parts.total.filter((error) => error !== null).length;
  const ranks = band === undefined ? [] : someRanks(band.low.length, mostSteps);
  const margins = features.map((feature) => 3 * (parts.totalStandardError[feature] ?? 0));
  const area = (colour: Colour, edge: Colour, wide: number, fill: string) => ({
    fill,
    fillcolor: colour,
    line: { color: edge, width: wide },
  });
  const dotted = { color: four, width: 1, dash: '1.5px,2px' };
  return {
    traces: [
      steps('attenuation, x > 0', attenuation, features, area(fourArea, four, 0, 'tozeroy')),
      ...(mean.leak > 0 ? [steps('leak, x < 0', isolated, features, area(ink, ink, 0.5, 'tonexty'))] : []),
      steps('interference', added, features, area(soft, four, 1, 'tonexty')),
      // Ink is hard to see on areas that are as dark.
      ...(isLess
        ? [steps('total, drawn as a line', total, features, { line: { color: paper, width: 2 } })]
        : []),
      ...(band === undefined
        ? []
        : [
            steps(
              'smallest of the models',
              ranks.map((rank) => band.low[rank]!),
              [],
              { meta: {}, line: dotted },
            ),
            steps(
              'largest of the models',
              ranks.map((rank) => band.high[rank]!),
              [],
              {
                meta: {},
                fill: 'tonexty',
                fillcolor: tint,
                line: dotted,
              },
            ),
          ]),
      ...(width <= mostWhiskers && margins.some((margin) => margin > 0.01 * most)
        ? [whiskers(total, margins, features)]
        : []),
      hovered(total, features),
    ],
    layout: {
      showlegend: false,
      xaxis: axis(parts.features === 1 ? 'the feature' : `${counted(measured, 'feature')}, by error`, {
        range: [0, Math.max(1, width)],
        tickvals: width > 1 ? [0, width] : [],
        ticktext: width > 1 ? ['smallest', 'largest'] : [],
        showgrid: false,
        zeroline: false,
        ticks: '',
      }),
      yaxis: axis('squared error while active', {
        range: [0, (band === undefined ? 1.04 : 1.14) * (most || 1)],
      }),
      annotations: [
        ...partLabels(parts, attenuation.at(-1), isolated.at(-1), total.at(-1)),
        ...(isLess && mean.total !== null
          ? [partLabel('total', significant(mean.total), total.at(-1)!, ink)]
          : []),
        ...(band === undefined
          ? []
          : [
              {
                xref: 'paper',
                yref: 'paper',
                x: 0.01,
                y: 1,
                text: `dotted: ${whole(models)} models, each sorted`,
                showarrow: false,
                xanchor: 'left',
                yanchor: 'top',
                font: { color: ink2, size: 12 },
              },
            ]),
      ],
    },
  };
}

function partLabels(
  { mean }: IsolatedAndTotal,
  attenuation: number | undefined,
  isolated: number | undefined,
  total: number | undefined,
): readonly Layout[] {
  if (attenuation === undefined || isolated === undefined || total === undefined) return [];
  const share = (part: number) =>
    mean.total === null || mean.total === 0 ? '' : `<br>${percent(part / mean.total, 1)}`;
  const label = (name: string, value: number, at: number, colour: Colour) =>
    partLabel(name, `${significant(value)}${share(value)}`, at, colour);
  return [
    ...(mean.interference === null || total === isolated
      ? []
      : [label('interference', mean.interference, (isolated + total) / 2, four)]),
    ...(mean.leak > 0 ? [label('leak, x &lt; 0', mean.leak, (attenuation + isolated) / 2, ink)] : []),
    ...(mean.attenuation > 0 ? [label('attenuation', mean.attenuation, attenuation / 2, four)] : []),
  ];
}

function partLabel(name: string, words: string, at: number, colour: Colour): Layout {
  return { ...marginLabel(`<b>${name}</b><br>${words}`, at, colour), showarrow: true };
}

function whiskers(total: readonly number[], margins: readonly number[], features: readonly number[]): Trace {
  return {
    ...hovered(total, features),
    name: 'sampling error',
    marker: { color: ink, size: 2, symbol: 'circle' },
    error_y: { type: 'data', array: margins, thickness: 1, width: 0, color: ink },
  };
}

/** Marks that nobody sees: what the pointer finds. */
function hovered(total: readonly number[], features: readonly number[]): Trace {
  return {
    type: 'scatter',
    mode: 'markers',
    name: 'total',
    x: features.map((_, rank) => rank + 0.5),
    y: total,
    customdata: features,
    meta: { features },
    marker: { color: ink, size: 6, symbol: 'circle', opacity: 0 },
    hovertemplate: 'feature %{customdata}: %{y:.4f}<extra></extra>',
  };
}
