import type { Layout } from '../figure.js';

/** An axis with a title. Every axis of the report has one. */
export function axis(title: string, attributes: Layout = {}): Layout {
  return { title: { text: title, standoff: 6 }, ...attributes };
}

/**
 * An axis of features in an order that a button chooses. It has no numbers, because positions have no meaning of their
 * own.
 */
export function featureAxis(title: string, attributes: Layout = {}): Layout {
  return {
    // On an axis without tick labels, Plotly puts a title with a standoff in the wrong place.
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

/** Writes the subscripts and superscripts of the report's symbols in the markup of Plotly. */
export const symbols = {
  inputWeights: '<i>W</i><sub>in</sub>',
  outputWeights: '<i>W</i><sub>out</sub>',
  effectiveMap: '<i>W</i><sub>eff</sub>',
  positiveResponse: '<i>R</i>⁺',
  negativeResponse: '<i>R</i>⁻',
} as const;
