import type { Json } from '../values/canonical-json.js';
import type { Codec } from '../values/codec.js';
import type { Digest } from '../values/digest.js';

/** How far a task has come: `done` of `total` units, and what is being done where that helps a reader. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly note?: string;
}

/** What a task function is handed besides its inputs and parameters. */
export interface TaskContext {
  /** Aborts when the run is cancelled; a long inline task checks it, a worker is ended from outside. */
  readonly signal: AbortSignal;
}

/** The result of a task function: a value, a promise of it, or a generator that yields progress and returns it. */
export type TaskResult<Output> =
  | Output
  | Promise<Output>
  | Generator<Progress, Output, void>
  | AsyncGenerator<Progress, Output, void>;

/**
 * A pure function of its inputs and parameters: no clock, no environment, no file system, no randomness that is
 * not derived from a parameter.
 */
export type TaskFunction<Inputs, Params, Output> = (
  inputs: Inputs,
  params: Params,
  context: TaskContext,
) => TaskResult<Output>;

// biome-ignore lint/suspicious/noExplicitAny: the widest function type that any task function is assignable to
export type AnyTaskFunction = (inputs: any, params: any, context: TaskContext) => unknown;

type InputsOf<F extends AnyTaskFunction> =
  Parameters<F> extends [infer Inputs, ...unknown[]] ? Inputs : object;
type ParamsOf<F extends AnyTaskFunction> =
  Parameters<F> extends [unknown, infer Params, ...unknown[]] ? Params : object;
type OutputOf<F extends AnyTaskFunction> =
  ReturnType<F> extends Generator<unknown, infer Output> | AsyncGenerator<unknown, infer Output>
    ? Output
    : Awaited<ReturnType<F>>;

/** `package/subpath#export`: one address that serves the key, the bundle and the worker thread. */
export type TaskAddress = `${string}#${string}`;

/** The code half of a stage: where its function is found, how its output becomes bytes, and where it may run. */
export interface Task<in out Inputs, in out Params, in out Output> {
  readonly address: TaskAddress;
  readonly codec: Codec<Output>;
  /** `inline` for milliseconds of work in this thread, `worker` for anything heavy. */
  readonly runs: 'inline' | 'worker';
  /** Packages that are not bundled: they enter the fingerprint as name, version and lockfile integrity. */
  readonly externals: readonly string[];
  /** Never present: carries the types of the function's inputs and parameters. */
  readonly __function?: (inputs: Inputs, params: Params) => Output;
}

/** A task of any function: what the runner sees. */
// biome-ignore lint/suspicious/noExplicitAny: a task is invariant in its types, so only `any` holds them all
export type AnyTask = Task<any, any, any>;

/** The code of one task: its fingerprint, and the bundle that was hashed, which is what runs. */
export interface TaskCode {
  readonly fingerprint: Digest;
  /** File URL of the bundle, for worker threads. */
  readonly file?: string;
  readonly exportName: string;
  load(): Promise<AnyTaskFunction>;
}

/**
 * Declares the task of one exported function without loading its code:
 * `task<typeof import('./gain.js').gain>('@me/room/gain#gain', { codec: json() })`.
 *
 * @throws TypeError when the address is not `package/subpath#export`.
 */
export function task<F extends AnyTaskFunction>(
  address: TaskAddress,
  options: { codec: Codec<OutputOf<F>>; runs?: 'inline' | 'worker'; externals?: readonly string[] },
): Task<InputsOf<F>, ParamsOf<F>, OutputOf<F>> {
  if (!/^(@[^/#]+\/)?[^/#]+\/[^#]+#[A-Za-z_$][\w$]*$/.test(address)) {
    throw new TypeError(`task address '${address}' must be 'package/subpath#export'`);
  }
  return {
    address,
    codec: options.codec,
    runs: options.runs ?? 'inline',
    externals: options.externals ?? [],
  };
}

/** The parameters of a stage as the recipe sees them. */
export type Params = { readonly [key: string]: Json };
