import type { QuantitySummary } from '@superposition/core/internal/quantities/summary';
import type { Layout, PlotPanel, Trace } from '../figure.js';
import { lossRatioAxis } from '../sentences/loss-comparison.js';
import type { Sentence } from '../sentences/rule.js';
import { significant } from '../text/format.js';
import { type Colour, four, hollow, ink, ink3, two, twoText } from '../theme.js';
import { axis } from './axis.js';
import { levelUp, note } from './levels.js';
import { type ModelMarks, modelMarks } from './model-marks.js';
import { decimalLogarithm, ratioAxis } from './ratio-axis.js';

/** A kind of models, or a solution that nobody trained, with a loss for each row; null where it has no value. */
export interface LossSeries {
  readonly name: string;
  readonly look: 'own' | 'squares' | 'ring';
  /** Whether its models were trained for so few steps that they are known not to have converged. */
  readonly isOpen: boolean;
  readonly losses: readonly QuantitySummary[];
}

export interface LossDotsPanel {
  readonly id: string;
  readonly title: string;
  readonly summary: Sentence;
  /** The names of the rows, in two lines each. */
  readonly rows: readonly (readonly [loss: string, entries: string])[];
  /** The losses of the solution that all are divided by, whose line is at 1. */
  readonly divisors: readonly number[];
  readonly divisorName: string;
  readonly series: readonly LossSeries[];
}

const looks: Readonly<
  Record<
    LossSeries['look'],
    {
      readonly colour: Colour;
      readonly text: Colour;
      readonly marks: Omit<ModelMarks, 'colour' | 'open'>;
      readonly side: 1 | -1;
    }
  >
> = {
  own: { colour: four, text: four, marks: { size: 10 }, side: 1 },
  squares: { colour: two, text: twoText, marks: { size: 9, symbol: 'square' }, side: -1 },
  ring: {
    colour: hollow,
    text: ink3,
    marks: { size: 8.5 },
    side: 1,
  },
};

/** Losses of several solutions as marks on rows, relative to one of them. */
export function lossDots({
  id,
  title,
  summary,
  rows,
  divisors,
  divisorName,
  series,
}: LossDotsPanel): PlotPanel<Sentence> {
  const ratio = (value: number | null, row: number) =>
    value === null || !(divisors[row]! > 0) ? null : value / divisors[row]!;
  const placed = series.map((each) => ({
    ...each,
    ...looks[each.look],
    means: each.losses.map(({ mean }, row) => ratio(mean, row)),
    seeds: each.losses.map(({ seeds }, row) => seeds.map((seed) => ratio(seed, row))),
    whiskers: each.losses.map((loss, row) => whiskers(loss, divisors[row]!)),
  }));
  const {
    axis: across,
    low,
    high,
  } = ratioAxis(
    lossRatioAxis(divisorName),
    placed.flatMap(({ means, seeds }) => [...means, ...seeds.flat()]),
  );
  const trained = placed.filter(({ look }) => look !== 'ring');
  return {
    kind: 'plot',
    id,
    title,
    summary,
    width: 'half',
    aspect: 0.18 + 0.12 * rows.length,
    traces: [
      connections(rows.map((_, row) => placed.map(({ means }) => means[row]!))),
      ...trained.flatMap((each) => seedBars(each)),
      ...placed.map((each) => marks(each)),
    ],
    layout: {
      showlegend: false,
      xaxis: across,
      yaxis: axis('', {
        range: [rows.length - 0.45, -0.75],
        tickvals: rows.map((_, row) => row),
        ticktext: rows.map(([loss, entries]) => `<b>${loss}</b><br>${entries}`),
        showgrid: false,
        zeroline: false,
        ticks: '',
      }),
      shapes: [levelUp(1)],
      annotations: [
        note(`<b>${divisorName}</b>`, [0, -0.75], ['center', 'bottom'], ink),
        ...placed.flatMap((each) => labels(each, [decimalLogarithm(low), decimalLogarithm(high)])),
      ],
    },
  };
}

