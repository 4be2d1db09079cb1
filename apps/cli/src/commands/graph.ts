import { readJournal } from '@superposition/pipeline/internal/run/journal';
import { asHtml } from '@superposition/pipeline/internal/tell/graph-html';
import { asDot, asMermaid, type Describe } from '@superposition/pipeline/internal/tell/graph-text';
import { type GraphView, type StageView, viewGraph } from '@superposition/pipeline/internal/tell/graph-view';
import type { Options } from '../arguments/command-line.js';
import type { GraphFormat } from '../arguments/command-table.js';
import { byteSize, duration } from '../output/units.js';
import { warnTo } from '../output/warn-to.js';
import { type CommandContext, openWorkbench } from '../workbench/workbench.js';
import { planReport } from './plan.js';

/** `superposition graph`: draws the stages of the report with their states. Families of stages are folded. */
export async function graph(options: Options, context: CommandContext): Promise<0> {
  const { stdout, stderr } = context;
  await using bench = await openWorkbench(options, context, warnTo(stderr), { onlyLooks: true });
  const { pipeline, store, loaded } = bench;
  const planned = await planReport(bench, options);
  const view = viewGraph(pipeline.graph, planned, await readJournal(store, pipeline.graph.order));
  stdout.write(
    draw(view, options.json ? 'json' : (options.format as GraphFormat), loaded.config.report.title),
  );
  return 0;
}

function draw(view: GraphView, format: GraphFormat, title: string): string {
  switch (format) {
    case 'mermaid':
      return asMermaid(view, describe);
    case 'dot':
      return asDot(view, describe);
    case 'json':
      return `${JSON.stringify(view, null, 2)}\n`;
    case 'html':
      return asHtml(view, `The graph of “${title}”`, describe, stageFacts);
  }
}

const describe: Describe = ({ name, stages, state, duration: took, size }) => {
  const fresh = stages.filter((stage) => stage.state === 'fresh').length;
  const states = fresh === 0 || fresh === stages.length ? state : `${stages.length - fresh} ${state}`;
  const facts = fresh === 0 ? '' : `${duration(took)}, ${byteSize(size)}`;
  return [name, stages.length === 1 ? states : `${stages.length} stages, ${states}`, facts].filter(
    (line) => line !== '',
  );
};

function stageFacts({ state, duration: took, size }: StageView): string {
  return took === undefined || size === undefined ? state : `${state}, ${duration(took)}, ${byteSize(size)}`;
}
