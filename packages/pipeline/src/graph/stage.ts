import { canonicalJson } from '../values/canonical-json.js';
import type { AnyTask, Params, Task, TaskCode } from './task.js';

/** A named node of the graph: a task with its parameters, and the stages whose values it takes. */
export interface Stage<out Output = unknown> {
  readonly name: string;
  readonly task: AnyTask;
  /** Code of its own, which no library has to know: that of a value that is given. */
  readonly code?: TaskCode;
  readonly params: Params;
  readonly inputs: { readonly [name: string]: StageInput };
  /** Never present: carries the type of the stage's value. */
  readonly __output?: () => Output;
}

/** What an input may be bound to: one stage, a list of stages, or either of them settled. */
export type StageInput = Stage | readonly Stage[] | SettledInput;

/** Marks an input whose failures its stage receives as data. */
export interface SettledInput<out Output = unknown> {
  readonly settled: Stage | readonly Stage[];
  /** Never present: carries the type of the input's value. */
  readonly __output?: () => Output;
}

/** A value, or why there is none: what a stage receives from a settled input. */
export type Settled<T> =
  | { readonly status: 'value'; readonly value: T }
  | { readonly status: 'failure'; readonly stage: string; readonly message: string };

/** The bindings that a task with inputs `Inputs` asks for. */
export type InputBindings<Inputs> = {
  readonly [Name in keyof Inputs]:
    | Stage<Inputs[Name]>
    | SettledInput<Inputs[Name]>
    | (Inputs[Name] extends readonly (infer Element)[] ? readonly Stage<Element>[] : never);
};

/**
 * Makes a stage. Two stages with the same recipe share one result, whatever their names.
 *
 * @param params everything besides the inputs that the task's function may depend on, seeds included, as plain JSON
 * @throws TypeError when the parameters are not plain JSON
 */
export function stage<Inputs, P, Output>(
  name: string,
  task: Task<Inputs, P, Output>,
  binding: { readonly params: P; readonly inputs: InputBindings<Inputs> },
): Stage<Output> {
  canonicalJson(binding.params);
  return {
    name,
    task,
    params: binding.params as Params,
    inputs: binding.inputs as unknown as Record<string, StageInput>,
  };
}

/** Lets a stage receive a failure of this input as data instead of being skipped. */
export function settled<Output>(input: readonly Stage<Output>[]): SettledInput<readonly Settled<Output>[]>;
export function settled<Output>(input: Stage<Output>): SettledInput<Settled<Output>>;
export function settled(input: Stage | readonly Stage[]): SettledInput {
  return { settled: input };
}

/** The stages an input is bound to, in order. */
export function stagesOf(input: StageInput): readonly Stage[] {
  const bound = 'settled' in input ? input.settled : input;
  return Array.isArray(bound) ? (bound as readonly Stage[]) : [bound as Stage];
}

/** All stages a stage takes values from, in the order of its inputs. */
export function upstreamOf(stage: Stage): readonly Stage[] {
  const upstream: Stage[] = [];
  for (const input of Object.values(stage.inputs))
    for (const source of stagesOf(input)) upstream.push(source);
  return upstream;
}
