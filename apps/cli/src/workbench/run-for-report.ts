import type { Stage } from '@superposition/pipeline/internal/graph/stage';
import type { ResultFacts, RunEvent, RunSummary } from '@superposition/pipeline/internal/run/event';
import type { Options } from '../arguments/command-line.js';
import { notStarted } from './not-started.js';
import { runTargets } from './run-targets.js';
import type { Workbench } from './workbench.js';

/** What a report is made from after a run. */
interface RunForReport {
  /** The values of the targets that have one, by the stage's name. */
  readonly values: ReadonlyMap<string, unknown>;
  /** The facts of each stage that has a value, by the stage's name. */
  readonly results: ReadonlyMap<string, ResultFacts>;
  readonly summary: RunSummary | undefined;
}

/**
 * Runs what these targets need.
 *
 * @throws UserError (exit 1) when `--fail-fast` left a stage out: a card would give the failure of another stage as the reason
 * @throws Interrupted when the user interrupts, after all running stages have ended
 */
export async function runForReport(
  bench: Workbench,
  targets: readonly Stage[],
  options: Options,
  interrupted: AbortSignal,
  onEvent: (event: RunEvent) => void,
): Promise<RunForReport> {
  const values = new Map<string, unknown>();
  const results = new Map<string, ResultFacts>();
  let summary: RunSummary | undefined;
  const unstarted = notStarted(bench.store);
  await runTargets(bench, targets, options, interrupted, (event) => {
    if (event.type === 'value') values.set(event.stage, event.value);
    if (event.type === 'finished') summary = event;
    if (event.type === 'fresh' || event.type === 'built') results.set(event.stage, event);
    // A stage may end twice: its value turned out to be unreadable.
    if (event.type === 'failed') results.delete(event.stage);
    unstarted.observe(event);
    onEvent(event);
  });
  unstarted.refuseReport();
  return { values, results, summary };
}
