import type { Layout } from '../figure.js';

/** An axis with its title; every axis of the report has one. */
export function axis(title: string, attributes: Layout = {}): Layout {
  return { title: { text: title, standoff: 6 }, ...attributes };
}

/** An axis of features in an order that a button chooses: numbers would suggest a meaning that positions lack. */
export function featureAxis(title: string, attributes: Layout = {}): Layout {
  return {
    // Without tick labels Plotly misplaces a title that has a standoff.
    title: { text: title },
    type: 'category',
    showticklabels: false,
    ticks: '',
    showgrid: false,
    zeroline: false,
    ...attributes,
  };
}

/** An axis of neurons, the first at the top. */
export function neuronAxis(): Layout {
  return axis('neuron', {
    type: 'category',
    autorange: 'reversed',
    showgrid: false,
    zeroline: false,
    ticks: '',
  });
}

const exactMargin = { r: 18, t: 46, b: 26, autoexpand: false } as const;

/** The margins of heatmaps, whose colour bar and titles Plotly would give too much room. */
export const heatmapMargins = {
  features: { ...exactMargin, l: 26 },
  neurons: { ...exactMargin, l: 56 },
} as const;

/** The subscripts and superscripts of the report's symbols as Plotly's text writes them. */
export const symbols = {
  inputWeights: '<i>W</i><sub>in</sub>',
  outputWeights: '<i>W</i><sub>out</sub>',
  effectiveMap: '<i>W</i><sub>eff</sub>',
  positiveResponse: '<i>R</i>⁺',
  negativeResponse: '<i>R</i>⁻',
} as const;
