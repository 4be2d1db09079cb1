import type { CrossGain } from '@superposition/analyses/internal/responses/cross-gain';
import type { EffectiveMap } from '@superposition/analyses/internal/weights/effective-map';
import type { ResponseFacts } from '@superposition/core/internal/network/response-facts';
import type { Figure, Panel } from '../figure.js';
import { featureAxis, heatmapMargins, symbols } from '../plot/axis.js';
import { offDiagonalHistogram, sharedScale } from '../plot/gain-panels.js';
import { featureViews, heatmapFrame, heatmapTraces } from '../plot/heatmap-traces.js';
import { momentsTable } from '../plot/moments-table.js';
import { receivedLines } from '../plot/received-lines.js';
import { dottedFeatures, valueStrips } from '../plot/value-strips.js';
import {
  crossGainDefinitions,
  gainFinding,
  gainToItself,
  gainToOthers,
  received,
} from '../sentences/cross-gain.js';
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

export interface Figure8Params {
  readonly seed: ModelSeed;
  /** `null` where it is not known how long the model was trained. */
  readonly steps: number | null;
  /** The seeds of the further models, in the order of their responses. */
  readonly otherSeeds: readonly number[];
}

export interface Figure8Inputs {
  readonly gains: CrossGain;
  /** W_eff of the same model, for a common scale. */
  readonly map: EffectiveMap;
  /** Of all models, the one that is drawn first. */
  readonly responses: readonly ResponseFacts[];
}

/** Figure 8: the response of every output to every feature, and what each feature receives from the others. */
export function figure8(
  { gains, map, responses }: Figure8Inputs,
  { seed, steps, otherSeeds }: Figure8Params,
): Figure<Sentence> {
  const { matrix, facts } = gains;
  const { features, orders, diagonal, offDiagonal } = facts;
  const scale = sharedScale(map, gains);
  const self = gainToItself(gains);
  const cross = gainToOthers(gains);
  const models = responses.map(({ positive }, index) => ({
    seed: index === 0 ? seed : otherSeeds[index - 1]!,
    values: [...positive],
  }));
  const marks = stripMarks(features, dottedFeatures(models[0]!).length, models.length - 1);
  return {
    id: 'figure-8',
    number: 8,
    title: 'Cross-gain',
    finding: gainFinding(responses, seed),
    caption: paragraphs(
      paragraph(oneModel(seed, steps), self, cross),
      paragraph(sameColours(), marks),
      sortedNote(matrix),
    ),
    definitions: paragraphs(
      ...crossGainDefinitions(features, seed),
      colours(matrix, 'R⁺', scale.colours),
      orderDefinition,
      reduction(matrix, 'R⁺'),
    ),
    views: featureViews,
    panels: [
      {
        kind: 'plot',
        id: 'matrix',
        title: 'R⁺: outputs down, inputs across',
        summary: paragraph(heatmapSummary(matrix, 'R⁺', scale.colours), self, cross),
        width: 'half',
        rows: 2,
        aspect: 1.1,
        traces: [],
        views: heatmapTraces({
          heatmaps: matrix,
          orders,
          features: 'both',
          limit: scale.colours,
          entry: `entry of ${symbols.positiveResponse}`,
          entries: `entries of ${symbols.positiveResponse}`,
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
        title: 'Diagonal of R⁺: the gain of a feature to itself',
        summary: paragraph(self, marks),
        width: 'half',
        aspect: 0.48,
        ...valueStrips(models, `diagonal entry of ${symbols.positiveResponse}`),
      },
      ...(offDiagonal === null ? [] : [histogramPanel(offDiagonal)]),
      ...(facts.received === null ? [] : [receivedPanel(facts.received)]),
    ],
    tables: [momentsTable({ 'to itself': diagonal, 'to another': offDiagonal?.moments ?? null })],
  };

  function histogramPanel(distribution: NonNullable<typeof offDiagonal>): Panel<Sentence> {
    return {
      kind: 'plot',
      id: 'off-diagonal',
      title: 'Off the diagonal: gains to another feature',
      summary: cross,
      width: 'half',
      aspect: 0.48,
      ...offDiagonalHistogram(distribution, `off-diagonal entry of ${symbols.positiveResponse}`, scale),
    };
  }
}

function receivedPanel(gains: NonNullable<CrossGain['facts']['received']>): Panel<Sentence> {
  return {
    kind: 'plot',
    id: 'received',
    title: 'Interference received by each output',
    summary: received(gains),
    width: 'full',
    aspect: 0.24,
    ...receivedLines(gains),
  };
}
