import type { Json } from '../values/canonical-json.js';
import type { Codec } from '../values/codec.js';
import type { Digest } from '../values/digest.js';

/** The progress of a task: `done` of `total` units. `note` may say what the task is doing. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly note?: string;
}

/** The third argument of a task's function. */
export interface TaskContext {
  /** Aborts when the run is cancelled. A long inline task should check it; the pool ends a worker thread by itself. */
  readonly signal: AbortSignal;
}

/**
 * The result of a task's function: a value, a promise of it, or a generator that yields progress and returns the value.
 */
export type TaskResult<Output> =
  | Output
  | Promise<Output>
  | Generator<Progress, Output, void>
  | AsyncGenerator<Progress, Output, void>;

/**
 * A pure function of its inputs and parameters. It uses no clock, no environment and no file system, and it derives
 * random numbers only from a parameter.
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

/** `package/subpath#export`: names the function of a task in recipes and for the build. */
export type TaskAddress = `${string}#${string}`;

/** A task says where its function is, which codec encodes its value, and in which thread it runs. */
export interface Task<in out Inputs, in out Params, in out Output> {
  readonly address: TaskAddress;
  readonly codec: Codec<Output>;
  /** `inline`: in the main thread, for tasks of a few milliseconds. `worker`: in a worker thread, for longer ones. */
  readonly runs: 'inline' | 'worker';
  /**
   * Packages that are not bundled. The content of the files that they load, also from other packages, enters the fingerprint
   * instead.
   */
  readonly externals: readonly string[];
  /**
   * Milliseconds that the task takes for these parameters on a computer of today. Only estimates of the time left use it,
   * for parameters that never ran, and they scale it to the machine: a factor of two does no harm. It enters no recipe.
   */
  readonly typicalDuration?: ((params: Params) => number) | undefined;
  /** Never present: carries the types of the function's inputs and parameters. */
  readonly __function?: (inputs: Inputs, params: Params) => Output;
}

/** A task of any function. */
// biome-ignore lint/suspicious/noExplicitAny: a task is invariant in its types, so only `any` holds them all
export type AnyTask = Task<any, any, any>;

/** The code of one task: the bundle that runs, and its fingerprint. */
export interface TaskCode {
  readonly fingerprint: Digest;
  /** URL of the bundle, which worker threads import; absent if there is none. */
  readonly file?: string;
  /** The digest of the bundle. */
  readonly digest?: Digest;
  /** The bundle loads no other package. So it runs where nothing but its inputs and parameters can be reached. */
  readonly isSealed?: boolean;
  readonly exportName: string;
  load(): Promise<AnyTaskFunction>;
}

/**
 * Declares a task for an exported function without loading its code:
 * `task<typeof import('./gain.js').gain>('@me/room/gain#gain', { codec: json() })`.
 *
 * @throws TypeError when the address is not `package/subpath#export`.
 */
export function task<F extends AnyTaskFunction>(
  address: TaskAddress,
  options: {
    codec: Codec<OutputOf<F>>;
    runs?: 'inline' | 'worker';
    externals?: readonly string[];
    typicalDuration?: (params: ParamsOf<F>) => number;
  },
): Task<InputsOf<F>, ParamsOf<F>, OutputOf<F>> {
  if (!/^(@[^/#]+\/)?[^@/#][^/#]*\/[^#]+#[A-Za-z_$][\w$]*$/.test(address)) {
    throw new TypeError(`task address '${address}' must be 'package/subpath#export'`);
  }
  // Node takes a module with an export of this name for a promise, and its import never ends.
  if (address.endsWith('#then'))
    throw new TypeError(`task address '${address}': a task must not be called 'then'`);
  return {
    address,
    codec: options.codec,
    runs: options.runs ?? 'inline',
    externals: options.externals ?? [],
    ...(options.typicalDuration !== undefined && { typicalDuration: options.typicalDuration }),
  };
}

/** The parameters of a stage, as they stand in its recipe. */
export type Params = { readonly [key: string]: Json };
