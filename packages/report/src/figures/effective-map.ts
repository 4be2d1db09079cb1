import type { CrossGain } from '@superposition/analyses/internal/responses/cross-gain';
import type { EffectiveMap } from '@superposition/analyses/internal/weights/effective-map';
import type { ResponseFacts } from '@superposition/core/internal/network/response-facts';
import type { Figure } from '../figure.js';
import { counted } from '../text/format.js';
import { featureAxis, heatmapMargins, neuronAxis, symbols } from '../plot/axis.js';
import { offDiagonalHistogram, sharedScale } from '../plot/gain-panels.js';
import { featureViews, heatmapFrame, heatmapTraces, symmetricLimit } from '../plot/heatmap-traces.js';
import { momentsTable } from '../plot/moments-table.js';
import { transposed } from '../plot/transpose.js';
import { dottedFeatures, valueStrips } from '../plot/value-strips.js';
import { effectiveDefinitions, effectiveFinding, otherGains, ownGains } from '../sentences/effective-map.js';
import {
  colours,
  heatmapSummary,
  orderDefinition,
  reduction,
  sameColours,
  sortedNote,
} from '../sentences/heatmaps.js';
import { type ModelSeed, oneModel } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import { stripMarks } from '../sentences/strips.js';

export interface Figure4Params {
  readonly seed: ModelSeed;
  /** `null` where it is not known how long the model was trained. */
  readonly steps: number | null;
  /** The seeds of the further models, in the order of their responses. */
  readonly otherSeeds: readonly number[];
}

export interface Figure4Inputs {
  readonly map: EffectiveMap;
  /** R⁺ of the same model, for a common scale. */
  readonly gains: CrossGain;
  /** Of all models, the one that is drawn first. */
  readonly responses: readonly ResponseFacts[];
}

/** Figure 4: W_out, and W_eff = W_out·W_in with its diagonal and the histogram of its other entries. */
export function figure4(
  { map, gains, responses }: Figure4Inputs,
  { seed, steps, otherSeeds }: Figure4Params,
): Figure<Sentence> {
  const { effective, facts } = map;
  const output = transposed(map.output);
  const { features, orders, diagonal, offDiagonal } = facts;
  const scale = sharedScale(map, gains);
  const outputLimit = symmetricLimit(output);
  const onDiagonal = ownGains(map);
  const elsewhere = otherGains(map);
  const models = responses.map(({ effective: values }, index) => ({
    seed: index === 0 ? seed : otherSeeds[index - 1]!,
    values: [...values],
  }));
  const marks = stripMarks(features, dottedFeatures(models[0]!).length, models.length - 1);
  return {
    id: 'figure-4',
    number: 4,
    title: 'Output weights and the effective linear map',
    finding: effectiveFinding(responses),
    caption: paragraphs(
      paragraph(oneModel(seed, steps), onDiagonal, elsewhere),
      paragraph(sameColours(), marks),
      sortedNote(effective),
    ),
    definitions: paragraphs(
      ...effectiveDefinitions(seed),
      colours(output, 'W_out', outputLimit),
      colours(effective, 'W_eff', scale.colours),
      orderDefinition,
      reduction(output, 'W_out'),
      reduction(effective, 'W_eff'),
    ),
    views: featureViews,
    panels: [
      {
        kind: 'plot',
        id: 'output',
        title: 'W_out, transposed: neurons down, features across',
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
        layout: {
          margin: heatmapMargins.neurons,
          xaxis: featureAxis(`${counted(features, 'feature')} in the chosen order`),
          yaxis: neuronAxis(),
          shapes: [heatmapFrame],
        },
      },
      {
        kind: 'plot',
        id: 'effective',
        title: 'W_eff: outputs down, inputs across',
        summary: paragraph(heatmapSummary(effective, 'W_eff', scale.colours), onDiagonal, elsewhere),
        width: 'half',
        rows: 2,
        aspect: 1.1,
        traces: [],
        views: heatmapTraces({
          heatmaps: effective,
          orders,
          features: 'both',
          limit: scale.colours,
          entry: `entry of ${symbols.effectiveMap}`,
          entries: `entries of ${symbols.effectiveMap}`,
          rowName: 'output',
          columnName: 'input',
        }),
        layout: {
          margin: heatmapMargins.features,
          xaxis: featureAxis(''),
          yaxis: featureAxis('', { autorange: 'reversed' }),
          shapes: [heatmapFrame],
        },
      },
      {
        kind: 'plot',
        id: 'diagonal',
        title: 'Diagonal of W_eff: a feature to itself',
        summary: paragraph(onDiagonal, marks),
        width: 'half',
        aspect: 0.48,
        ...valueStrips(models, `diagonal entry of ${symbols.effectiveMap}`),
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
              ...offDiagonalHistogram(offDiagonal, `off-diagonal entry of ${symbols.effectiveMap}`, scale),
            },
          ]),
    ],
    tables: [momentsTable({ diagonal: diagonal.moments, 'off the diagonal': offDiagonal?.moments ?? null })],
  };
}
