import type { CrossGain } from '@superposition/analyses/internal/responses/cross-gain';
import type { Figure, Panel } from '../figure.js';
import { axis, featureAxis, heatmapMargins, symbols } from '../plot/axis.js';
import { featureViews, heatmapTraces, symmetricLimit } from '../plot/heatmap-traces.js';
import { countTrace, valueAxis } from '../plot/histogram-trace.js';
import { momentsTable } from '../plot/moments-table.js';
import { crossGrey, interferenceRed, signedScale, trainedBlue } from '../theme.js';
import { counting, float32Array } from '../typed-array.js';
import { crossGainDefinitions, gainToItself, gainToOthers, received } from '../sentences/cross-gain.js';
import { colours, heatmapSummary, reduction, sortedNote, orderDefinition } from '../sentences/heatmaps.js';
import { type ModelSeed, oneModel } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';

export interface Figure8Params {
  readonly seed: ModelSeed;
}

/** Figure 8: the response of every output to every feature, and what each feature receives from the others. */
export function figure8({ gains }: { gains: CrossGain }, params: Figure8Params): Figure<Sentence> {
  const { matrix, facts } = gains;
  const { features, orders, diagonal, offDiagonal } = facts;
  const limit = symmetricLimit(matrix);
  const self = gainToItself(gains);
  const cross = gainToOthers(gains);
  return {
    id: 'figure-8',
    number: 8,
    title: 'Cross-gain',
    caption: paragraphs(paragraph(oneModel(params.seed), self, cross), sortedNote(matrix)),
    definitions: paragraphs(
      ...crossGainDefinitions(features, params.seed),
      colours(matrix, 'R⁺', limit),
      orderDefinition,
      reduction(matrix, 'R⁺'),
    ),
    views: featureViews,
    panels: [
      {
        kind: 'plot',
        id: 'matrix',
        title: 'R⁺, outputs by inputs',
        summary: paragraph(heatmapSummary(matrix, 'R⁺', limit), self, cross),
        width: 'half',
        rows: 2,
        aspect: 1.1,
        traces: [],
        views: heatmapTraces({
          heatmaps: matrix,
          orders,
          features: 'both',
          scale: signedScale,
          entry: `entry of ${symbols.positiveResponse}`,
          entries: `entries of ${symbols.positiveResponse}`,
          rowName: 'output',
          columnName: 'input',
        }),
        layout: {
          margin: heatmapMargins.features,
          xaxis: featureAxis('input features'),
          yaxis: featureAxis('output features', { autorange: 'reversed' }),
        },
      },
      ...(offDiagonal === null ? [] : [histogramPanel(offDiagonal, cross)]),
      ...(facts.received === null ? [] : [receivedPanel(facts.received)]),
    ],
    tables: [momentsTable({ 'to itself': diagonal, 'to another': offDiagonal?.moments ?? null })],
  };
}

function histogramPanel(
  { histogram }: NonNullable<CrossGain['facts']['offDiagonal']>,
  summary: Sentence,
): Panel<Sentence> {
  return {
    kind: 'plot',
    id: 'off-diagonal',
    title: 'Gains to another feature',
    summary,
    width: 'half',
    aspect: 0.48,
    traces: [countTrace(histogram, 'off-diagonal', crossGrey)],
    layout: {
      bargap: 0,
      xaxis: valueAxis(histogram, `off-diagonal entry of ${symbols.positiveResponse}`),
      yaxis: axis('ordered pairs', { rangemode: 'tozero' }),
    },
  };
}

function receivedPanel(gains: NonNullable<CrossGain['facts']['received']>): Panel<Sentence> {
  const { rms, mean } = gains;
  const order = rms.map((_, output) => output).sort((a, b) => rms[a]! - rms[b]! || a - b);
  const marks = (name: string, values: readonly number[], colour: string, symbol: string) => ({
    type: 'scatter' as const,
    mode: 'markers',
    name,
    x: counting(order.length, 1),
    y: float32Array(order.map((output) => values[output]!)),
    customdata: order,
    marker: { color: colour, size: order.length > 300 ? 3 : 5, symbol },
    hovertemplate: `output %{customdata}: ${name} %{y:.4f}<extra></extra>`,
  });
  return {
    kind: 'plot',
    id: 'received',
    title: 'Interference received by each feature',
    summary: received(gains),
    width: 'half',
    aspect: 0.48,
    traces: [
      marks('root mean square', rms, interferenceRed, 'circle'),
      marks('mean', mean, trainedBlue, 'diamond'),
    ],
    layout: {
      xaxis: axis('features, by root mean square', {
        showgrid: false,
        zeroline: false,
        range: [0, order.length + 1],
      }),
      yaxis: axis('gain received', { rangemode: 'tozero' }),
    },
  };
}
