import type { Json } from '../values/canonical-json.js';
import type { Codec } from '../values/codec.js';
import type { Digest } from '../values/digest.js';
import { needMethods, needOptions } from '../values/need.js';
import { isObject, whatIs } from '../values/what-is.js';

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

/** The inputs that a task's function takes, also where it has a default for all of them. */
export type InputsOf<F extends AnyTaskFunction> = Parameters<F>['length'] extends 0
  ? NoMembers
  : Parameters<F> extends [(infer Inputs)?, ...unknown[]]
    ? Exclude<Inputs, undefined>
    : NoMembers;
/** The parameters that a task's function takes, also where it has a default for all of them. */
export type ParamsOf<F extends AnyTaskFunction> = Parameters<F>['length'] extends 0 | 1
  ? NoMembers
  : Parameters<F> extends [unknown?, (infer Params)?, ...unknown[]]
    ? Exclude<Params, undefined>
    : NoMembers;
/** The value that a task's function returns, promises, or returns as a generator. */
export type OutputOf<F extends AnyTaskFunction> =
  ReturnType<F> extends Generator<unknown, infer Output> | AsyncGenerator<unknown, infer Output>
    ? Output
    : Awaited<ReturnType<F>>;

/** An object without members. */
type NoMembers = { readonly [name: string]: never };

/** `package/subpath#export`: names the function of a task in recipes and for the build. */
export type TaskAddress = `${string}#${string}`;

/** Where the code of a task is, for tasks whose code is bundled on first use. */
export interface TaskSource {
  /** Path of the module, with links resolved. */
  readonly file: string;
  /** Folder of the package that it belongs to, with links resolved. */
  readonly root: string;
}

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
  /** Set by `defineTasks`: the code is bundled from this file when a run first needs it. It enters no recipe. */
  readonly source?: TaskSource;
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
  /** Folder of the package that the sources belong to; by default the one two folders above the bundle. */
  readonly root?: string;
  readonly exportName: string;
  load(): Promise<AnyTaskFunction>;
}

/**
 * Declares a task for an exported function without loading its code:
 * `task<typeof import('./gain.js').gain>('@me/room/gain#gain', { codec: json() })`. For published packages and bundled programs,
 * whose tasks `bundleTasks` builds; `defineTasks` needs no build. Returns at once.
 *
 * @throws TypeError when the address is not `package/subpath#export`, or an option is wrong @public
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
  if (typeof address !== 'string')
    throw new TypeError(`task: its address is ${whatIs(address)}; give 'package/subpath#export'`);
  if (!/^(@[^/#]+\/)?[^@/#][^/#]*\/[^#]+#[A-Za-z_$][\w$]*$/.test(address)) {
    throw new TypeError(`task address '${address}' must be 'package/subpath#export'`);
  }
  needTaskOptions(`task '${address}'`, options);
  if (options?.codec === undefined)
    throw new TypeError(
      `task '${address}': it has no codec, which says how its value is stored: give { codec: values() }, or json(), float64, …`,
    );
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

/**
 * What is wrong with the options of a task, for people without TypeScript.
 *
 * @throws TypeError
 */
export function needTaskOptions(where: string, options: unknown): void {
  needOptions(where, options, ['codec', 'runs', 'externals', 'typicalDuration']);
  const { codec, runs, externals, typicalDuration } = (options ?? {}) as Record<string, unknown>;
  if (codec !== undefined)
    needMethods(
      where,
      'its codec must have an id, encode and decode, as values() has them',
      codec,
      codecMethods,
    );
  if (runs !== undefined && runs !== 'inline' && runs !== 'worker')
    throw new TypeError(`${where}: runs is ${whatIs(runs)}; it is 'inline' (short) or 'worker' (long)`);
  if (
    externals !== undefined &&
    !(Array.isArray(externals) && externals.every((name) => typeof name === 'string'))
  )
    throw new TypeError(`${where}: externals is ${whatIs(externals)}; give a list of names of packages`);
  if (typicalDuration !== undefined && typeof typicalDuration !== 'function')
    throw new TypeError(
      `${where}: typicalDuration is ${whatIs(typicalDuration)}; give a function of the parameters`,
    );
}

const codecMethods = ['encode', 'decode'];

/** Whether a value is a task. A bundled program may hold this package twice, so we ask for no class. */
export function isTask(value: unknown): value is AnyTask {
  return isObject(value) && typeof value['address'] === 'string' && isObject(value['codec']);
}

/** The parameters of a stage, as they stand in its recipe. */
export type Params = { readonly [key: string]: Json };
