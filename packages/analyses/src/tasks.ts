import type { ResponseFacts } from '@superposition/core/response-facts';
import { float64, json, record } from '@superposition/pipeline/codec';
import { task } from '@superposition/pipeline/task';
import type { Geometry } from './geometry/geometry.js';
import { evaluation, heatmaps, trainedModel } from './models/codecs.js';
import type { CrossGain } from './responses/cross-gain.js';
import type { EffectiveMap } from './weights/effective-map.js';
import type { InputWeights } from './weights/input-weights.js';

/** What a bundle leaves outside: native code, and the versions that count are in the parameters. */
const tensorFlow = ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm', '@tensorflow/tfjs-node'];

/** Every task of the analyses. A stage of this module's graph is one of these with parameters and inputs. */
export const tasks = {
  trainKernel: task<typeof import('./models/train-kernel.js').trainKernel>(
    '@superposition/analyses/train-kernel#trainKernel',
    { codec: trainedModel, runs: 'worker' },
  ),
  trainReference: task<typeof import('./models/train-reference.js').trainReference>(
    '@superposition/analyses/train-reference#trainReference',
    { codec: trainedModel, runs: 'worker' },
  ),
  trainTfjs: task<typeof import('./models/train-tfjs.js').trainTfjs>(
    '@superposition/analyses/train-tfjs#trainTfjs',
    { codec: trainedModel, runs: 'worker', externals: tensorFlow },
  ),
  evaluateModel: task<typeof import('./models/evaluate-model.js').evaluateModel>(
    '@superposition/analyses/evaluate-model#evaluateModel',
    { codec: evaluation, runs: 'worker' },
  ),
  responses: task<typeof import('./models/responses.js').responses>(
    '@superposition/analyses/responses#responses',
    {
      codec: record<ResponseFacts>({
        positive: float64,
        negative: float64,
        effective: float64,
        crossGain: json(),
      }),
      runs: 'worker',
    },
  ),
  measureQuantities: task<typeof import('./quantities/measure-quantities.js').measureQuantities>(
    '@superposition/analyses/measure-quantities#measureQuantities',
    { codec: json(), runs: 'worker' },
  ),
  summariseQuantities: task<typeof import('./quantities/summarise-quantities.js').summariseQuantities>(
    '@superposition/analyses/summarise-quantities#summariseQuantities',
    { codec: json() },
  ),
  featureOrders: task<typeof import('./weights/feature-orders.js').featureOrders>(
    '@superposition/analyses/feature-orders#featureOrders',
    { codec: json(), runs: 'worker' },
  ),
  perFeatureMse: task<typeof import('./error/per-feature-mse.js').perFeatureMse>(
    '@superposition/analyses/per-feature-mse#perFeatureMse',
    { codec: json() },
  ),
  responseCurves: task<typeof import('./responses/response-curves.js').responseCurves>(
    '@superposition/analyses/response-curves#responseCurves',
    { codec: json(), runs: 'worker' },
  ),
  inputWeights: task<typeof import('./weights/input-weights.js').inputWeights>(
    '@superposition/analyses/input-weights#inputWeights',
    { codec: record<InputWeights>({ matrix: heatmaps, facts: json() }) },
  ),
  effectiveMap: task<typeof import('./weights/effective-map.js').effectiveMap>(
    '@superposition/analyses/effective-map#effectiveMap',
    { codec: record<EffectiveMap>({ output: heatmaps, effective: heatmaps, facts: json() }), runs: 'worker' },
  ),
  geometry: task<typeof import('./geometry/geometry.js').geometry>(
    '@superposition/analyses/geometry#geometry',
    {
      codec: record<Geometry>({ cosines: heatmaps, facts: json() }),
      runs: 'worker',
    },
  ),
  sparsityPoint: task<typeof import('./error/sparsity-point.js').sparsityPoint>(
    '@superposition/analyses/sparsity-point#sparsityPoint',
    { codec: json(), runs: 'worker' },
  ),
  sparsitySweep: task<typeof import('./error/sparsity-sweep.js').sparsitySweep>(
    '@superposition/analyses/sparsity-sweep#sparsitySweep',
    { codec: json() },
  ),
  lossComparison: task<typeof import('./error/loss-comparison.js').lossComparison>(
    '@superposition/analyses/loss-comparison#lossComparison',
    { codec: json() },
  ),
  crossGain: task<typeof import('./responses/cross-gain.js').crossGain>(
    '@superposition/analyses/cross-gain#crossGain',
    {
      codec: record<CrossGain>({ matrix: heatmaps, facts: json() }),
      runs: 'worker',
    },
  ),
  isolatedAndTotal: task<typeof import('./error/isolated-and-total.js').isolatedAndTotal>(
    '@superposition/analyses/isolated-and-total#isolatedAndTotal',
    { codec: json() },
  ),
  sweepPoint: task<typeof import('./sweeps/sweep-point.js').sweepPoint>(
    '@superposition/analyses/sweep-point#sweepPoint',
    { codec: json(), runs: 'worker' },
  ),
  sweepSummary: task<typeof import('./sweeps/sweep-summary.js').sweepSummary>(
    '@superposition/analyses/sweep-summary#sweepSummary',
    { codec: json() },
  ),
  convergence: task<typeof import('./sweeps/convergence.js').convergence>(
    '@superposition/analyses/convergence#convergence',
    { codec: json() },
  ),
  trainTfjsAlone: task<typeof import('./models/train-tfjs.js').trainTfjsAlone>(
    '@superposition/analyses/train-tfjs#trainTfjsAlone',
    { codec: trainedModel, runs: 'worker', externals: tensorFlow },
  ),
  compareQuantities: task<typeof import('./cross-check/compare-quantities.js').compareQuantities>(
    '@superposition/analyses/compare-quantities#compareQuantities',
    { codec: json() },
  ),
  crossCheck: task<typeof import('./cross-check/cross-check.js').crossCheck>(
    '@superposition/analyses/cross-check#crossCheck',
    { codec: json(), runs: 'worker', externals: tensorFlow },
  ),
  judgeClaims: task<typeof import('./claims/judge-claims.js').judgeClaims>(
    '@superposition/analyses/judge-claims#judgeClaims',
    { codec: json() },
  ),
} as const;
