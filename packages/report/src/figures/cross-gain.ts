import type { CrossGain } from '@superposition/analyses/internal/responses/cross-gain';
import type { Figure, Panel } from '../figure.js';
import { symbols } from '../plot/axis.js';
import { featureViews } from '../plot/heatmap-traces.js';
import { momentsTable } from '../plot/moments-table.js';
import { receivedLines } from '../plot/received-lines.js';
import {
  crossGainDefinitions,
  gainFinding,
  gainToItself,
  gainToOthers,
  received,
} from '../sentences/cross-gain.js';
import { colours, orderDefinition, reduction, sameColours, sortedNote } from '../sentences/heatmaps.js';
import { oneModel, shownModels } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import { type GainMatrixInputs, type GainMatrixParams, gainMatrix } from './gain-matrix.js';

/** Figure 8: the response of every output to every feature, and what each feature receives from the others. */
export function figure8(inputs: GainMatrixInputs, params: GainMatrixParams): Figure<Sentence> {
  const { gains } = inputs;
  const { seed, steps } = params;
  const { matrix: heatmaps, facts } = gains;
  const self = gainToItself(gains);
  const cross = gainToOthers(gains);
  const matrix = gainMatrix(inputs, params, {
    name: 'R⁺',
    symbol: symbols.positiveResponse,
    heatmaps,
    diagonal: 'positive',
    offDiagonal: facts.offDiagonal,
    aboutDiagonal: self,
    aboutOthers: cross,
  });
  return {
    id: 'figure-8',
    number: 8,
    title: 'Cross-gain',
    finding: gainFinding(matrix.models, seed),
    caption: paragraphs(
      paragraph(oneModel(seed, steps), self, cross),
      paragraph(sameColours(), matrix.marks),
      sortedNote(heatmaps),
    ),
    definitions: paragraphs(
      ...crossGainDefinitions(facts.features, seed),
      colours(heatmaps, 'R⁺', matrix.colours),
      orderDefinition(heatmaps),
      reduction(heatmaps, 'R⁺'),
    ),
    views: featureViews,
    panels: [
      ...matrix.panels,
      ...(facts.received === null ? [] : [receivedPanel(facts.received, shownModels(seed, steps))]),
    ],
    tables: [momentsTable({ 'to itself': facts.diagonal, 'to another': facts.offDiagonal?.moments ?? null })],
  };
}

function receivedPanel(gains: NonNullable<CrossGain['facts']['received']>, whose: string): Panel<Sentence> {
  return {
    kind: 'plot',
    id: 'received',
    title: `Interference received by each output, ${whose}`,
    summary: received(gains),
    width: 'full',
    aspect: 0.24,
    ...receivedLines(gains),
  };
}
