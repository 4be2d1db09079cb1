import type { InputWeights, NeuronUse } from '@superposition/analyses/internal/weights/input-weights';
import type { Figure, Trace } from '../figure.js';
import { counted, whole } from '../text/format.js';
import { axis, featureAxis, heatmapMargins, neuronAxis, symbols } from '../plot/axis.js';
import { featureViews, heatmapTraces, symmetricLimit } from '../plot/heatmap-traces.js';
import { type Colour, otherLossPurple, signedScale, trainedBlue } from '../theme.js';
import { colours, heatmapSummary, orderDefinition, reduction, sortedNote } from '../sentences/heatmaps.js';
import { type ModelSeed, oneModel } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import {
  columnsAreEncodings,
  digital,
  fewNeurons,
  inputDefinitions,
  neuronsUsed,
  ownGauge,
  useSummary,
} from '../sentences/weights.js';

export interface Figure3Params {
  readonly seed: ModelSeed;
}

/** Figure 3: W_in as a heatmap, and how many neurons each feature uses. */
export function figure3({ weights }: { weights: InputWeights }, params: Figure3Params): Figure<Sentence> {
  const { matrix, facts } = weights;
  const { features, use, orders } = facts;
  const limit = symmetricLimit(matrix);
  const ours = ownGauge(params.seed);
  return {
    id: 'figure-3',
    number: 3,
    title: 'Input weights, and how many neurons a feature uses',
    caption: paragraphs(
      paragraph(
        oneModel(params.seed),
        columnsAreEncodings,
        neuronsUsed(weights, params.seed),
        fewNeurons(weights, params.seed),
      ),
      paragraph(digital(weights), sortedNote(matrix)),
    ),
    definitions: paragraphs(
      ...inputDefinitions(weights, params.seed),
      colours(matrix, 'W_in', limit),
      orderDefinition,
      reduction(matrix, 'W_in'),
    ),
    views: featureViews,
    panels: [
      {
        kind: 'plot',
        id: 'weights',
        title: 'W_in, neurons by features',
        summary: paragraph(heatmapSummary(matrix, 'W_in', limit), neuronsUsed(weights, params.seed)),
        width: 'full',
        aspect: 0.32,
        traces: [],
        views: heatmapTraces({
          heatmaps: matrix,
          orders,
          features: 'columns',
          scale: signedScale,
          entry: `entry of ${symbols.inputWeights}`,
          entries: `entries of ${symbols.inputWeights}`,
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
        summary: useSummary(weights, params.seed),
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
