import type {
  ChanceCosines,
  CosineDistributions,
  ModelCosines,
} from '@superposition/analyses/internal/geometry/cosine-distributions';
import type { Layout, PlotPanel, Trace } from '../figure.js';
import { significant } from '../text/format.js';
import { four, ink, ink2 } from '../theme.js';
import { packedNumbers } from '../typed-array.js';
import { axis } from './axis.js';
import { chanceTrace, spreadTrace, stepTrace } from './histogram-trace.js';
import { dashedUp, meanUp } from './levels.js';

interface Choices {
  /** The name of the first model: labels that give its numbers begin with it. */
  readonly name: string;
  /** Whether the means of the first model and of chance have lines. */
  readonly withMean: boolean;
  readonly withBalance: boolean;
}

/** The cosines of all models as densities, in one dimension as shares of the pairs, over those of random directions. */
export function cosineHistogram(
  distributions: CosineDistributions,
  chance: ChanceCosines,
  { name, withMean, withBalance }: Choices,
): Pick<PlotPanel, 'traces' | 'layout'> {
  const { edges, models, balanced, density } = distributions;
  const width = density === null ? 1 : edges[1]! - edges[0]!;
  const pairs = ({ directions }: ModelCosines) => (directions * (directions - 1)) / 2;
  const heightsOf = (counts: readonly number[], total: number) =>
    counts.map((count) => (total === 0 ? 0 : count / (total * width)));
  const [first] = models as readonly [ModelCosines, ...ModelCosines[]];
  const ours = heightsOf(first.counts, pairs(first));
  const all = models.map((each) => heightsOf(each.counts, pairs(each)));
  const [low, high] = [heightsOf(chance.low, pairs(first)), heightsOf(chance.high, pairs(first))];
  const mean = first.statistics?.meanCos ?? 0;
  const reach = reachOf(edges, [...all, high]);
  // In two dimensions the exact density is infinite at ±1, so the top of the axis follows from what was counted.
  const middle = density?.density[Math.floor(density.density.length / 2)] ?? 0;
  const top = 1.14 * Math.max(middle, ...[...all, high].map((heights) => Math.max(...heights)));
  return {
    traces: [
      chanceTrace(edges, low, high, 'random, 95\u00a0%'),
      ...(all.length > 1 ? [spreadTrace(edges, all, 'all models')] : []),
      exact(distributions),
      ...(withBalance
        ? [
            stepTrace({ edges, heights: heightsOf(balanced.counts, pairs(balanced)) }, 'balanced gauge', {
              color: four,
              width: 1.5,
              dash: 'dot',
            }),
          ]
        : []),
      stepTrace({ edges, heights: ours }, name, { color: four }),
    ],
    layout: {
      showlegend: false,
      xaxis: axis('cosine of two feature directions', {
        range: [-reach, reach],
        showgrid: false,
        zeroline: false,
        ...(reach === 1 ? { dtick: 0.5 } : {}),
      }),
      yaxis: axis(density === null ? 'share of the pairs' : 'density', { range: [0, top] }),
      ...(withMean && {
        shapes: [dashedUp(0), meanUp(mean)],
      }),
      annotations: [
        ...(withMean ? meanNotes(mean, name) : []),
        ...(density === null
          ? [note(0, 0.5, 'random, exact: ½ at each end', 'center')]
          : [chanceNote(distributions, top, mean)]),
        seriesNote(edges, ours, `<b>${name}</b>`, mean),
      ],
    },
  };
}

/** Where the axis ends: at ±1, or nearer where nothing lies beyond. */
function reachOf(edges: readonly number[], all: readonly (readonly number[])[]): number {
  const last = Math.max(
    ...all.flatMap((heights) =>
      heights.map((height, bin) => (height > 0 ? Math.max(-edges[bin]!, edges[bin + 1]!) : 0)),
    ),
  );
  return [0.1, 0.2, 0.3, 0.5, 0.75].find((end) => last <= end) ?? 1;
}

/** The exact density as a line, or in one dimension the two atoms as marks. */
function exact({ density, edges }: CosineDistributions): Trace {
  const name = 'random, exact';
  if (density !== null)
    return {
      type: 'scatter',
      mode: 'lines',
      name,
      x: packedNumbers(density.cosine),
      y: packedNumbers(density.density),
      line: { color: ink, width: 1.5 },
      hoverinfo: 'skip',
    };
  const middle = (edges.at(-1)! + edges.at(-2)!) / 2;
  return {
    type: 'scatter',
    mode: 'markers',
    name,
    x: [-middle, middle],
    y: [0.5, 0.5],
    marker: { color: ink, symbol: 'diamond', size: 9 },
    hoverinfo: 'skip',
  };
}

function note(x: number, y: number, text: string, xanchor: string, attributes: Layout = {}): Layout {
  return {
    xref: 'x',
    yref: 'y',
    x,
    y,
    text,
    xanchor,
    yanchor: 'middle',
    showarrow: false,
    font: { color: ink2, size: 12 },
    ...attributes,
  };
}

/** Names of the two lines, each on the side that the other leaves free. */
function meanNotes(mean: number, name: string): readonly Layout[] {
  const atTop = { yref: 'paper', yanchor: 'top' };
  const bold = { ...atTop, font: { color: four, size: 13 } };
  const [away, toward] = mean > 0 ? ['right', 'left'] : ['left', 'right'];
  const text = `<b>${name}: mean ${mean > 0 ? '+' : ''}${significant(mean)}</b>`;
  return [note(mean, 1, text, toward, bold), note(0, 1, 'random: 0', away, atTop)];
}

/** What the line and the hatches are, beside them on the side that the model leaves free. */
function chanceNote({ density }: CosineDistributions, top: number, mean: number): Layout {
  const { cosine, density: heights } = density!;
  const peak = heights[Math.floor(heights.length / 2)]!;
  const side = mean > 0 ? -1 : 1;
  const inside = cosine.flatMap((at, place) =>
    at * side > 0 && heights[place]! >= 0.75 * peak ? [place] : [],
  );
  const place = side < 0 ? inside[0] : inside.at(-1);
  const at = place === undefined ? 0 : cosine[place]!;
  const height = Math.min(0.7 * top, place === undefined ? peak : heights[place]!);
  return note(at, height, 'random, exact<br>and 95\u00a0% of sets', side < 0 ? 'right' : 'left', {
    showarrow: true,
    ax: 30 * side,
    ay: -24,
  });
}

/** The name of the model, where its histogram falls on the side to which it leans. */
function seriesNote(
  edges: readonly number[],
  heights: readonly number[],
  text: string,
  mean: number,
): Layout {
  const most = Math.max(...heights);
  const bins = heights.flatMap((height, bin) => (height >= 0.4 * most ? [bin] : []));
  const rightward = mean >= 0;
  const bin = rightward ? bins.at(-1)! : bins[0]!;
  // Beyond the outermost bin there is no room.
  const isOutermost = bin === (rightward ? heights.length - 1 : 0);
  const toRight = rightward !== isOutermost;
  return note(
    toRight ? edges[bin + 1]! : edges[bin]!,
    0.85 * heights[bin]!,
    text,
    toRight ? 'left' : 'right',
    {
      font: { color: four, size: 13 },
      xshift: toRight ? 14 : -14,
    },
  );
}
