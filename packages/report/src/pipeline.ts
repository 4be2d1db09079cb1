import { type AnalysesOptions, buildAnalyses } from '@superposition/analyses/pipeline';
import { type Config, seedsOf } from '@superposition/core/config';
import { sweptSettings } from '@superposition/core/sweeps';
import { json } from '@superposition/pipeline/codec';
import { type Graph, graph } from '@superposition/pipeline/graph';
import { type Stage, settled, stage } from '@superposition/pipeline/stage';
import { task } from '@superposition/pipeline/task';
import type { Figure } from './figure.js';
import type { Page } from './page/page.js';

const figure = { codec: json<Figure>() } as const;

/** The tasks of this package: a figure each, and the page. */
export const tasks = {
  figure1: task<typeof import('./figures/per-feature-error.js').figure1>(
    '@superposition/report/figures/figure-1#figure1',
    figure,
  ),
  figure2: task<typeof import('./figures/response-curves.js').figure2>(
    '@superposition/report/figures/figure-2#figure2',
    figure,
  ),
  figure3: task<typeof import('./figures/input-weights.js').figure3>(
    '@superposition/report/figures/figure-3#figure3',
    figure,
  ),
  figure4: task<typeof import('./figures/effective-map.js').figure4>(
    '@superposition/report/figures/figure-4#figure4',
    figure,
  ),
  figure5: task<typeof import('./figures/geometry.js').figure5>(
    '@superposition/report/figures/figure-5#figure5',
    figure,
  ),
  figure6: task<typeof import('./figures/error-by-sparsity.js').figure6>(
    '@superposition/report/figures/figure-6#figure6',
    figure,
  ),
  figure7: task<typeof import('./figures/loss-comparison.js').figure7>(
    '@superposition/report/figures/figure-7#figure7',
    figure,
  ),
  figure8: task<typeof import('./figures/cross-gain.js').figure8>(
    '@superposition/report/figures/figure-8#figure8',
    figure,
  ),
  figure9: task<typeof import('./figures/isolated-and-total.js').figure9>(
    '@superposition/report/figures/figure-9#figure9',
    figure,
  ),
  needsTraining: task<typeof import('./figures/needs-training.js').needsTraining>(
    '@superposition/report/figures/needs-training#needsTraining',
    figure,
  ),
  sweepLine: task<typeof import('./figures/sweep-line.js').sweepLine>(
    '@superposition/report/figures/sweep-line#sweepLine',
    figure,
  ),
  sweepSteps: task<typeof import('./figures/sweep-steps.js').sweepSteps>(
    '@superposition/report/figures/sweep-steps#sweepSteps',
    figure,
  ),
  sweepMap: task<typeof import('./figures/sweep-map.js').sweepMap>(
    '@superposition/report/figures/sweep-map#sweepMap',
    figure,
  ),
  crossCheckFigure: task<typeof import('./figures/cross-check.js').crossCheckFigure>(
    '@superposition/report/figures/cross-check#crossCheckFigure',
    figure,
  ),
  page: task<typeof import('./page/page.js').page>('@superposition/report/page#page', {
    codec: json<Page>(),
    // The figures' JSON is meant for one version of Plotly, so the page's key changes with it.
    externals: ['plotly.js-dist-min'],
  }),
} as const;

/** The whole pipeline of a config. */
export interface Pipeline {
  /** Everything that the page needs, and the analyses that no figure shows. */
  readonly graph: Graph;
  readonly page: Stage<Page>;
  readonly figures: readonly Stage<Figure>[];
  /** The figures of the sweeps, numbered on after the others. */
  readonly sweeps: readonly Stage<Figure>[];
  readonly quantities: ReturnType<typeof buildAnalyses>['quantities'];
  readonly analyses: ReturnType<typeof buildAnalyses>;
}

/**
 * The graph of a config and of the machine's facts that its engine needs, or of given weights: the analyses, a stage for each
 * figure, and the page that takes what came of them.
 */
