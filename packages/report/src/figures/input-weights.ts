import type { InputWeights, NeuronUse } from '@superposition/analyses/internal/weights/input-weights';
import type { Figure, Trace } from '../figure.js';
import { counted, significant, whole } from '../text/format.js';
import { axis, featureAxis, heatmapMargins, neuronAxis, symbols } from '../plot/axis.js';
import { featureViews, heatmapTraces, reductionSentence, symmetricLimit } from '../plot/heatmap-traces.js';
import { type Colour, otherLossPurple, signedScale, trainedBlue } from '../theme.js';
import { type ModelSeed, modelWord, oneModel } from '../sentences/model.js';

export interface Figure3Params {
  readonly seed: ModelSeed;
}

/** Figure 3: W_in as a heatmap, and how many neurons each feature uses. */
export function figure3({ weights }: { weights: InputWeights }, params: Figure3Params): Figure {
  const { matrix, facts } = weights;
  const { features, neurons, use, orders } = facts;
  const limit = symmetricLimit(matrix);
  const reduction = reductionSentence(matrix);
  const usage =
    `A feature uses ${significant(use.trained.mean)} of ${counted(neurons, 'neuron')} on average ` +
    `(${range(use.trained)}); in the balanced gauge ${significant(use.balanced.mean)} (${range(use.balanced)}).`;
  const ours = `as ${modelWord(params.seed)}`;
  const single = use.trained.histogram[1] ?? 0;
  return {
    id: 'figure-3',
    number: 3,
    title: 'Input weights, and how many neurons a feature uses',
    caption: [
      `${oneModel(params.seed)} Each column of W_in is the encoding of one feature. ${usage} ` +
        (single === 0
          ? 'No feature has a single neuron.'
          : `${counted(single, 'feature')} of ${whole(features)} ${single === 1 ? 'uses' : 'use'} a single neuron.`),
    ],
    definitions: [
      'Feature i “uses” neuron k when W_in[k,i] > ¼ of the root mean square of all entries of W_in: here ' +
        `${significant(use.trained.threshold)} on the weights ${ours}, ${significant(use.balanced.threshold)} in the balanced gauge.`,
      'Scaling a neuron’s input weights by s > 0 and its output weights by 1/s changes no output but may change ' +
        `such a count, so it is stated twice: ${ours}, and in the balanced gauge, where every neuron’s input and output weights have equal norm.`,
      `Colours run symmetrically from −${significant(limit)} to +${significant(limit)}. ${oneModel(params.seed)} Features and neurons are numbered from 0.`,
      'Order by codeword: by a feature’s dominant neuron, then by the set of neurons it uses. By singular vector: by angle in the plane of the two leading right singular vectors of W_in.',
      ...(reduction === null ? [] : [reduction]),
    ],
    views: featureViews(matrix, 'columns'),
    panels: [
      {
        kind: 'plot',
        id: 'weights',
        title: 'W_in, neurons by features',
        summary: `Heatmap of the ${whole(neurons)} × ${whole(features)} input weights, between −${significant(limit)} and ${significant(limit)}. ${usage}`,
        width: 'full',
        aspect: 0.32,
        traces: [],
        views: heatmapTraces({
          heatmaps: matrix,
          orders,
          features: 'columns',
          scale: signedScale,
          label: `entry of ${symbols.inputWeights}`,
          rowName: 'neuron',
          columnName: 'feature',
        }),
        layout: {
          margin: heatmapMargins.neurons,
          xaxis: featureAxis(`${counted(features, 'feature')} in the chosen order`),
          yaxis: neuronAxis(),
        },
      },
      {
        kind: 'plot',
        id: 'use',
        title: 'Neurons used per feature',
        summary: usage,
        width: 'full',
        aspect: 0.3,
        traces: [
          useTrace(ours, use.trained, trainedBlue),
          useTrace('balanced gauge', use.balanced, otherLossPurple),
        ],
        layout: {
          barmode: 'group',
          bargap: 0.25,
          xaxis: axis('neurons a feature uses', {
            tickformat: 'd',
            showgrid: false,
            zeroline: false,
            ...unitTicks(use),
          }),
          yaxis: axis('features', { rangemode: 'tozero' }),
        },
      },
    ],
    tables: [
      {
        title: 'How many features use so many neurons',
        columns: ['neurons used', `features, ${ours}`, 'features, balanced gauge'],
        rows: Array.from(
          { length: Math.max(use.trained.histogram.length, use.balanced.histogram.length) },
          (_, count) => [
            whole(count),
            whole(use.trained.histogram[count] ?? 0),
            whole(use.balanced.histogram[count] ?? 0),
          ],
        ),
      },
    ],
  };
}

function range({ perFeature }: NeuronUse): string {
  const [low, high] = [Math.min(...perFeature), Math.max(...perFeature)];
  return low === high ? `every feature ${whole(low)}` : `${whole(low)} to ${whole(high)}`;
}

function useTrace(name: string, { histogram }: NeuronUse, colour: Colour): Trace {
  return {
    type: 'bar',
    name,
    x: histogram.map((_, count) => count),
    y: histogram,
    marker: { color: colour, line: { width: 0 } },
    hovertemplate: '%{x} neurons: %{y} features<extra></extra>',
  };
}

/** Every count gets a tick, as long as there is room. */
function unitTicks(use: InputWeights['facts']['use']) {
  return Math.max(use.trained.histogram.length, use.balanced.histogram.length) <= 25 ? { dtick: 1 } : {};
}
