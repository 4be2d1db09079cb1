import { quantityIds } from '@superposition/core/quantity-definitions';
import type { QuantitySummaries, QuantitySummary } from '@superposition/core/summary';
import type { Options } from '../arguments/command-line.js';
import { progressView } from '../output/progress.js';
import { asCsv, asJson, asText, type NamedValue } from '../output/value-formats.js';
import { UserError } from '../user-error.js';
import { findIds } from '../workbench/find-ids.js';
import { runTargets } from '../workbench/run-targets.js';
import { type CommandContext, openWorkbench } from '../workbench/workbench.js';

/**
 * `superposition get`: runs the stages that it needs, and prints to stdout only the quantities or the values of stages.
 */
export async function get(ids: readonly string[], options: Options, context: CommandContext): Promise<0 | 1> {
  const { stdout, stderr, interrupted } = context;
  using view = progressView(stderr, options);
  await using bench = await openWorkbench(options, context, (message) => view.line(`warning: ${message}`));
  if (options.list) {
    stdout.write(`${[...quantityIds, ...bench.pipeline.graph.byName.keys()].join('\n')}\n`);
    return 0;
  }
  const wanted = ids.flatMap((id) => findIds('get', id, bench));
  const targets = [...new Set(wanted.map((one) => ('stage' in one ? one.stage : bench.pipeline.quantities)))];
  const values = new Map<string, unknown>();
  let failed = 0;
  await runTargets(bench, targets, options, interrupted, (event) => {
    if (event.type === 'value') values.set(event.stage, event.value);
    if (event.type === 'finished') failed = event.failed;
    if (!options.quiet || event.type === 'failed') view.show(event);
  });
  if (values.size < targets.length)
    throw new UserError('nothing is printed, because a stage that is needed failed', 1);

  const summary = values.get(bench.pipeline.quantities.name) as QuantitySummaries | undefined;
  const named: NamedValue[] = wanted.flatMap((one): NamedValue[] => {
    if ('quantity' in one) return [quantityNamed(one.quantity, summary!)];
    if (one.stage === bench.pipeline.quantities) return quantityIds.map((id) => quantityNamed(id, summary!));
    return [{ kind: 'value', name: one.stage.name, value: values.get(one.stage.name) }];
  });
  stdout.write(options.json ? asJson(named) : options.csv ? asCsv(named) : asText(named));
  return failed > 0 ? 1 : 0;
}

function quantityNamed(name: string, summary: QuantitySummaries): NamedValue {
  const summaries: Readonly<Record<string, QuantitySummary>> = summary;
  return { kind: 'quantity', name, value: summaries[name]! };
}
