import type { Layout } from '../figure.js';

/** An axis with its title; every axis of the report has one. */
export function axis(title: string, attributes: Layout = {}): Layout {
  return { title: { text: title, standoff: 6 }, ...attributes };
}

/** An axis of features in an order that a button chooses: numbers would suggest a meaning that positions lack. */
export function featureAxis(title: string, attributes: Layout = {}): Layout {
  return axis(title, {
    type: 'category',
    showticklabels: false,
    ticks: '',
    showgrid: false,
    zeroline: false,
    ...attributes,
  });
}

/** Room for the titles of feature axes: without tick labels Plotly would set them on the cells. */
export const heatmapMargin = { l: 26, r: 6, t: 0, b: 26 } as const;

/** The subscripts and superscripts of the report's symbols as Plotly's text writes them. */
export const symbols = {
  inputWeights: '<i>W</i><sub>in</sub>',
  outputWeights: '<i>W</i><sub>out</sub>',
  effectiveMap: '<i>W</i><sub>eff</sub>',
  positiveResponse: '<i>R</i>⁺',
  negativeResponse: '<i>R</i>⁻',
} as const;
