import { type PlannedStage, plan as planRun } from '@superposition/pipeline/plan';
import { describeReasons } from '@superposition/pipeline/reasons';
import { someOf } from '@superposition/pipeline/some-of';
import type { Options } from '../arguments/command-line.js';
import { type CommandContext, openWorkbench, type Workbench } from '../workbench/workbench.js';

/** `superposition plan`: shows what `report` would run, and why. It runs nothing. */
export async function plan(options: Options, context: CommandContext): Promise<0> {
  const { stdout, stderr } = context;
  const warn = (message: string) => void stderr.write(`warning: ${message}\n`);
  await using bench = await openWorkbench(options, context, warn, 'look');
  const planned = await planReport(bench, options);
  if (options.json) {
    stdout.write(`${JSON.stringify(planned, null, 2)}\n`);
    return 0;
  }
  for (const stage of planned)
    if (!options.quiet || stage.state !== 'fresh') stdout.write(`${describe(stage)}\n`);
  const count = (state: PlannedStage['state']) => planned.filter((stage) => stage.state === state).length;
  if (!options.quiet) {
    const totals = [
      `${count('fresh')} fresh`,
      `${count('runs')} run`,
      `${count('depends')} depend on the results of others`,
    ];
    stdout.write(`${planned.length} stages: ${totals.join(', ')}\n`);
  }
  return 0;
}

/** What a report would do with each stage. */
export function planReport(
  { pipeline, store, code, force }: Workbench,
  { cacheMode }: Options,
): Promise<readonly PlannedStage[]> {
  return planRun(pipeline.graph, { store, code, targets: [pipeline.page], cache: cacheMode, force });
}

function describe(stage: PlannedStage): string {
  switch (stage.state) {
    case 'fresh':
      return `${stage.stage}  fresh`;
    case 'runs':
      return `${stage.stage}  runs (${describeReasons(stage.reasons)})`;
    case 'depends':
      return `${stage.stage}  depends on the value of ${someOf(stage.on)}`;
  }
}
