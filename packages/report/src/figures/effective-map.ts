import type { EffectiveMap } from '@superposition/analyses/internal/weights/effective-map';
import type { Figure } from '../figure.js';
import { counted } from '../text/format.js';
import { axis, featureAxis, heatmapMargins, neuronAxis, symbols } from '../plot/axis.js';
import { featureViews, heatmapTraces, symmetricLimit } from '../plot/heatmap-traces.js';
import { countTrace, valueAxis } from '../plot/histogram-trace.js';
import { momentsTable } from '../plot/moments-table.js';
import { transposed } from '../plot/transpose.js';
import { crossGrey, signedScale, trainedBlue } from '../theme.js';
import { colours, heatmapSummary, reduction, sortedNote, orderDefinition } from '../sentences/heatmaps.js';
import { type ModelSeed, oneModel } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import { effectiveDefinitions, otherGains, ownGains } from '../sentences/weights.js';

export interface Figure4Params {
  readonly seed: ModelSeed;
}

/** Figure 4: W_out, and W_eff = W_out·W_in with the histograms of its diagonal and off-diagonal. */
export function figure4({ map }: { map: EffectiveMap }, params: Figure4Params): Figure<Sentence> {
  const { effective, facts } = map;
  const output = transposed(map.output);
  const { features, orders, diagonal, offDiagonal } = facts;
  const limits = { output: symmetricLimit(output), effective: symmetricLimit(effective) };
  const onDiagonal = ownGains(map);
  const elsewhere = otherGains(map);
  return {
    id: 'figure-4',
    number: 4,
    title: 'Output weights and the effective linear map',
    caption: paragraphs(paragraph(oneModel(params.seed), onDiagonal, elsewhere), sortedNote(effective)),
    definitions: paragraphs(
      ...effectiveDefinitions(params.seed),
      colours(output, 'W_out', limits.output),
      colours(effective, 'W_eff', limits.effective),
      orderDefinition,
      reduction(output, 'W_out'),
      reduction(effective, 'W_eff'),
    ),
    views: featureViews,
    panels: [
      {
        kind: 'plot',
        id: 'output',
        title: 'W_out, transposed: neurons by features',
        summary: heatmapSummary(output, 'W_out, transposed', limits.output),
        width: 'full',
        aspect: 0.32,
        traces: [],
        views: heatmapTraces({
          heatmaps: output,
          orders,
          features: 'columns',
          scale: signedScale,
          entry: `entry of ${symbols.outputWeights}`,
          entries: `entries of ${symbols.outputWeights}`,
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
        id: 'effective',
        title: 'W_eff, outputs by inputs',
        summary: paragraph(heatmapSummary(effective, 'W_eff', limits.effective), onDiagonal, elsewhere),
        width: 'half',
        rows: 2,
        aspect: 1.1,
        traces: [],
        views: heatmapTraces({
          heatmaps: effective,
          orders,
          features: 'both',
          scale: signedScale,
          entry: `entry of ${symbols.effectiveMap}`,
          entries: `entries of ${symbols.effectiveMap}`,
          rowName: 'output',
          columnName: 'input',
        }),
        layout: {
          margin: heatmapMargins.features,
          xaxis: featureAxis('input features'),
          yaxis: featureAxis('output features', { autorange: 'reversed' }),
        },
      },
      {
        kind: 'plot',
        id: 'diagonal',
        title: 'Diagonal: a feature to itself',
        summary: onDiagonal,
        width: 'half',
        aspect: 0.48,
        traces: [countTrace(diagonal.histogram, 'diagonal', trainedBlue)],
        layout: {
          bargap: 0,
          xaxis: valueAxis(diagonal.histogram, `diagonal entry of ${symbols.effectiveMap}`),
          yaxis: axis('features', { rangemode: 'tozero' }),
        },
      },
      ...(offDiagonal === null
        ? []
        : [
            {
              kind: 'plot' as const,
              id: 'off-diagonal',
              title: 'Off the diagonal: a feature to another',
              summary: elsewhere,
              width: 'half' as const,
              aspect: 0.48,
              traces: [countTrace(offDiagonal.histogram, 'off-diagonal', crossGrey)],
              layout: {
                bargap: 0,
                xaxis: valueAxis(offDiagonal.histogram, `off-diagonal entry of ${symbols.effectiveMap}`),
                yaxis: axis('ordered pairs', { rangemode: 'tozero' }),
              },
            },
          ]),
    ],
    tables: [momentsTable({ diagonal: diagonal.moments, 'off the diagonal': offDiagonal?.moments ?? null })],
  };
}
