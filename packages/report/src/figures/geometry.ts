import type { CosineDistributions } from '@superposition/analyses/internal/geometry/cosine-distributions';
import type { Geometry } from '@superposition/analyses/internal/geometry/geometry';
import type { RandomFrames } from '@superposition/analyses/internal/geometry/random-frames';
import type { Figure } from '../figure.js';
import { cosineHistogram } from '../plot/cosine-histogram.js';
import { featureViews, heatmapTraces, offDiagonalLimit } from '../plot/heatmap-traces.js';
import { momentsTable } from '../plot/moments-table.js';
import {
  cosinesOfModels,
  directionsFinding,
  drawsBalance,
  histogramMarks,
  leadingDifference,
} from '../sentences/directions.js';
import {
  besideRandomDirections,
  framePotentialBound,
  geometryDefinitions,
  pairsOfFeatures,
} from '../sentences/geometry.js';
import { colours, heatmapSummary, orderDefinition, reduction } from '../sentences/heatmaps.js';
import { modelName, type ModelSeed, oneModel, shownModels } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import { ownGauge } from '../sentences/weights.js';
import { counted } from '../text/format.js';
import { featuresByFeatures } from '../plot/heatmap-layout.js';

export interface Figure5Params {
  readonly seed: ModelSeed;
  /** `null` where it is not known how long the model was trained. */
  readonly steps: number | null;
}

/** Figure 5: the angles between features' encodings, against those of random directions. */
export function figure5(
  {
    geometry,
    frames,
    distributions,
  }: { geometry: Geometry; frames: RandomFrames; distributions: CosineDistributions },
  { seed, steps }: Figure5Params,
): Figure<Sentence> {
  const { cosines, facts } = geometry;
  const { trained, balanced, orders } = facts;
  const limit = offDiagonalLimit(cosines);
  const ours = ownGauge(seed);
  const size = besideRandomDirections(frames, 'mean |cosine|', 'meanAbsCos', seed);
  const signed = besideRandomDirections(frames, 'mean cosine', 'meanCos', seed);
  const marks = histogramMarks(distributions);
  return {
    id: 'figure-5',
    number: 5,
    title: 'Feature geometry',
    finding: directionsFinding(frames, distributions, seed),
    caption: paragraphs(
      paragraph(oneModel(seed, steps), pairsOfFeatures(geometry), size, signed),
      paragraph(cosinesOfModels(distributions), marks),
    ),
    definitions: paragraphs(
      ...geometryDefinitions(geometry, frames, seed),
      paragraph(
        besideRandomDirections(frames, 'frame potential', 'framePotential', seed),
        framePotentialBound(geometry),
      ),
      colours(cosines, 'cosines', limit),
      orderDefinition(cosines),
      reduction(cosines, 'the matrix of cosines'),
    ),
    views: featureViews,
    // Without a pair, both would be pictures of nothing.
    panels:
      distributions.chance === null
        ? []
        : [
            {
              kind: 'plot',
              id: 'cosines',
              title: `Cosine of every pair, ${shownModels(seed, steps)}`,
              summary: paragraph(heatmapSummary(cosines, 'cosines', limit), pairsOfFeatures(geometry), size),
              width: 'half',
              aspect: 1.1,
              traces: [],
              views: heatmapTraces({
                heatmaps: cosines,
                orders,
                features: 'both',
                limit,
                emptyDiagonal: true,
                entry: 'cosine',
                entries: 'cosines',
                rowName: 'feature',
                columnName: 'feature',
              }),
              layout: featuresByFeatures(),
            },
            {
              kind: 'plot',
              id: 'histogram',
              title: `Cosines of ${counted(trained.moments!.count, 'pair')}, ${shownModels(seed, steps, distributions.models.length)}`,
              summary: paragraph(pairsOfFeatures(geometry), size, signed, marks),
              width: 'half',
              aspect: 0.92,
              ...cosineHistogram(distributions, distributions.chance, {
                name: modelName(seed),
                withMean: leadingDifference(frames)?.id === 'meanCos',
                withBalance: drawsBalance(distributions),
              }),
            },
          ],
    tables: [momentsTable({ [ours]: trained.moments, 'balanced gauge': balanced.moments })],
  };
}
