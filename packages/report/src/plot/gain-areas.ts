import type { Layout, Trace } from '../figure.js';
import { counted } from '../text/format.js';
import { type Colour, four, fourArea, hollow, ink2, ink3, two, twoArea, wash } from '../theme.js';
import { float32Array } from '../typed-array.js';
import { axis } from './axis.js';
import { someRanks } from './by-rank.js';
import { exponentColour } from './exponent-colour.js';
import { levelAcross, zeroAcross } from './levels.js';

/** More steps than this are narrower than a line. */
const mostSteps = 300;

/** The colour of an area of gains: of the naive solution only the outline. */
export function areaColour(lossExponent: number | null, own: number | null): Colour {
  if (lossExponent === null) return hollow;
  const colour = own === null ? four : exponentColour(lossExponent, own);
  return colour === four ? fourArea : colour === two ? twoArea : colour;
}

/** Gains in descending order as one step path, with marks that nobody sees: what the pointer finds. */
export function gainArea(gains: readonly number[], colour: Colour, name: string): readonly Trace[] {
  if (!gains.every(Number.isFinite) || gains.length === 0) return [];
  const features = gains.map((_, feature) => feature).sort((a, b) => gains[b]! - gains[a]! || a - b);
  const ranks = someRanks(features.length, mostSteps);
  const shown = ranks.map((rank) => features[rank]!);
  const heights = shown.map((feature) => gains[feature]!);
  const isOutline = colour === hollow;
  return [
    {
      type: 'scatter',
      mode: 'lines',
      name,
      x: float32Array([...ranks, features.length]),
      y: float32Array([...heights, ...heights.slice(-1)]),
      line: { shape: 'hv', width: isOutline ? 1.25 : 0, color: colour },
      fill: 'tozeroy',
      fillcolor: isOutline ? wash : colour,
      hoverinfo: 'skip',
    },
    {
      type: 'scatter',
      mode: 'markers',
      name,
      x: float32Array(ranks.map((rank) => rank + 0.5)),
      y: float32Array(heights),
      customdata: shown,
      meta: { features: shown },
      marker: { color: colour, size: 6, symbol: 'circle', opacity: 0 },
      hovertemplate: `feature %{customdata}, ${name}: gain %{y:.3f}<extra></extra>`,
    },
  ];
}

/** Steps of a small chart. */
const smallSteps = 36;

/** The same area for a small chart: heights from 0 to 1, to a hundredth. */
export function smallArea(gains: readonly number[]): readonly number[] {
  if (!gains.every(Number.isFinite)) return [];
  const sorted = [...gains].sort((a, b) => b - a);
  return someRanks(sorted.length, smallSteps).map((rank) => {
    const height = Math.min(1, Math.max(0, sorted[rank]!));
    return Math.round(100 * height) / 100;
  });
}

/** The axes of all panels, so that areas compare; the line at 1 is a relu, exact. */
export function gainAxes(features: number, low: number, high: number, isFirst: boolean): Layout {
  const room = 0.04 * (high - low);
  const label = (text: string, x: number, y: number, xanchor: string, yanchor: string, color: Colour) => ({
    xref: 'paper',
    yref: 'y',
    x,
    y,
    text,
    showarrow: false,
    xanchor,
    yanchor,
    font: { color, size: 12 },
  });
  return {
    showlegend: false,
    xaxis: axis(`${counted(features, 'feature')}, by gain`, {
      range: [0, Math.max(1, features)],
      tickvals: features > 1 ? [0, features] : [],
      ticktext: features > 1 ? ['most', 'least'] : [],
      showgrid: false,
      zeroline: false,
      ticks: '',
    }),
    yaxis: axis('', {
      range: [low < 0 ? low - room : 0, high + 2 * room],
      tickvals: [0, 0.5, 1],
      ticktext: ['0', '½', '1'],
      zeroline: false,
    }),
    shapes: [{ ...levelAcross(1), line: { color: ink3, width: 1, dash: '4px,3px' } }, zeroAcross()],
    annotations: isFirst ? [label('1: a relu, exact', 1, 1, 'right', 'bottom', ink2)] : [],
  };
}
