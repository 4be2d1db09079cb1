import { quantityIds } from '@superposition/analyses/quantity-ids';
import type { QuantitySummaries, Summary } from '@superposition/analyses/summarise-quantities';
import { nearestTo, selectStages } from '@superposition/pipeline/select';
import type { Stage } from '@superposition/pipeline/stage';
import type { Options } from './command-line.js';
import { follow } from './follow.js';
import { progressView } from './progress.js';
import { UserError } from './user-error.js';
import { asCsv, asJson, asText, type NamedValue } from './value-formats.js';
import { openWorkbench, type Surroundings, type Workbench } from './workbench.js';

/** What an id stands for: a stage's value, or one member of the quantities. */
type Wanted = { readonly stage: Stage } | { readonly quantity: string };

/** `superposition get`: runs what is needed and prints quantities or the values of stages, and nothing else, on stdout. */
export async function get(
  ids: readonly string[],
  options: Options,
  surroundings: Surroundings,
): Promise<0 | 1> {
  const { stdout, stderr, interrupted } = surroundings;
  using view = progressView(stderr);
  await using bench = await openWorkbench(options, surroundings, (message) =>
    view.line(`warning: ${message}`),
  );
  if (options.list) {
    stdout.write(`${[...quantityIds, ...bench.pipeline.graph.byName.keys()].join('\n')}\n`);
    return 0;
  }
  const wanted = ids.flatMap((id) => find(id, bench));
  const targets = [...new Set(wanted.map((one) => ('stage' in one ? one.stage : bench.pipeline.quantities)))];
  const values = new Map<string, unknown>();
  let failed = 0;
  await follow(bench, targets, options, interrupted, (event) => {
    if (event.type === 'value') values.set(event.stage, event.value);
    if (event.type === 'finished') failed = event.failed;
    if (!options.quiet || event.type === 'failed') view.show(event);
  });
  if (values.size < targets.length) throw new UserError('a stage that is needed for it failed', 1);

  const summary = values.get(bench.pipeline.quantities.name) as QuantitySummaries | undefined;
  const named: NamedValue[] = wanted.flatMap((one): NamedValue[] => {
    if ('quantity' in one) return [quantityNamed(one.quantity, summary!)];
    if (one.stage === bench.pipeline.quantities)
      return Object.keys(summary!).map((id) => quantityNamed(id, summary!));
    return [{ kind: 'value', name: one.stage.name, value: values.get(one.stage.name) }];
  });
  stdout.write(options.json ? asJson(named) : options.csv ? asCsv(named) : asText(named));
  return failed > 0 ? 1 : 0;
}

function quantityNamed(name: string, summary: QuantitySummaries): NamedValue {
  const summaries: Readonly<Record<string, Summary>> = summary;
  return { kind: 'quantity', name, value: summaries[name]! };
}

function find(id: string, { pipeline }: Workbench): readonly Wanted[] {
  if ((quantityIds as readonly string[]).includes(id)) return [{ quantity: id }];
  const selected = selectStages(pipeline.graph, id);
  if ('found' in selected) return selected.found.map((name) => ({ stage: pipeline.graph.byName.get(name)! }));
  const nearest = [...new Set([...nearestTo(id, quantityIds), ...selected.nearest])].slice(0, 4);
  const hint = nearest.length === 0 ? '' : `; the nearest are ${nearest.join(', ')}`;
  throw new UserError(
    `get ${id}: no quantity or stage is named so${hint}\n'superposition get --list' names them all`,
  );
}
