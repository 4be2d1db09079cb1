import type { Analyses } from '@superposition/analyses/pipeline';
import type { Config } from '@superposition/core/config';
import { json } from '@superposition/pipeline/codec';
import { type Stage, settled, stage } from '@superposition/pipeline/stage';
import { task } from '@superposition/pipeline/task';
import type { Figure } from '../figure.js';
import type { Page } from './page.js';

/** The page, made of the figures. */
export const pageTasks = {
  page: task<typeof import('./page.js').page>('@superposition/report/page#page', {
    codec: json<Page>(),
    // The figures' JSON is meant for one version of Plotly, so the page's key changes with it.
    externals: ['plotly.js-dist-min'],
  }),
} as const;

/** The stages of the figures, by the part of the page that they stand in. */
export interface PageFigures {
  readonly figures: readonly Stage<Figure>[];
  readonly sweeps: readonly Stage<Figure>[];
  readonly crossChecks: readonly Stage<Figure>[];
}

/**
 * The page of all that was computed. It takes failures too, and shows an error card in their place.
 *
 * @param seeds of the models; none for a model whose weights were given
 */
export function pageStage(
  { quantities, claims, crossCheck, crossCheckStatistics }: Analyses,
  { figures, sweeps, crossChecks }: PageFigures,
  { model, data, evaluation, report, training }: Config,
  seeds: readonly number[],
): Stage<Page> {
  // Not the engine: engines that agree to the bit make the same page.
  const { seeds: _, ...trainingSettings } = training;
  return stage('page', pageTasks.page, {
    params: {
      settings: {
        model,
        data,
        evaluation,
        report: { title: report.title },
        training: trainingSettings,
        seeds,
        ...(seeds.length === 0 && { weights: 'given' as const }),
      },
    },
    inputs: {
      figures: settled(figures),
      sweeps: settled(sweeps),
      quantities: settled(quantities),
      ...(claims !== undefined && { claims: settled(claims) }),
      crossChecks: settled(crossCheck === undefined ? [] : [crossCheck]),
      crossCheckFigures: settled(crossChecks),
      ...(crossCheckStatistics !== undefined && { crossCheckStatistics: settled(crossCheckStatistics) }),
    },
  });
}
