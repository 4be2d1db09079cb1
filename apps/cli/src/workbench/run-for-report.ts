import type { Stage } from '@superposition/pipeline/internal/graph/stage';
import type { RunEvent } from '@superposition/pipeline/internal/run/event';
import type { Options } from '../arguments/command-line.js';
import { UserError } from '../user-error.js';
import { describeNotStarted } from './not-started.js';
import { type Ran, runTargets } from './run-targets.js';
import type { Workbench } from './workbench.js';

/**
 * Runs what these targets of a report need.
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
): Promise<Ran> {
  const ran = await runTargets(bench, targets, options, interrupted, onEvent);
  const cut = describeNotStarted(ran.ends, bench.store);
  if (cut !== undefined) throw new UserError(`no report is written: ${cut}`, 1);
  return ran;
}
