export { type Measured, measure } from './public/measure.js';
export {
  crossGain,
  type DrawnModel,
  effectiveMap,
  featureOrders,
  geometry,
  inputWeights,
  isolatedAndTotal,
  perFeatureMse,
  randomFrames,
  responseCurves,
  type SparsitySweepOptions,
  type SweepPointOptions,
  sparsitySweep,
  sweepPoint,
} from './public/analyses.js';
export { judgeClaims, lossComparison } from './public/judgements.js';
/** The document's claims as data: the number as printed, the quantity that it names, and what contradicts it. */
export { claims } from './claims/claims.js';
export type { Claim } from './claims/claim.js';
export type { JudgedClaim, Verdict } from './claims/verdict.js';
export type { IsolatedAndTotal } from './error/isolated-and-total.js';
export type { LossComparison } from './error/loss-comparison.js';
export type { PerFeatureMse } from './error/per-feature-mse.js';
export type { SparsitySweep } from './error/sparsity-sweep.js';
export type { Geometry } from './geometry/geometry.js';
export type { FrameStatistic } from './geometry/frame-statistics.js';
export type { FrameTest, RandomFrames, TestedStatistic } from './geometry/random-frames.js';
export type { Model } from './models/model.js';
export type { CrossGain } from './responses/cross-gain.js';
export type { ResponseCurves } from './responses/response-curves.js';
export { orderParameters } from './sweeps/order-parameters.js';
export type { SweepPoint } from './sweeps/sweep-point.js';
export type { EffectiveMap } from './weights/effective-map.js';
export type { FeatureOrders } from './weights/feature-orders.js';
export type { Heatmap, OrderedHeatmaps } from './weights/heatmap.js';
export type { InputWeights } from './weights/input-weights.js';
