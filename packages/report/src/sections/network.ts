import type { NetworkDrawing } from '../figure.js';
import {
  activeInputs,
  linesOfNetwork,
  networkInWords,
  neuronsAre,
  outputsAre,
} from '../sentences/question.js';
import { counted } from '../text/format.js';
import { type Html, html } from '../text/html.js';
import { prose } from '../text/prose.js';

const size = { width: 300, height: 190, edge: 6 } as const;
/** Where inputs, neurons and outputs stand. */
const at = { inputs: 10, left: 145, right: 155, outputs: 290 } as const;

/** The network as a drawing: a path for each feature with its lines to the neurons and from there to its output. */
export function networkSection(
  drawing: NetworkDrawing,
  activeProbability: number,
  seed: number | null,
): Html {
  const { features, neurons, drawnFeatures, drawnNeurons, inward, outward } = drawing;
  const place = (count: number) => (index: number) => {
    const { height, edge } = size;
    return (
      Math.round(10 * (count === 1 ? height / 2 : edge + (index * (height - 2 * edge)) / (count - 1))) / 10
    );
  };
  const [featureAt, neuronAt] = [place(drawnFeatures.length), place(drawnNeurons.length)];
  const lines = drawnFeatures.map((_, index) => {
    const y = featureAt(index);
    return [
      ...inward[index]!.map((neuron) => `M${at.inputs} ${y} ${at.left} ${neuronAt(neuron)}`),
      ...outward[index]!.map((neuron) => `M${at.right} ${neuronAt(neuron)} ${at.outputs} ${y}`),
    ].join('');
  });
  const ends = drawnFeatures
    .map((_, index) => `M${at.inputs - 7} ${featureAt(index)}h7M${at.outputs} ${featureAt(index)}h7`)
    .join('');
  const radius = Math.min(4.5, (0.4 * size.height) / Math.max(1, drawnNeurons.length));
  const shape = { features, neurons };
  const drawn = { features: drawnFeatures.length, neurons: drawnNeurons.length };
  const heads = [
    [counted(features, 'input'), activeInputs(features * activeProbability)],
    [counted(neurons, 'neuron'), neuronsAre],
    [counted(features, 'output'), outputsAre],
  ];
  return html`<div class="network"><div class="network-heads">${heads.map(([name, more]) => html`<p><strong>${name!}</strong> ${prose(more!)}</p>`)}</div>
<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${networkInWords(
    shape,
    inward.map(({ length }) => length),
  )}"><g class="lines">${lines.map((d, index) => html`<path data-feature="${drawnFeatures[index]!}" d="${d}"/>`)}</g><path class="ends" d="${ends}"/>${drawnNeurons.map((neuron, index) => html`<circle data-neuron="${neuron}" cx="150" cy="${neuronAt(index)}" r="${Math.round(10 * radius) / 10}"/>`)}</svg>
<p class="aside-note">${linesOfNetwork(seed, drawn, shape)}</p></div>`;
}
