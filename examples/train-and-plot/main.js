// Trains a network of five features and two neurons, and draws how it stores the features.
import { exactResponses, train } from '@superposition/core';
import { beside, plot } from './plot.js';

const { weights, curve } = await train(
  { model: { features: 5, neurons: 2 }, data: { activeProbability: 0.05 } },
  { seed: 1 },
);
const features = Array.from({ length: weights.features }, (_, feature) => feature);
console.log(
  `The loss was ${curve.loss[0].toFixed(4)} at first and ${curve.loss.at(-1).toFixed(4)} at the end.`,
);

// Column i of W_in says how feature i drives the neurons. W_in is neurons × features, row by row.
const directions = features.map((i) => ({
  x: weights.input[i],
  y: weights.input[weights.features + i],
  mark: String(i),
}));
console.log('\nThe direction of each feature; across: the first neuron, up: the second one\n');
console.log(plot(directions, { width: 41, height: 17 }));

// With feature i alone at x, output i is x·R⁺[i, i] for a positive x, and |x|·R⁻[i, i] for a negative one.
const { positive, negative } = exactResponses(weights);
const inputs = Array.from({ length: 21 }, (_, step) => step / 10 - 1);
const curves = features.map((i) => {
  const diagonal = i * weights.features + i;
  const points = inputs.flatMap((x) => [
    { x, y: Math.max(0, x), mark: '·' },
    { x, y: Math.abs(x) * (x > 0 ? positive : negative)[diagonal], mark: String(i) },
  ]);
  return plot(points, { width: 15, height: 9 });
});
console.log(
  '\nOutput i while feature i alone goes from −1 to 1; dots: relu, which the network should learn\n',
);
console.log(beside(curves));
