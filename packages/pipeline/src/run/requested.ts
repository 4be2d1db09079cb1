import { type Graph, graph } from '../graph/graph.js';
import { isStage, type Stage } from '../graph/stage.js';
import { nearestTo } from '../values/nearest-names.js';
import { needOptions } from '../values/need.js';
import { isObject, whatIs } from '../values/what-is.js';

/** Stages whose values are wanted: one, a list, or an object with stages as members. */
export type Requested = Stage | readonly Stage[] | { readonly [name: string]: Stage };

/** The values of these stages, in the same form. */
export type ValuesOf<R> =
  R extends Stage<infer Output>
    ? Output
    : { readonly [Name in keyof R]: R[Name] extends Stage<infer Output> ? Output : never };

/** How a runner computes. */
export interface ComputeOptions {
  /** Cancels when it is aborted: all work stops, and what was finished is kept. */
  readonly signal?: AbortSignal;
  /** Names of stages that run even if they are fresh. */
  readonly force?: Iterable<string>;
  /** `refresh`: runs every stage and writes its result. `off`: neither reads nor writes the cache. Default: `use`. */
  readonly cacheMode?: 'use' | 'refresh' | 'off';
}

/** A request that was understood. */
export interface ReadRequest {
  readonly stages: readonly Stage[];
  readonly graph: Graph;
  /** Puts values, by name of the stage, into the form of the request. */
  arrange(values: ReadonlyMap<string, unknown>): unknown;
}

/** @throws TypeError when it is neither a stage, nor a list, nor an object of stages */
export function readRequest(where: string, requested: unknown): ReadRequest {
  if (isStage(requested)) {
    return {
      stages: [requested],
      graph: graph([requested]),
      arrange: (values) => values.get(requested.name),
    };
  }
  if (!isObject(requested) && !Array.isArray(requested))
    throw new TypeError(
      `${where}: it was asked for ${whatIs(requested)}; give a stage, a list of stages or { name: stage, … }`,
    );
  const entries = Object.entries(requested);
  if (entries.length === 0)
    throw new TypeError(`${where}: it was asked for ${whatIs(requested)} without a stage in it`);
  for (const [name, stage] of entries)
    if (!isStage(stage)) throw new TypeError(`${where}: '${name}' is no stage but ${whatIs(stage)}`);
  const stages = entries as [string, Stage][];
  return {
    stages: stages.map(([, stage]) => stage),
    graph: graph(stages.map(([, stage]) => stage)),
    arrange: (values) =>
      Array.isArray(requested)
        ? stages.map(([, { name }]) => values.get(name))
        : Object.fromEntries(stages.map(([member, { name }]) => [member, values.get(name)])),
  };
}

/** @throws TypeError when an option is wrong, or names a stage that the graph does not have */
export function readForce(where: string, force: unknown, { byName }: Graph): ReadonlySet<string> {
  if (force === undefined) return new Set();
  if (
    typeof force === 'string' ||
    typeof (force as Iterable<string> | null)?.[Symbol.iterator] !== 'function'
  )
    throw new TypeError(`${where}: force is ${whatIs(force)}; give a list of names of stages`);
  const names = new Set(force as Iterable<string>);
  for (const name of names) {
    if (byName.has(name)) continue;
    const [near] = nearestTo(String(name), [...byName.keys()]);
    throw new TypeError(
      `${where}: force names ${whatIs(name)}, which is no stage of this graph${near === undefined ? '' : `; did you mean '${near}'?`}`,
    );
  }
  return names;
}

/** @throws TypeError when an option is wrong */
export function needComputeOptions(where: string, options: unknown, others: readonly string[] = []): void {
  needOptions(where, options, ['force', 'cacheMode', ...others]);
  const { signal, cacheMode } = (options ?? {}) as Record<string, unknown>;
  if (signal !== undefined && !(isObject(signal) && 'aborted' in signal && 'addEventListener' in signal))
    throw new TypeError(`${where}: signal is ${whatIs(signal)}; give the signal of an AbortController`);
  if (cacheMode !== undefined && !['use', 'refresh', 'off'].includes(cacheMode as string))
    throw new TypeError(`${where}: cacheMode is ${whatIs(cacheMode)}; it is 'use', 'refresh' or 'off'`);
}
