import { type MeasuredModel, modelsOfPoint } from '@superposition/analyses/internal/quantities/stages';
import { seedsOf } from '@superposition/core/internal/config/config';
import type { ConfigPoint } from './sweep-settings.js';

/** Training, responses, evaluation and quantities. */
const stagesOfModel = 4;

/**
 * More stages at once would take more memory than a laptop has to spare. Where the models are dropped after each part, the parts are smaller, so
 * that few models are there at a time.
 */
const mostStages = { all: 20_000, result: 2_000 };

/** The points in parts that run one after another, each with a graph of its own. */
export function partsOf(
  points: readonly ConfigPoint[],
  keep: keyof typeof mostStages = 'all',
): readonly (readonly ConfigPoint[])[] {
  const seeds = seedsOf(points[0]!.loaded.config).length;
  const size = Math.max(1, Math.floor(mostStages[keep] / (stagesOfModel * seeds)));
  return Array.from({ length: Math.ceil(points.length / size) }, (_, part) =>
    points.slice(part * size, (part + 1) * size),
  );
}

/** A model of a sweep, before it is made. */
export interface PointModel {
  readonly point: ConfigPoint;
  readonly seed: number;
  readonly quantities: MeasuredModel['quantities'];
}

/** The models of some points, point by point. */
export function modelsOf(points: readonly ConfigPoint[]): readonly PointModel[] {
  return points.flatMap((point) => {
    const { config, machine } = point.loaded;
    const seeds = seedsOf(config);
    return modelsOfPoint(config, machine, point.name).map(({ quantities }, index) => ({
      point,
      seed: seeds[index]!,
      quantities,
    }));
  });
}
