// The public names. `@superposition/pipeline/internal/*` holds the other modules, outside of any promise.
export {
  BundleError,
  CodeMissingError,
  CodeStaleError,
  type ImpurePlace,
  ImpureTaskError,
} from './code/code-errors.js';
export { type CodeLibrary, openCodeLibrary } from './code/code-library.js';
export {
  type DefinedOptions,
  type DefinedTaskOptions,
  type DefinedTasks,
  defineTasks,
} from './code/define-tasks.js';
export { given } from './graph/given.js';
export { type Graph, graph } from './graph/graph.js';
export type { FailedInput, InputDigests, Recipe } from './graph/recipe.js';
export {
  type InputBindings,
  type Settled,
  type SettledInput,
  type Stage,
  type StageBinding,
  type StageInput,
  settled,
  stage,
} from './graph/stage.js';
export {
  type AnyTask,
  type AnyTaskFunction,
  type InputsOf,
  type OutputOf,
  type Params,
  type ParamsOf,
  type Progress,
  type Task,
  type TaskAddress,
  type TaskCode,
  type TaskContext,
  type TaskFunction,
  type TaskResult,
  type TaskSource,
  task,
} from './graph/task.js';
export { type ComputeAloneOptions, compute } from './run/compute.js';
export { describeEvent } from './run/describe-event.js';
export type { Failure, FreshFacts, ResultFacts, Retry, RunEvent, RunSummary, TaskRun } from './run/event.js';
export { type PlannedStage, plan } from './run/plan.js';
export { describeReason, explain, type Reason } from './run/reasons.js';
export type { ComputeOptions, Requested, ValuesOf } from './run/requested.js';
export { revisions } from './run/revisions.js';
export { type Revision, type RunOptions, revision, run } from './run/run.js';
export { openRunner, type Runner, type RunnerComputeOptions, type RunnerOptions } from './run/runner.js';
export { StageError } from './run/stage-error.js';
export type { Stream, StreamObserver } from './run/stream.js';
export { type OpenOptions, openStore } from './store/open-store.js';
export { MissingPackageError } from './store/optional-package.js';
export type { Store, StoredResult, StoredRow } from './store/store.js';
export { StoreError } from './store/store-unavailable.js';
export { type CallOptions, openWorkers, type WorkerPool } from './threads/worker-pool.js';
export type { Json } from './values/canonical-json.js';
export { type Codec, float32, float64, json, record } from './values/codec.js';
export type { Digest } from './values/digest.js';
export { type TypedArray, type Unsayable, type Value, values } from './values/values.js';
