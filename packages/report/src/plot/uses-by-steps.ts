import type { PlotPanel } from '../figure.js';
import { significant } from '../text/format.js';
import { four } from '../theme.js';
import { axis } from './axis.js';
import { decimalLogarithm } from './ratio-axis.js';
import { modelMarks } from './model-marks.js';
import { sweptAxis } from './swept-axis.js';

/** The mean number of neurons that a feature uses after a number of steps. */
export interface UseAfterSteps {
  readonly steps: number;
  readonly mean: number;
  /** Whether so many steps are known to be too few. */
  readonly isOpen: boolean;
}

/** The mean number of neurons that a feature uses, by the length of the training, with its numbers where a sentence names them. */
export function usesBySteps(
  points: readonly UseAfterSteps[],
  named: readonly number[],
  own: number,
): Pick<PlotPanel, 'traces' | 'layout'> {
  const most = Math.max(...points.map(({ mean }) => mean));
  return {
    traces: [
      {
        type: 'scatter',
        mode: 'lines+markers',
        name: 'mean over features',
        x: points.map(({ steps }) => steps),
        y: points.map(({ mean }) => mean),
        line: { color: four, width: 2.25 },
        marker: modelMarks({ colour: four, size: 7.5, open: points.map(({ isOpen }) => isOpen) }),
        hovertemplate: '%{x} steps: %{y:.3g} neurons<extra></extra>',
      },
    ],
    layout: {
      showlegend: false,
      xaxis: sweptAxis(
        'steps',
        points.map(({ steps }) => steps),
        own,
      ),
      yaxis: axis('neurons used, mean', { range: [0, 1.2 * (most || 1)] }),
      annotations: points
        .filter(({ steps }) => named.includes(steps))
        .map(({ steps, mean }) => ({
          x: decimalLogarithm(steps),
          y: mean,
          text: `<b>${significant(mean)}</b>`,
          xanchor: 'center',
          yanchor: 'bottom',
          yshift: 7,
          showarrow: false,
          font: { color: four, size: 12.5 },
        })),
    },
  };
}
