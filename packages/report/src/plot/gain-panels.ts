import type { CrossGain } from '@superposition/analyses/internal/responses/cross-gain';
import type { EffectiveMap } from '@superposition/analyses/internal/weights/effective-map';
import type { Distribution } from '@superposition/analyses/internal/numbers/distribution';
import type { Layout, PlotPanel } from '../figure.js';
import { significant } from '../text/format.js';
import { four, ink2, ink3 } from '../theme.js';
import { axis } from './axis.js';
import { symmetricLimit } from './heatmap-traces.js';
import { stepTrace } from './histogram-trace.js';

/** What the figures of W_eff and of R⁺ have in common, so that a reader can lay one beside the other. */
export interface SharedScale {
  /** The largest magnitude that either heatmap draws. */
  readonly colours: number;
  /** The largest magnitude off the diagonal of either matrix. */
  readonly entries: number;
}

export function sharedScale(map: EffectiveMap, gains: CrossGain): SharedScale {
  const ends = [map.facts.offDiagonal, gains.facts.offDiagonal].flatMap((each) =>
    each === null ? [] : [Math.abs(each.moments.min), Math.abs(each.moments.max)],
  );
  return {
    colours: Math.max(symmetricLimit(map.effective), symmetricLimit(gains.matrix)),
    entries: Math.max(0, ...ends) || 1,
  };
}

/** The entries off a diagonal as a histogram, with their mean. */
export function offDiagonalHistogram(
  { histogram, moments }: Distribution,
  title: string,
  { entries }: SharedScale,
): Pick<PlotPanel, 'traces' | 'layout'> {
  const { edges, counts } = histogram;
  const room = 1.06 * entries;
  const most = Math.max(...counts);
  const [away, toward] = moments.mean >= 0 ? ['right', 'left'] : ['left', 'right'];
  return {
    traces: [stepTrace({ edges, heights: counts }, 'off the diagonal', { color: four })],
    layout: {
      showlegend: false,
      xaxis: axis(title, { range: [-room, room], showgrid: false, zeroline: false }),
      yaxis: axis('ordered pairs', { range: [0, 1.16 * most] }),
      shapes: [
        upright(0, { color: ink3, width: 1, dash: '4px,3px' }),
        ...(moments.rms === 0 ? [] : [upright(moments.mean, { color: four, width: 1.5 })]),
      ],
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

function upright(at: number, line: Layout): Layout {
  return { type: 'line', layer: 'below', xref: 'x', yref: 'paper', x0: at, x1: at, y0: 0, y1: 1, line };
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
