import { existsSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type AnyTaskFunction,
  type InputsOf,
  needTaskOptions,
  type OutputOf,
  type ParamsOf,
  type Task,
} from '../graph/task.js';
import type { Codec } from '../values/codec.js';
import { nearestTo } from '../values/nearest-names.js';
import { needNoMore } from '../values/need.js';
import { type Unsayable, values } from '../values/values.js';
import { isObject, whatIs } from '../values/what-is.js';
import { missingFile } from './missing-file.js';
import { moduleAddress, taskAddress } from './task-address.js';

type FunctionNames<Module> = {
  [Name in keyof Module]: Module[Name] extends AnyTaskFunction ? Name : never;
}[keyof Module];

/** The functions whose values the default codec cannot say. */
type CodecNeeded<Module> = {
  [Name in keyof Module]: Module[Name] extends AnyTaskFunction
    ? [Unsayable<OutputOf<Module[Name]>>] extends [never]
      ? never
      : Name
    : never;
}[keyof Module];

/** How the function of a task runs, and how its value is kept. */
export interface DefinedTaskOptions<F extends AnyTaskFunction> {
  /** Encodes the value. Default: `values()`. */
  readonly codec?: Codec<OutputOf<F>>;
  /** `inline`: short tasks, which share one thread. `worker`: longer ones, on all cores. Default: `inline`. */
  readonly runs?: 'inline' | 'worker';
  /** Packages that are not bundled but loaded, such as those with native code. */
  readonly externals?: readonly string[];
  /** Milliseconds that the task takes, for estimates of the time left. */
  readonly typicalDuration?: (params: ParamsOf<F>) => number;
}

/** Options of the tasks of a module, by the name of the export. */
export type DefinedOptions<Module> = {
  readonly [Name in FunctionNames<Module>]?: Module[Name] extends AnyTaskFunction
    ? DefinedTaskOptions<Module[Name]>
    : never;
} & {
  readonly [Name in CodecNeeded<Module>]: Module[Name] extends AnyTaskFunction
    ? { readonly codec: Codec<OutputOf<Module[Name]>> }
    : never;
};

// Over `Names`, and not over a filter of the keys: so an editor goes from a task to the function.
type TasksOver<Module, Names extends keyof Module> = {
  readonly [Name in Names]: Module[Name] extends AnyTaskFunction
    ? Task<InputsOf<Module[Name]>, ParamsOf<Module[Name]>, OutputOf<Module[Name]>>
    : never;
};

/** A task for each function that a module exports. */
export type DefinedTasks<Module> = TasksOver<Module, FunctionNames<Module>>;

/**
 * Makes a task of each function that a module exports:
 *
 *     import * as rain from './rain.js';
 *     const tasks = defineTasks(new URL('./rain.js', import.meta.url), rain, { wetDays: { runs: 'worker' } });
 *
 * The namespace gives the types and names. What runs is the file: `compute` and a runner bundle each function by itself, with the code
 * that it uses, when a run first needs it, and again after an edit. Exports that are no functions are left out. Reads package.json
 * files and returns; bundles nothing yet.
 *
 * @param url of the module's file. In TypeScript, './rain.ts', or './rain.js' for a file rain.ts.
 * @throws TypeError when the URL, the module or an option is wrong
 * @throws BundleError when there is no such file, as in a bundled program @public
 */
export function defineTasks<Module extends object>(
  url: URL | string,
  module: Module,
  ...allOptions: [CodecNeeded<Module>] extends [never]
    ? [options?: DefinedOptions<Module>]
    : [options: DefinedOptions<Module>]
): DefinedTasks<Module> {
  const path = pathOf(url);
  const where = `defineTasks of ${basename(path)}`;
  const [options, ...more] = allOptions;
  needNoMore(where, more, 'give the options of all functions in one object, by name');
  needModule(where, module);
  // From Node 23 on, the namespace of a CommonJS module has its default export under this name, too.
  const exported = exportsOf(where, module).filter(([name]) => name !== 'module.exports');
  const functions = exported.filter(([, member]) => isTaskFunction(member));
  const names = functions.map(([name]) => name);
  if (functions.length === 0) throw new TypeError(`${where}: the module exports no function`);
  needOptionsByExport(where, module, names, options);
  const found = fileAt(path);
  if (found === undefined) throw missingFile(path, names[0]!);
  const file = realpathSync(found);
  const address = moduleAddress(file);
  const tasks = names.map((name) => {
    const { codec = values(), runs = 'inline', externals = [], typicalDuration } = own(options, name);
    return [
      name,
      Object.freeze({
        address: taskAddress(address, nameable(where, name)),
        codec,
        runs,
        externals,
        source: { file, root: address.root },
        ...(typicalDuration !== undefined && { typicalDuration }),
      }),
    ];
  });
  return Object.freeze(Object.fromEntries(tasks)) as DefinedTasks<Module>;
}

