import { differingPaths } from '@superposition/analyses/internal/claims/document-settings';
import { judgeClaims } from '@superposition/analyses/internal/claims/judge-claims';
import { compareTrajectories } from '@superposition/analyses/internal/cross-check/compare-trajectories';
import type { CrossCheck } from '@superposition/analyses/internal/cross-check/cross-check';
import { judgeTrajectories } from '@superposition/analyses/internal/cross-check/judge-trajectories';
import { isolatedAndTotal } from '@superposition/analyses/internal/error/isolated-and-total';
import { lossComparison } from '@superposition/analyses/internal/error/loss-comparison';
import { perFeatureMse } from '@superposition/analyses/internal/error/per-feature-mse';
import { sparsityPoint } from '@superposition/analyses/internal/error/sparsity-point';
import { sparsitySweep } from '@superposition/analyses/internal/error/sparsity-sweep';
import { cosineDistributions } from '@superposition/analyses/internal/geometry/cosine-distributions';
import { geometry } from '@superposition/analyses/internal/geometry/geometry';
import { randomFrames } from '@superposition/analyses/internal/geometry/random-frames';
import { responses } from '@superposition/analyses/internal/models/responses';
import { measureQuantities } from '@superposition/analyses/internal/quantities/measure-quantities';
import { summariseQuantities } from '@superposition/analyses/internal/quantities/summarise-quantities';
import { crossGain } from '@superposition/analyses/internal/responses/cross-gain';
import { responseCurves } from '@superposition/analyses/internal/responses/response-curves';
import { effectiveMap } from '@superposition/analyses/internal/weights/effective-map';
import { featureOrders } from '@superposition/analyses/internal/weights/feature-orders';
import { inputWeights } from '@superposition/analyses/internal/weights/input-weights';
import { neuronUses } from '@superposition/analyses/internal/weights/neuron-uses';
import {
  type Config,
  type ConfigInput,
  configSchema,
  defaultConfig,
  seedsOf,
} from '@superposition/core/internal/config/config';
import { hasCrossCheck } from '@superposition/core/internal/config/depth';
import { sweptSettings } from '@superposition/core/internal/config/sweeps';
import { evaluate } from '@superposition/core/internal/evaluation/evaluate';
import { initialWeights } from '@superposition/core/internal/network/weights';
import { trainKernel } from '@superposition/core/internal/training/train-kernel';
import { trainReference } from '@superposition/core/internal/training/train-reference';
import { stagesOf } from '@superposition/pipeline/internal/graph/stage';
import { digestOf } from '@superposition/pipeline/internal/values/digest';
import { claimsFigure } from '../src/figures/claims.js';
import { crossCheckFigure } from '../src/figures/cross-check.js';
import { figure8 } from '../src/figures/cross-gain.js';
import { figure4 } from '../src/figures/effective-map.js';
import { figure6 } from '../src/figures/error-by-sparsity.js';
import { gainsByExponent } from '../src/figures/gains-by-exponent.js';
import { figure5 } from '../src/figures/geometry.js';
import { figure3 } from '../src/figures/input-weights.js';
import { figure9 } from '../src/figures/isolated-and-total.js';
import { figure7 } from '../src/figures/loss-comparison.js';
import { networkDrawing } from '../src/figures/network.js';
import { figure1 } from '../src/figures/per-feature-error.js';
import { figure2 } from '../src/figures/response-curves.js';
import { assemble } from '../src/page/assemble.js';
import { type PageInputs, type PageParams, page } from '../src/page/page.js';
import { buildPipeline } from '../src/pipeline.js';
import type { Provenance } from '../src/provenance.js';
import { plotlyVersion, readAssets } from '../src/read-assets.js';
import { finish } from './finish.js';
import { chapters, exponentGains, smallSweeps, sweepFigures } from './fixture-sweeps.js';
import { understandingFigures } from './fixture-understanding.js';
import { madeOnce } from './made-once.js';

