import type { Analyses } from '@superposition/analyses/internal/pipeline';
import { type Config, defaultConfig } from '@superposition/core/config';
import { json } from '@superposition/pipeline/internal/values/codec';
import { type Stage, settled, stage } from '@superposition/pipeline/internal/graph/stage';
import { task } from '@superposition/pipeline/internal/graph/task';
import type { Figure, NetworkDrawing } from '../figure.js';
import type { WeightNames } from '../sentences/origin-of-weights.js';
import type { Chapter } from './chapters.js';
import { explainedSettings } from '@superposition/analyses/internal/conclusions/explained';
import { withoutUnderstanding } from '../sentences/understanding.js';
import type { Page } from './page.js';

/** The task of the page. */
export const pageTasks = {
  page: task<typeof import('./page.js').page>('@superposition/report/page#page', {
    codec: json<Page>(),
  }),
} as const;

/** The stages of the figures, by their part of the page. */
export interface PageFigures {
  readonly figures: readonly Stage<Figure>[];
  readonly sweeps: readonly Stage<Figure>[];
  readonly understanding: readonly Stage<Figure>[];
  readonly crossChecks: readonly Stage<Figure>[];
  readonly claims: readonly Stage<Figure>[];
  readonly formation: readonly Stage<Figure>[];
  readonly chapters: readonly Chapter[];
  readonly top: { readonly gains: Stage<Figure>; readonly network: Stage<NetworkDrawing> };
}

/**
 * The stage of the page. It also takes inputs that failed, and shows an error card for each.
 *
 * @param seeds seeds of the models; empty for a model whose weights were given
 * @param from the names that these have in their file
 */
export function pageStage(
  {
    quantities,
    responseCurves,
    sweeps: lines,
    convergence,
    explanation,
    given,
    claims,
    crossCheck,
    crossCheckStatistics,
  }: Analyses,
  {
    figures,
    sweeps,
    understanding,
    crossChecks,
    claims: [claimsFigure],
    formation: [formation],
    chapters,
    top,
  }: PageFigures,
  config: Config,
  seeds: readonly number[],
  from?: WeightNames,
): Stage<Page> {
  const { model, data, evaluation, report, training } = config;
  const isExplained = withoutUnderstanding(config) === undefined;
  // The params leave the engine out, so that engines with the same bits give the same page.
  const { seeds: _, ...trainingSettings } = training;
  const exponents = lines.find(({ name }) => name === 'lossExponent');
  return stage('page', pageTasks.page, {
    params: {
      settings: {
        model,
        data,
        evaluation,
        report: {
          title: report.title,
          depth: report.depth,
          ...(report.title === defaultConfig.report.title && { asksQuestion: true }),
        },
        training: trainingSettings,
        seeds,
        ...(seeds.length === 0 && {
          weights: 'given' as const,
          ...(from !== undefined && { from: { ...from } }),
        }),
      },
      chapters: chapters.map((chapter) => ({ ...chapter })),
      ...(isExplained && { explained: { ...explainedSettings(config) } }),
    },
    inputs: {
      figures: settled(figures),
      sweeps: settled(sweeps),
      understanding: settled(understanding),
      quantities: settled(quantities),
      curves: settled(responseCurves),
      gains: settled(top.gains),
      network: settled(top.network),
      ...(formation !== undefined && { formation: settled(formation) }),
      ...(exponents !== undefined && { exponents: settled(exponents.summary) }),
      ...(convergence !== undefined && { convergence: settled(convergence) }),
      ...(isExplained && explanation !== undefined && { explanation: settled(explanation) }),
      ...(isExplained && given !== undefined && { given: settled(given) }),
      ...(claims !== undefined && { claims: settled(claims) }),
      ...(claimsFigure !== undefined && { claimsFigure: settled(claimsFigure) }),
      crossChecks: settled(crossCheck === undefined ? [] : [crossCheck]),
      crossCheckFigures: settled(crossChecks),
      ...(crossCheckStatistics !== undefined && { crossCheckStatistics: settled(crossCheckStatistics) }),
    },
  });
}
