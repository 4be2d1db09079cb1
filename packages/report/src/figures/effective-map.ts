import type { Figure } from '../figure.js';
import { counted } from '../text/format.js';
import { symbols } from '../plot/axis.js';
import { featureViews, heatmapTraces, symmetricLimit } from '../plot/heatmap-traces.js';
import { momentsTable } from '../plot/moments-table.js';
import { transposed } from '../plot/transpose.js';
import {
  effectiveDefinitions,
  effectiveFinding,
  effectiveIs,
  otherGains,
  ownGains,
} from '../sentences/effective-map.js';
import { colours, heatmapSummary, orderDefinition, reduction, sameColours } from '../sentences/heatmaps.js';
import { oneModel, shownModels } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import { type GainMatrixInputs, type GainMatrixParams, gainMatrix } from './gain-matrix.js';
import { neuronsByFeatures } from '../plot/heatmap-layout.js';

/** Figure 4: W_out, and W_eff = W_out·W_in with its diagonal and the histogram of its other entries. */
export function figure4(inputs: GainMatrixInputs, params: GainMatrixParams): Figure<Sentence> {
  const { map } = inputs;
  const { seed, steps } = params;
  const { effective, facts } = map;
  const output = transposed(map.output);
  const { features, orders, diagonal, offDiagonal } = facts;
  const outputLimit = symmetricLimit(output);
  const onDiagonal = ownGains(map);
  const elsewhere = otherGains(map);
  const matrix = gainMatrix(inputs, params, {
    name: 'W_eff',
    symbol: symbols.effectiveMap,
    heatmaps: effective,
    diagonal: 'effective',
    offDiagonal,
    aboutDiagonal: onDiagonal,
    aboutOthers: elsewhere,
  });
  return {
    id: 'figure-4',
    number: 4,
    title: 'Output weights and the effective linear map',
    finding: effectiveFinding(matrix.models),
    caption: paragraphs(
      paragraph(oneModel(seed, steps), effectiveIs, onDiagonal, elsewhere),
      paragraph(sameColours(), matrix.marks),
    ),
    definitions: paragraphs(
      ...effectiveDefinitions(seed),
      colours(output, 'W_out', outputLimit),
      colours(effective, 'W_eff', matrix.colours),
      orderDefinition(effective),
      reduction(output, 'W_out'),
      reduction(effective, 'W_eff'),
    ),
    views: featureViews,
    panels: [
      {
        kind: 'plot',
        id: 'output',
        title: `W_out, ${shownModels(seed, steps)}, transposed: neurons down, features across`,
        summary: heatmapSummary(output, 'W_out, transposed', outputLimit),
        width: 'full',
        aspect: 0.3,
        traces: [],
        views: heatmapTraces({
          heatmaps: output,
          orders,
          features: 'columns',
          limit: outputLimit,
          entry: `entry of ${symbols.outputWeights}`,
          entries: `entries of ${symbols.outputWeights}`,
          rowName: 'neuron',
          columnName: 'feature',
        }),
        layout: neuronsByFeatures(`${counted(features, 'feature')} in the chosen order`),
      },
      ...matrix.panels,
    ],
    tables: [momentsTable({ diagonal: diagonal.moments, 'off the diagonal': offDiagonal?.moments ?? null })],
  };
}
