import type { PlotlyValue } from '../figure.js';

/** A horizontal colour bar above the plot, with a title that says what the values are, and ticks. */
export function colourBar(
  label: string,
  ticks: readonly (readonly [at: number, text: string])[],
): PlotlyValue {
  return {
    orientation: 'h',
    x: 0,
    xanchor: 'left',
    y: 1,
    yanchor: 'bottom',
    ypad: 4,
    xpad: 14,
    len: 0.62,
    thickness: 9,
    outlinewidth: 0,
    ticks: '',
    tickvals: ticks.map(([at]) => at),
    ticktext: ticks.map(([, text]) => text),
    title: { text: label, side: 'top', font: { size: 12 } },
  };
}