interface AnyOptions {
  readonly codec?: Codec<unknown>;
  readonly runs?: 'inline' | 'worker';
  readonly externals?: readonly string[];
  readonly typicalDuration?: (params: never) => number;
}

function own(options: object | undefined, name: string): AnyOptions {
  const members = (options ?? {}) as { readonly [name: string]: AnyOptions };
  return Object.hasOwn(members, name) ? members[name]! : {};
}

function pathOf(url: unknown): string {
  const href = url instanceof URL ? url.href : url;
  if (typeof href === 'string' && href.startsWith('file:')) return fileURLToPath(href);
  throw new TypeError(
    `defineTasks: its url is ${whatIs(href)}; give new URL('./rain.js', import.meta.url), with the name of your file`,
  );
}

/** Vitest, bundlers and loaders make namespaces of their own kind; what they have in common is that they have no class. */
function needModule(where: string, module: unknown): void {
  if (!isObject(module))
    throw new TypeError(
      `${where}: its module is ${whatIs(module)}; give all of it: import * as rain from './rain.js'`,
    );
  const prototype: unknown = Object.getPrototypeOf(module);
  if (prototype !== null && prototype !== Object.prototype)
    throw new TypeError(
      `${where}: its module is ${whatIs(module)}, and a task is an exported function: import * as rain from './rain.js'`,
    );
}

function exportsOf(where: string, module: object): readonly (readonly [string, unknown])[] {
  try {
    return Object.entries(module);
  } catch (error) {
    // The namespace of a module that still runs has constants without a value.
    if (!(error instanceof ReferenceError)) throw error;
    throw new TypeError(
      `${where}: the module has not run yet (${error.message}): functions and wiring live apart; move the functions into a module of their own`,
    );
  }
}

/** A class is called with `new`, which a task is not. */
function isTaskFunction(member: unknown): boolean {
  return typeof member === 'function' && !/^class\b/.test(Function.prototype.toString.call(member));
}

function needOptionsByExport(
  where: string,
  module: object,
  names: readonly string[],
  options: unknown,
): void {
  if (options === undefined) return;
  if (!isObject(options))
    throw new TypeError(
      `${where}: its options are ${whatIs(options)}; give { ${names[0]}: { runs: 'worker' } }`,
    );
  for (const [name, each] of Object.entries(options)) {
    if (!names.includes(name)) {
      const [near] = nearestTo(name, names);
      const what = Object.hasOwn(module, name)
        ? 'is exported, but is no function'
        : 'is no export of the module';
      throw new TypeError(
        `${where}: '${name}' ${what}${near === undefined ? `; its functions are ${names.join(', ')}` : `; did you mean '${near}'?`}`,
      );
    }
    if (!isObject(each))
      throw new TypeError(
        `${where}: the options of '${name}' are ${whatIs(each)}; give { runs, codec, externals }`,
      );
    needTaskOptions(`${where}: '${name}'`, each);
  }
}

function nameable(where: string, name: string): string {
  // Node takes a module with an export of this name for a promise, and its import never ends.
  if (name === 'then')
    throw new TypeError(`${where}: a task must not be called 'then'; give the function another name`);
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name))
    throw new TypeError(`${where}: the export '${name}' needs a name that is a word`);
  return name;
}

/** The file, or the TypeScript file that the name of a JavaScript file stands for. */
function fileAt(path: string): string | undefined {
  const [, start, kind] = /^(.*)\.([cm]?)js$/.exec(path) ?? [];
  const candidates = start === undefined ? [path] : [path, `${start}.${kind}ts`, `${start}.tsx`];
  return candidates.find((each) => existsSync(each));
}
