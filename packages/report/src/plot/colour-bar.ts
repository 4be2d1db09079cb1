import type { PlotlyValue } from '../figure.js';

/** A horizontal colour bar below the plot, with a title that says what the values are, and ticks. */
export function colourBar(
  label: string,
  ticks: readonly (readonly [at: number, text: string])[],
): PlotlyValue {
  return {
    orientation: 'h',
    x: 0,
    xanchor: 'left',
    y: 0,
    yanchor: 'top',
    ypad: 24,
    xpad: 0,
    len: 0.62,
    thickness: 9,
    outlinewidth: 0,
    ticks: '',
    tickvals: ticks.map(([at]) => at),
    ticktext: ticks.map(([, text]) => text),
    title: { text: label, side: 'right', font: { size: 12 } },
  };
}
