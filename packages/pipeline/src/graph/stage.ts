import { canonicalJson } from '../values/canonical-json.js';
import { PipelineMistake } from './pipeline-mistake.js';
import type { AnyTask, Params, Task, TaskCode } from './task.js';

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

/**
 * Makes a stage. Two stages with the same recipe share one result, even if their names differ. The stage holds a frozen copy of
 * the parameters, with the members of objects in the order of the recipe. So nobody can change them later, and the order in
 * which they were written reaches no task.
 *
 * @param name must be unique in the graph
 * @param binding `inputs`, and as `params` everything else that the task's function depends on, seeds included, in
 *   plain JSON
 * @throws PipelineMistake when the parameters are not plain JSON
 */
export function stage<Inputs, P, Output>(
  name: string,
  task: Task<Inputs, P, Output>,
  binding: { readonly params: P; readonly inputs: InputBindings<Inputs> },
): Stage<Output> {
  const inputs = Object.entries(binding.inputs as { readonly [name: string]: StageInput });
  return Object.freeze({
    name,
    task,
    params: frozenParams(name, binding.params),
    inputs: Object.freeze(Object.fromEntries(inputs.map(([input, bound]) => [input, frozenBinding(bound)]))),
  });
}

function frozenParams(stage: string, params: unknown): Params {
  try {
    return deepFreeze(JSON.parse(canonicalJson(params)) as Params);
  } catch (error) {
    const { message } = error as Error;
    throw new PipelineMistake(`the parameters of the stage '${stage}': ${message}`, { cause: error });
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}

/** The same binding, in which a list is a frozen copy. */
function frozenBinding(bound: StageInput): StageInput {
  if ('settled' in bound) return Object.freeze({ settled: frozenList(bound.settled) });
  return frozenList(bound);
}

function frozenList(bound: Stage | readonly Stage[]): Stage | readonly Stage[] {
  return Array.isArray(bound) ? Object.freeze([...(bound as readonly Stage[])]) : bound;
}

/** Marks an input as settled: if it fails, the run does not skip the stage, but passes it the failure as data. */
export function settled<Output>(input: readonly Stage<Output>[]): SettledInput<readonly Settled<Output>[]>;
export function settled<Output>(input: Stage<Output>): SettledInput<Settled<Output>>;
export function settled(input: Stage | readonly Stage[]): SettledInput {
  return { settled: input };
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