/** A thin line from the least to the greatest mark of each row. */
function connections(rows: readonly (readonly (number | null)[])[]): Trace {
  const ends = rows.map((values) => {
    const some = values.filter((value) => value !== null);
    return some.length === 0 ? [null, null] : [Math.min(...some), Math.max(...some)];
  });
  return {
    type: 'scatter',
    mode: 'lines',
    name: 'row',
    x: ends.flatMap(([from, to]) => [from!, to!, null]),
    y: ends.flatMap((_, row) => [row, row, null]),
    line: { color: ink3, width: 1 },
    hoverinfo: 'skip',
  };
}

interface PlacedSeries {
  readonly name: string;
  readonly look: LossSeries['look'];
  readonly colour: Colour;
  readonly text: Colour;
  readonly side: 1 | -1;
  readonly isOpen: boolean;
  readonly marks: Omit<ModelMarks, 'colour' | 'open'>;
  readonly means: readonly (number | null)[];
  readonly seeds: readonly (readonly (number | null)[])[];
  readonly whiskers: readonly ({ readonly below: number; readonly above: number } | null)[];
}

/** From the least to the greatest seed of each row. */
function seedBars({ name, colour, seeds }: PlacedSeries): readonly Trace[] {
  const ends = seeds.map((values) => {
    const some = values.filter((value) => value !== null);
    return some.length < 2 ? null : ([Math.min(...some), Math.max(...some)] as const);
  });
  if (ends.every((each) => each === null)) return [];
  return [
    {
      type: 'scatter',
      mode: 'lines',
      name: `${name}, seeds`,
      x: ends.flatMap((each) => [each?.[0] ?? null, each?.[1] ?? null, null]),
      y: ends.flatMap((_, row) => [row, row, null]),
      line: { color: colour, width: 8 },
      opacity: 0.25,
      hoverinfo: 'skip',
    },
  ];
}

function marks({ name, look, colour, marks: size, isOpen, means, whiskers: around }: PlacedSeries): Trace {
  return {
    type: 'scatter',
    mode: 'markers',
    name,
    x: means,
    y: means.map((_, row) => row),
    error_x: {
      type: 'data',
      symmetric: false,
      array: around.map((each) => each?.above ?? null),
      arrayminus: around.map((each) => each?.below ?? null),
      thickness: 1.5,
      width: 0,
      color: colour,
    },
    // What nobody trained is a ring as well, in grey.
    marker: modelMarks({ ...size, colour, open: means.map(() => isOpen || look === 'ring') }),
    hovertemplate: `${name}: %{x:.4g}<extra></extra>`,
  };
}

/** The 95 % interval over seeds; for one seed, three standard errors of the samples. */
function whiskers(
  { mean, ci95, standardError }: QuantitySummary,
  divisor: number,
): { readonly below: number; readonly above: number } | null {
  if (mean === null || !(divisor > 0)) return null;
  if (ci95 !== null) return { below: (mean - ci95[0]) / divisor, above: (ci95[1] - mean) / divisor };
  const margin = (3 * (standardError ?? 0)) / divisor;
  return margin > 0 ? { below: margin, above: margin } : null;
}

/** The numbers of trained models beside their marks; at the first one, the name of the series too. */
function labels(
  { name, look, text, side, means }: PlacedSeries,
  [low, high]: readonly [low: number, high: number],
): readonly Layout[] {
  const first = means.findIndex((value) => value !== null && value > 0);
  return means.flatMap((value, row): readonly Layout[] => {
    if (value === null || !(value > 0)) return [];
    const at = decimalLogarithm(value);
    // Words begin at a mark on the left and end at one on the right, so that they stay inside.
    const isLeft = at < low + 0.4 * (high - low);
    const shared = { x: at, y: row, showarrow: false, font: { color: text, size: 12.5 } };
    if (look === 'ring') {
      if (row !== first) return [];
      const isEnd = at > low + 0.8 * (high - low);
      return [
        {
          ...shared,
          text: name,
          xanchor: isEnd ? 'right' : 'left',
          yanchor: 'middle',
          xshift: isEnd ? -5 : 5,
        },
      ];
    }
    const number = `<b>${significant(value)}</b>`;
    const words = row !== first ? number : isLeft ? `${number} ${name}` : `${name} ${number}`;
    return [
      {
        ...shared,
        text: words,
        xanchor: isLeft ? 'left' : 'right',
        xshift: isLeft ? -10 : 10,
        yanchor: side === 1 ? 'bottom' : 'top',
        yshift: 4 * side,
      },
    ];
  });
}
