import type { Layout, PlotPanel, Trace } from '../figure.js';
import { describeValues } from '../sentences/describe-values.js';
import type { Sentence } from '../sentences/rule.js';
import { decimals, whole } from '../text/format.js';
import { type Colour, ink3 } from '../theme.js';
import { counting, packedNumbers } from '../typed-array.js';
import { axis } from './axis.js';
import { zeroAcross } from './levels.js';

/** The gains of one model, as a column of hairlines. */
export interface GainColumn {
  /** What the words under the pointer call it: `q = 4`. */
  readonly name: string;
  /** By feature; empty if there is no model. */
  readonly gains: readonly number[];
  readonly colour: Colour;
}

/** A tick and the column above it, if there is a model. */
export interface GainTick extends Partial<GainColumn> {
  readonly tick: string;
  /** Whether the tick stands for the settings of the report. */
  readonly isOwn: boolean;
}

export interface GainsPanel {
  readonly id: string;
  readonly title: string;
  readonly summary: Sentence;
  /** The title of the axis across. */
  readonly across: string;
  readonly columns: readonly GainTick[];
  /** Gains that the axis must hold too: those of a panel beside this one. */
  readonly also?: readonly number[];
}

/** No more hairlines than this in one column. */
const mostDrawn = 100;

/** The features of a column that are drawn: all, or as many as there is room for, evenly spaced in the order of their gains. */
export function drawnFeatures(gains: readonly number[]): readonly number[] {
  const features = gains.map((_, feature) => feature);
  if (features.length <= mostDrawn) return features;
  const ascending = features.sort((a, b) => gains[a]! - gains[b]! || a - b);
  const last = ascending.length - 1;
  return Array.from(
    { length: mostDrawn },
    (_, index) => ascending[Math.round((index * last) / (mostDrawn - 1))]!,
  );
}

/** The width of the narrowest plot that has all columns, in pixels: half of a figure of 690. */
const narrowest = 270;
/** Plotly draws the symbol of a hairline this many times as long as its size. */
const lineLength = 1.4;

/** A hairline for the gain of each feature, a column for each model. A solid block is many features alike. */
export function gainsPanel({
  id,
  title,
  summary,
  across,
  columns,
  also = [],
}: GainsPanel): PlotPanel<Sentence> {
  const size = Math.max(3, Math.min(26, (0.68 * narrowest) / Math.max(1, columns.length))) / lineLength;
  const placed = columns.flatMap(({ name, gains, colour }, at) =>
    name === undefined || gains === undefined || colour === undefined ? [] : [{ name, gains, colour, at }],
  );
  const all = [0, 1, ...[...placed.flatMap(({ gains }) => gains), ...also].filter(Number.isFinite)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = 0.05 * (high - low);
  return {
    kind: 'plot',
    id,
    title,
    summary,
    width: 'half',
    aspect: 0.66,
    traces: placed.filter(({ gains }) => gains.length > 0).map((column) => hairlines(column, size)),
    layout: {
      showlegend: false,
      xaxis: axis(across, {
        range: [-0.6, Math.max(1, columns.length) - 0.4],
        tickvals: columns.map((_, index) => index),
        ticktext: columns.map(({ tick, isOwn }) => (isOwn ? `<b>${tick}</b>` : tick)),
        tickangle: 0,
        showgrid: false,
        zeroline: false,
        ticks: '',
      }),
      yaxis: axis('gain R⁺[i,i], the output at x = 1', {
        range: [low < 0 ? low - room : -0.02 * (high - low), high + room],
        zeroline: false,
      }),
      shapes: [zeroAcross()],
      annotations: placed.flatMap(({ gains, at }) => countLabels(gains, at, high - low)),
    },
  };
}

function hairlines({ name, gains, colour, at }: GainColumn & { readonly at: number }, size: number): Trace {
  const features = drawnFeatures(gains);
  const indices = features.length === gains.length ? counting(gains.length) : features;
  return {
    type: 'scatter',
    mode: 'markers',
    name,
    meta: { features: indices },
    x: packedNumbers(features.map(() => at)),
    y: packedNumbers(features.map((feature) => gains[feature]!)),
    customdata: indices,
    marker: { color: colour, size, symbol: 'line-ew-open', line: { width: 1.2, color: colour } },
    hovertemplate: `feature %{customdata}, ${name}: gain %{y:.3f}<extra></extra>`,
  };
}

/** How many features lie under a hairline that looks like one, where the features are in groups. */
function countLabels(gains: readonly number[], at: number, height: number): readonly Layout[] {
  if (gains.length < 2 || !gains.every(Number.isFinite)) return [];
  const described = describeValues(gains);
  if (described.kind !== 'groups') return [];
  return described.groups.flatMap(({ count, min, max }) =>
    count < 2 || max - min > 0.01 * height
      ? []
      : [
          {
            text: `${whole(count)} at ${short((min + max) / 2)}`,
            x: at,
            y: (min + max) / 2,
            xanchor: 'center',
            yanchor: min > 0.5 * height ? 'top' : 'bottom',
            showarrow: false,
            font: { color: ink3, size: 11 },
          },
        ],
  );
}

function short(value: number): string {
  const rounded = Number(value.toFixed(2));
  return Number.isInteger(rounded) ? whole(rounded) : decimals(rounded, 2);
}
