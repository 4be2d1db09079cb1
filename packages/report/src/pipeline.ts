import { type Analyses, type AnalysesOptions, buildAnalyses } from '@superposition/analyses/pipeline';
import { type Config, seedsOf } from '@superposition/core/config';
import { type Graph, graph } from '@superposition/pipeline/graph';
import type { Stage } from '@superposition/pipeline/stage';
import type { Figure } from './figure.js';
import { crossCheckFigures, modelFigures, sweepFigures } from './figures/stages.js';
import { figureTasks } from './figures/tasks.js';
import type { Page } from './page/page.js';
import { pageStage, pageTasks } from './page/stages.js';

/** The tasks of this package: a figure each, and the page. */
export const tasks = { ...figureTasks, ...pageTasks } as const;

/** The whole pipeline of a config. */
export interface Pipeline {
  /** Everything that the page needs, and the analyses that no figure shows. */
  readonly graph: Graph;
  readonly page: Stage<Page>;
  readonly figures: readonly Stage<Figure>[];
  /** The figures of the sweeps, numbered on after the others. */
  readonly sweeps: readonly Stage<Figure>[];
  readonly quantities: Analyses['quantities'];
  readonly analyses: Analyses;
}

/**
 * The graph of a config and of the machine's facts that its engine needs, or of given weights: the analyses, a stage for each
 * figure, and the page that takes what came of them.
 */
export function buildPipeline(config: Config, options: AnalysesOptions = {}): Pipeline {
  const analyses = buildAnalyses(config, options);
  const seeds = options.weights === undefined ? seedsOf(config) : [];
  const seed = seeds[0] ?? null;

  const figures = modelFigures(analyses, config, seed);
  const sweeps = sweepFigures(analyses, config, figures.length + 1);
  const crossChecks = crossCheckFigures(analyses, options, seed, figures.length + sweeps.length + 1);
  const page = pageStage(analyses, { figures, sweeps, crossChecks }, config, seeds);

  // Also what no figure shows yet: `get` reaches it all the same.
  const unseen = Object.values<unknown>(analyses).filter(isStage);
  return {
    graph: graph([page, ...unseen]),
    page,
    figures,
    sweeps,
    quantities: analyses.quantities,
    analyses,
  };
}

function isStage(part: unknown): part is Stage {
  return typeof part === 'object' && part !== null && 'task' in part;
}
