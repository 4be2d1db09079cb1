import type { CrossGain } from '@superposition/analyses/internal/responses/cross-gain';
import type { EffectiveMap } from '@superposition/analyses/internal/weights/effective-map';
import type { Distribution } from '@superposition/analyses/internal/numbers/distribution';
import type { Layout, PlotPanel } from '../figure.js';
import { significant } from '../text/format.js';
import { four, ink2 } from '../theme.js';
import { dashedUp, meanUp } from './levels.js';
import { axis } from './axis.js';
import { symmetricLimit } from './heatmap-traces.js';
import { type Steps, stepTrace } from './histogram-trace.js';

/** What the figures of W_eff and of R⁺ have in common, so that a reader can lay one beside the other. */
export interface SharedScale {
  /** The largest magnitude that either heatmap draws. */
  readonly colours: number;
  /** The largest magnitude off the diagonal of either matrix. */
  readonly entries: number;
  /** The greatest density of either histogram of these. */
  readonly density: number;
}

export function sharedScale(map: EffectiveMap, gains: CrossGain): SharedScale {
  const both = [map.facts.offDiagonal, gains.facts.offDiagonal].filter((each) => each !== null);
  const ends = both.flatMap(({ moments }) => [Math.abs(moments.min), Math.abs(moments.max)]);
  return {
    colours: Math.max(symmetricLimit(map.effective), symmetricLimit(gains.matrix)),
    entries: Math.max(0, ...ends) || 1,
    density: Math.max(0, ...both.flatMap(({ histogram }) => densitiesOf(histogram).heights)),
  };
}

/** The densities of a histogram. Bins are joined where there are more than the values fill. */
function densitiesOf({ edges, counts, total }: Distribution['histogram']): Steps {
  const joined = Math.max(1, Math.floor(counts.length / Math.max(6, Math.sqrt(total))));
  const first = counts.flatMap((_, bin) => (bin % joined === 0 ? [bin] : []));
  const end = edges.at(-1)!;
  return {
    edges: [...first.map((bin) => edges[bin]!), end],
    heights: first.map((bin) => {
      const count = counts.slice(bin, bin + joined).reduce((sum, each) => sum + each, 0);
      return count / (total * ((edges[bin + joined] ?? end) - edges[bin]!));
    }),
  };
}

/** The entries off a diagonal as a histogram, with their mean. */
export function offDiagonalHistogram(
  { histogram, moments }: Distribution,
  title: string,
  { entries, density }: SharedScale,
): Pick<PlotPanel, 'traces' | 'layout'> {
  const room = 1.06 * entries;
  const [away, toward] = moments.mean >= 0 ? ['right', 'left'] : ['left', 'right'];
  return {
    traces: [stepTrace(densitiesOf(histogram), 'off the diagonal', { color: four })],
    layout: {
      showlegend: false,
      xaxis: axis(title, { range: [-room, room], showgrid: false, zeroline: false }),
      yaxis: axis('density over ordered pairs', { range: [0, 1.16 * density] }),
      shapes: [dashedUp(0), ...(moments.rms === 0 ? [] : [meanUp(moments.mean)])],
      annotations: [
        label(0, 'none: 0', away, ink2),
        ...(moments.rms === 0
          ? []
          : [
              label(
                moments.mean,
                `<b>mean ${moments.mean > 0 ? '+' : ''}${significant(moments.mean)}</b>`,
                toward,
                four,
              ),
            ]),
      ],
    },
  };
}

function label(x: number, text: string, xanchor: string, color: string): Layout {
  return {
    xref: 'x',
    yref: 'paper',
    x,
    y: 1,
    text,
    xanchor,
    yanchor: 'top',
    showarrow: false,
    font: { color, size: color === four ? 13 : 12 },
  };
}