/** What `makeFixture` gives for a config. */
export function fixture(input: ConfigInput = {}): Fixture {
  return knownFixture(input);
}

interface Fixture {
  readonly inputs: PageInputs;
  readonly params: PageParams;
  readonly config: Config;
}

/**
 * Makes the inputs of the page for networks with random weights. It calls the functions of the stages directly, without the
 * pipeline.
 */
export function makeFixture(input: ConfigInput): Fixture {
  const config = configSchema.parse({
    ...input,
    model: { features: 12, neurons: 4, ...input.model, init: { kind: 'normal', scale: 0.4 } },
    training: { seeds: 2, ...input.training },
    evaluation: { samples: 2000, ...input.evaluation },
    sweeps: { ...smallSweeps, ...input.sweeps },
  });
  const {
    model: settings,
    data,
    evaluation: { samples },
  } = config;
  const { activeProbability } = data;
  const { seeds: _, ...training } = config.training;
  const { lossExponent } = training;
  const seeds = seedsOf(config);
  const models = seeds.map((each) => {
    const model = { weights: initialWeights(settings, each) };
    const evaluation = finish(
      evaluate({ weights: model.weights, activeProbability, samples, lossExponent, seed: each }),
    );
    const facts = responses({ model });
    return {
      model,
      evaluation,
      facts,
      quantities: measureQuantities({ model, responses: facts, evaluation }),
    };
  });
  const [seed, { model, evaluation, facts, quantities: ofModel }] = [seeds[0]!, models[0]!];
  const quantities = summariseQuantities({ models: models.map((each) => each.quantities) });
  const comparison = lossComparison(
    {
      trained: lossExponent === 2 ? [quantities] : [quantities, quantities],
      responses: lossExponent === 2 ? [facts] : [facts, facts],
    },
    { lossExponent, trainedWith: lossExponent === 2 ? [2] : [lossExponent, 2] },
  );
  const orders = featureOrders({ model });
  const [map, gains] = [effectiveMap({ model, orders }), crossGain({ model, orders })];
  const otherSeeds = seeds.slice(1);
  const { steps } = training;
  const curves = responseCurves({ model, responses: facts });
  const { features, neurons } = settings;
  const sweep = sparsitySweep({
    points: [0.01, 0.05, 0.2, 1].map((at) =>
      finish(sparsityPoint({ model }, { activeProbability: at, activeEntries: samples, seed })),
    ),
  });
  const further = models.slice(1);
  const otherFacts = further.map(({ facts: each }) => known(each));
  const evaluations = further.map(({ evaluation: each }) => known(each));
  const figures = [
    figure1(
      { errors: perFeatureMse({ evaluation, quantities: ofModel }, { neurons }), others: evaluations },
      { seed, activeProbability, steps, otherSeeds },
    ),
    figure2(
      {
        curves,
        others: further.map(({ facts: each }) => known(each)),
        exponents: Object.values(exponentGains(config)).map(known),
      },
      { seed, steps, otherSeeds, lossExponent },
    ),
    figure3(
      {
        weights: inputWeights({ model, orders }),
        uses: neuronUses({ model, others: further.map((each) => known(each.model)) }),
        lengths: [],
        convergence: [],
      },
      { seed, steps },
    ),
    figure4({ map, gains, responses: facts, others: otherFacts }, { seed, steps, otherSeeds }),
    figure5(
      {
        geometry: geometry({ model, orders }),
        frames: randomFrames({ model }, { frames: 50 }),
        distributions: cosineDistributions(
          { model, others: further.map((each) => known(each.model)) },
          { frames: 50 },
        ),
      },
      { seed, steps },
    ),
    figure6(
      { sweep, convergence: [] },
      { seed, features, neurons, activeProbability, training: { lossExponent, steps: training.steps } },
    ),
    figure7(
      { comparison, ...exponentGains(config) },
      { own: sweptSettings(config), seed, convergenceFigure: 13 },
    ),
    figure8({ gains, map, responses: facts, others: otherFacts }, { seed, steps, otherSeeds }),
    figure9(
      { parts: isolatedAndTotal({ responses: facts, evaluation }), quantities, others: evaluations },
      { seed, activeProbability, steps, lossExponent },
    ),
  ];
  const sweeps = sweepFigures(config, figures.length + 1);
  const claims = judgeClaims({ quantities, sweep }, { differingPaths: differingPaths(config) });
  const checks = hasCrossCheck(config) ? [selfCheck(config, seed)] : [];
  const understanding = madeOnce(() => understandingFigures(config, seed).map(known));
  return {
    config,
    inputs: {
      figures: figures.map((value) => ({ status: 'value', value })),
      sweeps: sweeps.map((value) => ({ status: 'value', value })),
      // They take longer than all others together, and many tests need none of them.
      get understanding() {
        return understanding(undefined);
      },
      quantities: known(quantities),
      curves: known(curves),
      gains: known(
        gainsByExponent(
          {
            curves,
            exponents: Object.values(exponentGains(config)).map(known),
            comparison: known(comparison),
          },
          { seed, features, neurons, lossExponent, steps, convergenceFigure: null },
        ),
      ),
      network: known(networkDrawing({ model })),
      claims: { status: 'value', value: claims },
      ...(differingPaths(config).length === 0 && {
        claimsFigure: { status: 'value' as const, value: claimsFigure({ claims }, { seeds, steps }) },
      }),
      crossChecks: checks.map((value) => ({ status: 'value', value })),
      crossCheckFigures: checks.map((check) => ({
        status: 'value',
        value: crossCheckFigure(
          { check },
          { number: figures.length + sweeps.length + 1, seed, backend: 'wasm, tfjs-backend-wasm 4.22.0' },
        ),
      })),
    },
    params: {
      settings: {
        model: settings,
        data,
        evaluation: config.evaluation,
        report: { ...config.report, asksQuestion: config.report.title === defaultConfig.report.title },
        training,
        seeds,
      },
      chapters: chapters(config, figures.length + 1),
    },
  };
}