export function buildPipeline(config: Config, options: AnalysesOptions = {}): Pipeline {
  const analyses = buildAnalyses(config, options);
  const { quantities, claims, lossComparison } = analyses;
  const isGiven = options.weights !== undefined;
  const seeds = isGiven ? [] : seedsOf(config);
  const seed = seeds[0] ?? null;
  const { model, data, evaluation, report, training } = config;
  const { features, neurons } = model;
  const { activeProbability } = data;
  const figures = [
    stage('figure-1', tasks.figure1, {
      params: { seed, activeProbability },
      inputs: { errors: analyses.perFeatureMse },
    }),
    stage('figure-2', tasks.figure2, { params: { seed }, inputs: { curves: analyses.responseCurves } }),
    stage('figure-3', tasks.figure3, { params: { seed }, inputs: { weights: analyses.inputWeights } }),
    stage('figure-4', tasks.figure4, { params: { seed }, inputs: { map: analyses.effectiveMap } }),
    stage('figure-5', tasks.figure5, { params: { seed }, inputs: { geometry: analyses.geometry } }),
    stage('figure-6', tasks.figure6, {
      params: { seed, features, neurons, activeProbability },
      inputs: { sweep: analyses.sparsitySweep },
    }),
    lossComparison === undefined
      ? stage('figure-7', tasks.needsTraining, {
          params: { number: 7, title: 'L4 against L2', trains: 'models on both losses' },
          inputs: {},
        })
      : stage('figure-7', tasks.figure7, {
          params: { activeProbability },
          inputs: { comparison: lossComparison },
        }),
    stage('figure-8', tasks.figure8, { params: { seed }, inputs: { gains: analyses.crossGain } }),
    stage('figure-9', tasks.figure9, {
      params: { seed, activeProbability },
      inputs: { parts: analyses.isolatedAndTotal },
    }),
  ];
  const own = sweptSettings(config);
  const sweeps = analyses.sweeps.map(({ axes, summary }, index) => {
    const number = figures.length + 1 + index;
    const [first, second] = axes;
    if (second !== undefined) {
      return stage(`figure-${number}`, tasks.sweepMap, {
        params: { number, settings: [first.setting, second.setting], own },
        inputs: { sweep: summary },
      });
    }
    const params = { number, setting: first.setting, own, features };
    return first.setting === 'steps'
      ? stage(`figure-${number}`, tasks.sweepSteps, {
          params,
          inputs: { sweep: summary, convergence: analyses.convergence! },
        })
      : stage(`figure-${number}`, tasks.sweepLine, { params, inputs: { sweep: summary } });
  });
  const { crossCheck, crossCheckStatistics } = analyses;
  const { tfjs } = options;
  const crossChecks =
    crossCheck === undefined || tfjs === undefined
      ? []
      : [
          stage(`figure-${figures.length + sweeps.length + 1}`, tasks.crossCheckFigure, {
            params: {
              number: figures.length + sweeps.length + 1,
              seed: seeds[0]!,
              backend: `${tfjs.backend}, ${tfjs.version}`,
            },
            inputs: { check: crossCheck },
          }),
        ];
  // Not the engine: engines that agree to the bit make the same page.
  const { seeds: _, ...trainingSettings } = training;
  const page = stage('page', tasks.page, {
    params: {
      settings: {
        model,
        data,
        evaluation,
        report: { title: report.title },
        training: trainingSettings,
        seeds,
        ...(isGiven && { weights: 'given' as const }),
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
  // Also what no figure shows yet: `get` reaches it all the same.
  const unseen = Object.values<unknown>(analyses).filter(isStage);
  return { graph: graph([page, ...unseen]), page, figures, sweeps, quantities, analyses };
}

function isStage(part: unknown): part is Stage {
  return typeof part === 'object' && part !== null && 'task' in part;
}
