import type { Layout, Trace } from '../figure.js';
import { counted } from '../text/format.js';
import { type Colour, four, fourArea, hollow, ink2, ink3, two, twoArea, wash } from '../theme.js';
import { packedNumbers } from '../typed-array.js';
import { axis } from './axis.js';
import { someRanks } from './by-rank.js';
import { exponentColour } from './exponent-colour.js';
import { levelAcross, zeroAcross } from './levels.js';

/** More steps than this are hardly wider than a line. */
export const mostSteps = 150;

/** The colour of an area of gains: of the naive solution only the outline. */
export function areaColour(lossExponent: number | null, own: number | null): Colour {
  if (lossExponent === null) return hollow;
  const colour = own === null ? four : exponentColour(lossExponent, own);
  return colour === four ? fourArea : colour === two ? twoArea : colour;
}

/** Gains in descending order as one area. Each feature has the two ends of its step. */
export function gainArea(gains: readonly number[], colour: Colour, name: string): readonly Trace[] {
  if (!gains.every(Number.isFinite) || gains.length === 0) return [];
  const sorted = gains.map((_, feature) => feature).sort((a, b) => gains[b]! - gains[a]! || a - b);
  const ranks = someRanks(sorted.length, mostSteps);
  const shown = ranks.map((rank) => sorted[rank]!);
  const ends = [...ranks.slice(1), sorted.length];
  const around = [shown[0]!, ...shown.flatMap((feature) => [feature, feature]), shown.at(-1)!];
  const isOutline = colour === hollow;
  return [
    {
      type: 'scatter',
      mode: 'lines',
      name,
      x: packedNumbers([0, ...ranks.flatMap((rank, index) => [rank, ends[index]!]), sorted.length]),
      y: packedNumbers([0, ...shown.flatMap((feature) => [gains[feature]!, gains[feature]!]), 0]),
      line: { width: isOutline ? 1.25 : 0, color: colour },
      fill: 'toself',
      fillcolor: isOutline ? wash : colour,
      customdata: around,
      meta: { features: around },
      hoveron: 'points',
      hovertemplate: `feature %{customdata}, ${name}: gain %{y:.3f}<extra></extra>`,
    },
  ];
}

/** Steps of a small chart. */
const smallSteps = 36;

/** The same area for a small chart of so many steps: heights from 0 to 1, to a hundredth. */
export function smallArea(gains: readonly number[], steps = smallSteps): readonly number[] {
  if (!gains.every(Number.isFinite)) return [];
  const sorted = [...gains].sort((a, b) => b - a);
  return someRanks(sorted.length, steps).map((rank) => {
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
