import {
  type Analyses,
  type AnalysesOptions,
  buildAnalyses,
} from '@superposition/analyses/internal/pipeline';
import { type Config, seedsOf } from '@superposition/core/internal/config/config';
import { type Graph, graph } from '@superposition/pipeline/internal/graph/graph';
import type { Stage } from '@superposition/pipeline/internal/graph/stage';
import type { Figure } from './figure.js';
import {
  claimsFigures,
  crossCheckFigures,
  formationFigures,
  modelFigures,
  sweepFigures,
  topStages,
  withFigures,
} from './figures/stages.js';
import { understandingFigures } from './understanding/stages.js';
import { figureTasks } from './figures/tasks.js';
import { chaptersOf } from './page/chapters.js';
import type { Page } from './page/page.js';
import { pageStage, pageTasks } from './page/stages.js';
import type { WeightNames } from './sentences/origin-of-weights.js';

/** The tasks of this package: one for each figure, and that of the page. */
export const tasks = { ...figureTasks, ...pageTasks } as const;

/** Facts of the machine that the engine needs, or weights to measure instead of training any. */
export interface PipelineOptions extends AnalysesOptions {
  /** The names that given weights have in their file. */
  readonly from?: WeightNames;
}

/** The whole pipeline of a config. */
export interface Pipeline {
  /** All stages that the page needs, and the analyses that no figure shows. */
  readonly graph: Graph;
  readonly page: Stage<Page>;
  readonly figures: readonly Stage<Figure>[];
  /** The figures of the sweeps. Their numbers continue those of `figures`. */
  readonly sweeps: readonly Stage<Figure>[];
  /** The figures of the section "Understanding", under letters. */
  readonly understanding: readonly Stage<Figure>[];
  readonly quantities: Analyses['quantities'];
  readonly analyses: Analyses;
}

/**
 * Builds the graph of a config: the analyses, a stage for each figure, and the page that takes all their results.
 */
export function buildPipeline(config: Config, options: PipelineOptions = {}): Pipeline {
  const { from, ...rest } = options;
  const analyses = buildAnalyses(config, rest);
  const seeds = options.weights === undefined ? seedsOf(config) : [];
  const seed = seeds[0] ?? null;

  const figures = modelFigures(analyses, config, seeds);
  const sweeps = sweepFigures(analyses, config, figures.length + 1);
  const understanding = understandingFigures(analyses, config, seeds, figures.length + 1);
  const crossChecks = crossCheckFigures(analyses, rest, seed, figures.length + sweeps.length + 1);
  const chapters = chaptersOf(
    figures.length,
    withFigures(analyses.sweeps).map(({ name }, index) => ({ name, number: figures.length + 1 + index })),
  );
  const page = pageStage(
    analyses,
    {
      figures,
      sweeps,
      understanding,
      crossChecks,
      claims: claimsFigures(analyses, config, seeds),
      formation: formationFigures(analyses, config, seed),
      chapters,
      top: topStages(analyses, config, seeds),
    },
    config,
    seeds,
    from,
  );

  // The graph also has the analyses that no figure shows, so that `superposition get` can run them.
  const unseen = Object.values<unknown>(analyses).filter(isStage);
  return {
    graph: graph([page, ...unseen]),
    page,
    figures,
    sweeps,
    understanding,
    quantities: analyses.quantities,
    analyses,
  };
}

function isStage(part: unknown): part is Stage {
  return typeof part === 'object' && part !== null && 'task' in part;
}
