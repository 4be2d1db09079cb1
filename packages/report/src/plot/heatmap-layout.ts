import type { Layout } from '../figure.js';
import { rule } from '../theme.js';
import { featureAxis, neuronAxis } from './axis.js';

const exactMargin = { r: 18, t: 12, b: 60, autoexpand: false } as const;

/** The margins of heatmaps. Plotly itself would leave too much room for the colour bar and the titles. */
const heatmapMargins = {
  features: { ...exactMargin, l: 26 },
  neurons: { ...exactMargin, l: 56 },
} as const;

/** A line around a heatmap, whose pale cells would have no edge. */
const heatmapFrame: Layout = {
  type: 'rect',
  xref: 'paper',
  yref: 'paper',
  x0: 0,
  x1: 1,
  y0: 0,
  y1: 1,
  line: { color: rule, width: 1 },
};

/** Around a heatmap of features by features. */
export function featuresByFeatures(): Layout {
  return {
    margin: heatmapMargins.features,
    xaxis: featureAxis(''),
    yaxis: featureAxis('', { autorange: 'reversed' }),
    shapes: [heatmapFrame],
  };
}

/** Around a heatmap of neurons by features. @param across the title of the features */
export function neuronsByFeatures(across: string): Layout {
  return {
    margin: heatmapMargins.neurons,
    xaxis: featureAxis(across),
    yaxis: neuronAxis(),
    shapes: [heatmapFrame],
  };
}
