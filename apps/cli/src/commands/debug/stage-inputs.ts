import type { FailedInput } from '@superposition/pipeline/internal/graph/recipe';
import { type Settled, type Stage, stagesOf, upstreamOf } from '@superposition/pipeline/internal/graph/stage';
import type { Failure, RunEvent } from '@superposition/pipeline/internal/run/event';
import type { Digest } from '@superposition/pipeline/internal/values/digest';
import type { Options } from '../../arguments/command-line.js';
import { runTargets } from '../../workbench/run-targets.js';
import type { Workbench } from '../../workbench/workbench.js';

/** What a stage receives when it runs. */
export interface StageInputs {
  /** By the names of the inputs. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Of the stages in `upstreamOf(stage)`, in that order. */
  readonly digests: readonly (Digest | FailedInput)[];
}

/** What became of the stages of a run. */
export interface Outcomes {
  observe(event: RunEvent): void;
  readonly failures: ReadonlyMap<string, Failure>;
  /** The stage that failed, for this stage, which may be the stage itself. */
  causeOf(stage: string): string | undefined;
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
  const digests = new Map<string, Digest>();
  const values = new Map<string, unknown>();
  const outcomes = outcomesOfRun();
  const observe = (event: RunEvent) => {
    outcomes.observe(event);
    if (event.type === 'fresh' || event.type === 'built') digests.set(event.stage, event.digest);
    if (event.type === 'value') values.set(event.stage, event.value);
    onEvent(event);
  };
  if (upstream.length > 0) await runTargets(bench, upstream, options, interrupted, observe);

  const received = (source: Stage): Settled<unknown> => {
    if (values.has(source.name)) return { status: 'value', value: values.get(source.name) };
    const cause = outcomes.causeOf(source.name) ?? source.name;
    const message = outcomes.failures.get(cause)?.message ?? `the stage '${cause}' has no value`;
    return { status: 'failure', stage: cause, message };
  };
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
    digests: upstreamOf(stage).map((source) =>
      values.has(source.name)
        ? digests.get(source.name)!
        : { failed: outcomes.causeOf(source.name) ?? source.name },
    ),
  };
}

/** Listens to a run. */
export function outcomesOfRun(): Outcomes {
  const failures = new Map<string, Failure>();
  const causes = new Map<string, string>();
  return {
    failures,
    observe(event) {
      if (event.type === 'failed') {
        failures.set(event.stage, event.failure);
        causes.set(event.stage, event.stage);
      }
      if (event.type === 'skipped') causes.set(event.stage, event.cause);
    },
    causeOf: (stage) => causes.get(stage),
  };
}
