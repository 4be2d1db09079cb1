import { types } from 'node:util';
import { canonicalJson } from '../values/canonical-json.js';
import { needNoMore, needOptions } from '../values/need.js';
import { namedBesides } from '../values/refuse-instances.js';
import { isObject, whatIs } from '../values/what-is.js';
import { PipelineMistake } from './pipeline-mistake.js';
import { type AnyTask, isTask, type Params, type Task, type TaskCode } from './task.js';

/** A named node of the graph: a task, its parameters, and the stages whose values it takes. */
export interface Stage<out Output = unknown> {
  readonly name: string;
  readonly task: AnyTask;
  /** Code that the stage brings along, so that no library needs to have it. Only given values use this. */
  readonly code?: TaskCode;
  readonly params: Params;
  readonly inputs: { readonly [name: string]: StageInput };
  /** Never present: carries the type of the stage's value. */
  readonly __output?: () => Output;
}

/** An input is bound to a stage, a list of stages, or a settled one of these. */
export type StageInput = Stage | readonly Stage[] | SettledInput;

/** An input whose failure the stage receives as data. */
export interface SettledInput<out Output = unknown> {
  readonly settled: Stage | readonly Stage[];
  /** Never present: carries the type of the input's value. */
  readonly __output?: () => Output;
}

/** What a stage receives from a settled input: a value, or the reason why there is none. */
export type Settled<T> =
  | { readonly status: 'value'; readonly value: T }
  | { readonly status: 'failure'; readonly stage: string; readonly message: string };

/** The bindings of a task whose function takes inputs of type `Inputs`. */
export type InputBindings<Inputs> = {
  readonly [Name in keyof Inputs]:
    | Stage<Inputs[Name]>
    | SettledInput<Inputs[Name]>
    | (Inputs[Name] extends readonly (infer Element)[] ? readonly Stage<Element>[] : never);
};

type Nothing = Record<never, never>;

/** The parameters and inputs of a stage. Each may be left out where the function takes none, or has defaults for all. */
export type StageBinding<Inputs, P> = (Nothing extends P ? { readonly params?: P } : { readonly params: P }) &
  (Nothing extends InputBindings<Inputs>
    ? { readonly inputs?: InputBindings<Inputs> }
    : { readonly inputs: InputBindings<Inputs> });

/**
 * Makes a stage, and returns at once. Two stages with the same recipe share one result, even if their names differ. The stage holds a frozen copy of
 * the parameters, with the members of objects in the order of the recipe. So nobody can change them later, and the order in
 * which they were written reaches no task.
 *
 * @param name must be unique in the graph
 * @param binding `inputs`, and as `params` everything else that the task's function depends on, seeds included, in
 *   plain JSON
 * @throws TypeError when the parameters are not plain JSON, the task is none, or an input is no stage @public
 */
export function stage<Inputs, P, Output>(
  name: string,
  task: Task<Inputs, P, Output>,
  ...bindings: Nothing extends StageBinding<Inputs, P>
    ? [binding?: StageBinding<Inputs, P>]
    : [binding: StageBinding<Inputs, P>]
): Stage<Output> {
  if (typeof name !== 'string' || name === '')
    throw new PipelineMistake(
      `stage: its name must be a text, and is ${name === '' ? 'empty' : whatIs(name)}`,
    );
  const where = `stage '${name}'`;
  if (!isTask(task))
    throw new PipelineMistake(
      `${where}: its task is ${whatIs(task)}; give a task of defineTasks, such as tasks.rainfall, or of task()`,
    );
  const [binding, ...more] = bindings;
  needNoMore(where, more, 'give parameters and inputs in one object, { params, inputs }');
  needBinding(where, binding);
  const { params = {}, inputs = {} } = (binding ?? {}) as {
    readonly params?: unknown;
    readonly inputs?: { readonly [name: string]: StageInput };
  };
  if (!isObject(inputs))
    throw new PipelineMistake(`${where}: its inputs are ${whatIs(inputs)}; give { name: stage, … }`);
  return Object.freeze({
    name,
    task,
    params: frozenParams(name, params),
    inputs: Object.freeze(
      Object.fromEntries(
        Object.entries(inputs).map(([input, bound]) => [
          input,
          frozenBinding(`${where}: the input '${input}'`, bound),
        ]),
      ),
    ),
  });
}