/**
 * The cross-check with the reference engine in the place of TensorFlow.js, so that TensorFlow.js need not be loaded.
 */
function selfCheck({ model, data, training: { seeds: _, ...training } }: Config, seed: number): CrossCheck {
  const compared = finish(
    compareTrajectories({
      config: { model, data, training: { ...training, steps: 12, batchSize: 32 } },
      seed,
      ours: trainKernel,
      theirs: (request) => trainReference({ ...request, betaPowers: 'float32' }),
      steps: 200,
    }),
  );
  return { ...compared, verdict: judgeTrajectories(compared) };
}

const known = <T>(value: T) => ({ status: 'value', value }) as const;

const knownFixture = madeOnce(makeFixture);

/** The page as one file, with the built assets. */
export function fixtureHtml(input: ConfigInput = {}): string {
  return knownHtml(input);
}

const knownHtml = madeOnce((input: ConfigInput) => {
  const { inputs, params, config } = fixture(input);
  return assemble({ page: page(inputs, params), provenance: fixtureProvenance(config), ...readAssets() });
});

/** The provenance of a run of this config, with made-up digests. */
export function fixtureProvenance(config: Config): Provenance {
  return {
    config,
    versions: { '@superposition/report': '0.1.0', 'plotly.js-dist-min': plotlyVersion() },
    stages: buildPipeline(config, {
      tfjs: { backend: 'wasm', version: 'tfjs-backend-wasm 4.22.0' },
    }).graph.order.map((stage) => ({
      name: stage.name,
      key: digestOf(`key of ${stage.name}`),
      task: stage.task.address,
      fingerprint: digestOf(stage.task.address),
      params: stage.params,
      inputs: Object.fromEntries(
        Object.entries(stage.inputs).map(([name, input]) => [
          name,
          stagesOf(input).map((source) => source.name),
        ]),
      ),
      output: digestOf(`output of ${stage.name}`),
    })),
  };
}
