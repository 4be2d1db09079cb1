import type { ModelQuantities } from '@superposition/core/internal/quantities/quantities';
import { graph } from '@superposition/pipeline/internal/graph/graph';
import type { RunEvent } from '@superposition/pipeline/internal/run/event';
import type { Options } from '../../arguments/command-line.js';
import type { ProgressView } from '../../output/progress.js';
import { roughly } from '../../output/units.js';
import { UserError } from '../../user-error.js';
import { describeNotStarted } from '../../workbench/not-started.js';
import { runTargets } from '../../workbench/run-targets.js';
import { absenceOf } from '../../workbench/stage-ends.js';
import type { Tools } from '../../workbench/workbench.js';
import { keepQuantities } from './keep-quantities.js';
import { modelsOf, partsOf } from './sweep-graph.js';
import type { ConfigPoint } from './sweep-settings.js';
import type { SweptModel } from './sweep-table.js';

/** The models of a sweep, part by part, and the number of stages that have failed so far. */
export interface SweepRun {
  readonly models: AsyncIterable<readonly SweptModel[]>;
  failed(): number;
}

/**
 * Runs a sweep in parts, so that it takes the memory of one part however many models there are. Nothing runs until somebody asks for the
 * models.
 *
 * @throws Interrupted while the models are asked for, when the user interrupts; UserError (exit 1) when `--fail-fast` ends the run
 */
export function runSweep(
  points: readonly ConfigPoint[],
  tools: Tools,
  {
    options,
    interrupted,
    view,
  }: { readonly options: Options; readonly interrupted: AbortSignal; readonly view: ProgressView },
): SweepRun {
  let failed = 0;
  const kept = options.keep === 'result' ? keepQuantities(tools.store) : undefined;
  async function* models(): AsyncGenerator<readonly SweptModel[]> {
    const parts = partsOf(points, options.keep);
    const started = performance.now();
    for (const [index, part] of parts.entries()) {
      if (parts.length > 1 && !options.quiet) {
        const left = (parts.length - index) * ((performance.now() - started) / Math.max(1, index));
        view.line(`part ${index + 1} of ${parts.length}${index === 0 ? '' : `, ${roughly(left)} left`}`);
      }
      const asked = modelsOf(part);
      const targets = asked.map(({ quantities }) => quantities);
      const keeping = kept?.part(targets);
      const runnable = { ...tools, pipeline: { graph: graph(targets) }, force: none, freeze: none };
      const onEvent = (event: RunEvent) => {
        if (!options.quiet || event.type === 'failed') view.show(event);
        keeping?.observe(event);
      };
      const ran = await runTargets(runnable, targets, options, interrupted, onEvent, keeping?.drop);
      const { values, ends, summary } = ran;
      failed += summary.failed;
      const notStarted = describeNotStarted(ends, tools.store);
      if (notStarted !== undefined) throw new UserError(`the table is not complete: ${notStarted}`, 1);
      yield asked.map(({ point: { varied }, seed, quantities: { name } }) => {
        const found = values.get(name) as ModelQuantities | undefined;
        return { varied, seed, found: found ?? { failure: absenceOf(name, ends).message } };
      });
    }
    await kept?.end();
  }
  return { models: models(), failed: () => failed };
}

const none: ReadonlySet<string> = new Set();
