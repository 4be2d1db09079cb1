import type { Model } from '@superposition/analyses/internal/models/model';
import { momentsOf } from '@superposition/core/internal/numbers/moments';
import type { NetworkDrawing } from '../figure.js';
import { someRanks } from '../plot/by-rank.js';

const most = { features: 100, neurons: 50 } as const;

/** The connections of a model whose weight is above a quarter of the root mean square of its matrix. */
export function networkDrawing({ model: { weights } }: { readonly model: Model }): NetworkDrawing {
  const { features, neurons, input, output } = weights;
  const drawnFeatures = someRanks(features, most.features);
  const drawnNeurons = someRanks(neurons, most.neurons);
  const reached = (matrix: Float32Array, at: (neuron: number, feature: number) => number) => {
    const threshold = (momentsOf(matrix)?.rms ?? 0) / 4;
    return drawnFeatures.map((feature) =>
      drawnNeurons.flatMap((neuron, place) => (matrix[at(neuron, feature)]! > threshold ? [place] : [])),
    );
  };
  return {
    features,
    neurons,
    drawnFeatures,
    drawnNeurons,
    inward: reached(input, (neuron, feature) => neuron * features + feature),
    outward: reached(output, (neuron, feature) => feature * neurons + neuron),
  };
}
