import type { Stage } from '@superposition/pipeline/internal/graph/stage';
import { readJournal } from '@superposition/pipeline/internal/run/journal';
import { reasonChain } from '@superposition/pipeline/internal/tell/reason-chain';
import type { Options } from '../arguments/command-line.js';
import { describeChain } from '../output/reason-tree.js';
import { warnTo } from '../output/warn-to.js';
import { findIds } from '../workbench/find-ids.js';
import { type CommandContext, openWorkbench } from '../workbench/workbench.js';
import { compareRecipes } from './compare-recipes.js';
import { planReport } from './plan.js';

/**
 * `superposition explain`: says why a stage ran or would run, down to the value or the module; or how two recipes
 * differ.
 */
export async function explain(
  words: readonly string[],
  options: Options,
  context: CommandContext,
): Promise<0> {
  const { stdout, stderr } = context;
  await using bench = await openWorkbench(options, context, warnTo(stderr), { onlyLooks: true });
  const [first, second] = words;
  if (second !== undefined) {
    stdout.write(await compareRecipes(first!, second, bench, options));
    return 0;
  }
  const { pipeline, store } = bench;
  const stages = findIds('explain', first!, bench).map(
    (wanted): Stage => ('stage' in wanted ? wanted.stage : pipeline.quantities),
  );
  const planned = await planReport(bench, options);
  const lines = reasonChain(stages, {
    graph: pipeline.graph,
    planned,
    journal: await readJournal(store, pipeline.graph.order),
  });
  if (options.json) stdout.write(`${JSON.stringify(lines, null, 2)}\n`);
  else {
    const { rows = 42, columns: width = Number.POSITIVE_INFINITY } = stdout;
    stdout.write(describeChain(lines, { all: options.all, rows, width, now: Date.now() }));
  }
  return 0;
}
