import type { FailedInput } from '@superposition/pipeline/internal/graph/recipe';
import { type Settled, type Stage, stagesOf, upstreamOf } from '@superposition/pipeline/internal/graph/stage';
import type { RunEvent } from '@superposition/pipeline/internal/run/event';
import type { Digest } from '@superposition/pipeline/internal/values/digest';
import type { Options } from '../../arguments/command-line.js';
import { type Ran, runTargets } from '../../workbench/run-targets.js';
import { absenceOf } from '../../workbench/stage-ends.js';
import type { Workbench } from '../../workbench/workbench.js';

/** What a stage receives when it runs. */
export interface StageInputs {
  /** By the names of the inputs. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Of the stages in `upstreamOf(stage)`, in that order. */
  readonly digests: readonly (Digest | FailedInput)[];
}

/**
 * Computes the inputs of a stage, or finds them in the cache.
 *
 * @returns the name of the failed stage when the stage would be skipped because of it
 * @throws Interrupted
 */
export async function inputsOf(
  stage: Stage,
  bench: Workbench,
  options: Options,
  interrupted: AbortSignal,
  onEvent: (event: RunEvent) => void,
): Promise<StageInputs | { readonly failed: string }> {
  const upstream = [...new Set(upstreamOf(stage))];
  const nothing: Pick<Ran, 'ends' | 'values'> = { ends: new Map(), values: new Map() };
  const { ends, values } =
    upstream.length === 0 ? nothing : await runTargets(bench, upstream, options, interrupted, onEvent);

  const received = ({ name }: Stage): Settled<unknown> =>
    values.has(name) ? { status: 'value', value: values.get(name) } : absenceOf(name, ends);
  const inputs: [name: string, value: unknown][] = [];
  // In the order in which a run passes them.
  for (const [name, input] of Object.entries(stage.inputs).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const isSettled = 'settled' in input;
    const list = stagesOf(input).map(received);
    const missing = list.find((each) => each.status === 'failure');
    if (missing?.status === 'failure' && !isSettled) return { failed: missing.stage };
    const given = isSettled ? list : list.map((each) => (each.status === 'value' ? each.value : undefined));
    inputs.push([name, Array.isArray(isSettled ? input.settled : input) ? given : given[0]]);
  }
  return {
    values: Object.fromEntries(inputs),
    digests: upstreamOf(stage).map(({ name }) => {
      const end = ends.get(name);
      return end !== undefined && 'digest' in end ? end.digest : { failed: absenceOf(name, ends).stage };
    }),
  };
}