function needBinding(where: string, binding: unknown): void {
  try {
    needOptions(where, binding, ['params', 'inputs']);
  } catch (error) {
    throw new PipelineMistake((error as Error).message);
  }
}

/** Whether a value is a stage. A bundled program may hold this package twice, so we ask for no class. */
export function isStage(value: unknown): value is Stage {
  return (
    isObject(value) && typeof value['name'] === 'string' && isTask(value['task']) && isObject(value['inputs'])
  );
}

function frozenParams(stage: string, params: unknown): Params {
  try {
    return deepFreeze(JSON.parse(canonicalJson(params, { besides: namedBesides })) as Params);
  } catch (error) {
    const where = `the parameters of the stage '${stage}'`;
    const found = stageWithin(params, '$', new Set());
    if (found !== undefined)
      throw new PipelineMistake(`${where}: ${found} is a stage, and a stage belongs into inputs`);
    throw new PipelineMistake(`${where}: ${(error as Error).message}`);
  }
}

/** Where in a value a stage is. */
function stageWithin(value: unknown, path: string, seen: Set<unknown>): string | undefined {
  if (isStage(value)) return path;
  if (typeof value !== 'object' || value === null || seen.has(value)) return undefined;
  seen.add(value);
  for (const [name, member] of Object.entries(value)) {
    const found = stageWithin(member, Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}

/** The same binding, in which a list is a frozen copy. */
function frozenBinding(what: string, bound: StageInput): StageInput {
  if (isObject(bound) && 'settled' in bound)
    return Object.freeze({ settled: frozenList(what, bound.settled as Stage | readonly Stage[]) });
  return frozenList(what, bound as Stage | readonly Stage[]);
}

/** What to do with what is no stage. */
function inTheRightPlace(value: unknown): string {
  if (types.isPromise(value)) return '';
  if (isObject(value) && 'settled' in value) return '; give settled([a, b]), one of the whole list';
  return '; a plain value belongs into params, or given()';
}

function frozenList(what: string, bound: Stage | readonly Stage[]): Stage | readonly Stage[] {
  if (isStage(bound)) return bound;
  if (!Array.isArray(bound))
    throw new PipelineMistake(`${what} is no stage but ${whatIs(bound)}${inTheRightPlace(bound)}`);
  for (const [index, each] of (bound as readonly Stage[]).entries())
    if (!isStage(each))
      throw new PipelineMistake(
        `${what} is a list whose element ${index} is no stage but ${whatIs(each)}${inTheRightPlace(each)}`,
      );
  return Object.freeze([...(bound as readonly Stage[])]);
}

/**
 * Marks an input as settled: if it fails, the run does not skip the stage, but passes it the failure as data. Returns at once.
 *
 * @throws TypeError when it is neither a stage nor a list of stages @public
 */
export function settled<Output>(input: readonly Stage<Output>[]): SettledInput<readonly Settled<Output>[]>;
export function settled<Output>(input: Stage<Output>): SettledInput<Settled<Output>>;
export function settled(input: Stage | readonly Stage[], ...more: readonly unknown[]): SettledInput {
  needNoMore('settled', more, 'give a list, settled([a, b])');
  return { settled: frozenList('settled: what it marks', input) };
}

/** The stages that an input is bound to, in order. */
export function stagesOf(input: StageInput): readonly Stage[] {
  const bound = 'settled' in input ? input.settled : input;
  return Array.isArray(bound) ? (bound as readonly Stage[]) : [bound as Stage];
}

/** All stages that a stage takes values from, in the order of its inputs. */
export function upstreamOf(stage: Stage): readonly Stage[] {
  const upstream: Stage[] = [];
  for (const input of Object.values(stage.inputs))
    for (const source of stagesOf(input)) upstream.push(source);
  return upstream;
}
