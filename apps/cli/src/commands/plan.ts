import { type PlannedStage, plan as planRun } from '@superposition/pipeline/internal/run/plan';
import { describeFrozen, describeReasons } from '@superposition/pipeline/internal/run/reasons';
import { unlessKnown } from '@superposition/pipeline/internal/tell/reason-chain';
import { someOf } from '@superposition/pipeline/internal/values/some-of';
import type { Options } from '../arguments/command-line.js';
import { explainCommand } from '../output/explain-command.js';
import { alignedAtNumber } from '../output/family-tables.js';
import { shownFamilies } from '../output/family-tally.js';
import { commonReason } from '../output/reason-phrases.js';
import { reasonWords } from '../output/reason-words.js';
import { hintLines, table, wrapped } from '../output/table.js';
import { duration } from '../output/units.js';
import { warnTo } from '../output/warn-to.js';
import { wouldRun } from '../output/would-run.js';
import { describeFrozenStages } from '../workbench/frozen-stages.js';
import { type CommandContext, openWorkbench, type Workbench } from '../workbench/workbench.js';

/** `superposition plan`: shows what `report` would run, why, and for how long. It runs nothing. */
export async function plan(options: Options, context: CommandContext): Promise<0> {
  const { stdout, stderr } = context;
  await using bench = await openWorkbench(options, context, warnTo(stderr), { onlyLooks: true, tells: true });
  const planned = await planReport(bench, options);
  if (options.json) {
    stdout.write(`${JSON.stringify(planned, null, 2)}\n`);
    return 0;
  }
  const width = stdout.columns ?? Number.POSITIVE_INFINITY;
  const families = byFamily(planned, width);
  const lines = options.all ? planned.map(describe) : families.lines;
  const frozen = options.all ? [] : describeFrozenStages(planned);
  const rows = [...lines, ...frozen.flatMap((line) => wrapped(`  ${line}`, width, 4))];
  const told = options.quiet ? rows : [total(planned, options.jobs), ...rows];
  stdout.write(told.map((line) => `${line}\n`).join(''));
  const first = planned.find(({ state }) => state === 'runs');
  if (!options.quiet && !options.all && first !== undefined) {
    const why = explainCommand(families.untold ?? first.stage, options, families.untold !== undefined);
    stdout.write(hintLines(['each stage: superposition plan --all', `why: ${why}`], stdout.columns));
  }
  return 0;
}

/** What a report would do with each stage. */
export function planReport(
  { pipeline, store, code, force, freeze }: Workbench,
  { cacheMode }: Options,
): Promise<readonly PlannedStage[]> {
  return planRun(pipeline.graph, { store, code, targets: [pipeline.page], cacheMode, force, freeze });
}

function total(planned: readonly PlannedStage[], jobs: number | undefined): string {
  const awaited = planned.filter((stage) => stage.state !== 'fresh');
  if (awaited.length === 0) return `nothing would run: all ${planned.length} stages are fresh`;
  const counted = {
    run: awaited.length,
    total: planned.length,
    expected: awaited.reduce((sum, { expected }) => sum + expected, 0),
    isMost: awaited.some(({ state }) => state === 'depends'),
  };
  return wouldRun(counted, jobs);
}

/** A row for each family and for each thing that a plan says of its stages, and the time that they would take. */
function byFamily(
  planned: readonly PlannedStage[],
  width: number,
): {
  readonly lines: readonly string[];
  /** A stage with a reason that the lines only count. */
  readonly untold?: string | undefined;
} {
  const familyOf = shownFamilies(planned.map(({ stage }) => stage));
  const groups = new Map<string, PlannedStage[]>();
  for (const stage of planned) {
    if (stage.state === 'fresh') continue;
    const key = `${familyOf(stage.stage)}\n${stage.state}`;
    groups.set(key, [...(groups.get(key) ?? []), stage]);
  }
  const families = [...new Set(planned.map(({ stage }) => familyOf(stage)))];
  const place = (key: string) => families.indexOf(key.slice(0, key.indexOf('\n')));
  let untold: string | undefined;
  const rows = [...groups]
    .sort(([a], [b]) => place(a) - place(b))
    .map(([key, stages]) => {
      const [family, state] = key.split('\n') as [string, 'runs' | 'depends'];
      const time = stages.reduce((sum, stage) => sum + (stage.state === 'fresh' ? 0 : stage.expected), 0);
      const common = commonReason(stages.flatMap((stage) => (stage.state === 'runs' ? [stage] : [])));
      untold ??= common.untold;
      const why =
        state === 'runs' ? common.phrase : `if the values of ${familiesBefore(stages, familyOf)} change`;
      return [family, `${stages.length} ${state === 'runs' ? 'run' : 'may run'}`, duration(time), why];
    });
  const lines = table(
    [{}, {}, { align: 'right' }, { shrinks: true }],
    alignedAtNumber(rows, 1),
    width - 2,
  ).map((line) => `  ${line}`);
  return { lines, untold };
}

function familiesBefore(stages: readonly PlannedStage[], familyOf: (stage: string) => string): string {
  return someOf([
    ...new Set(stages.flatMap((stage) => (stage.state === 'depends' ? stage.on.map(familyOf) : []))),
  ]);
}

/** Everything that the plan says of a stage. */
function describe(stage: PlannedStage): string {
  const style = { words: reasonWords(true), most: Number.POSITIVE_INFINITY };
  switch (stage.state) {
    case 'fresh':
      return stage.frozen === undefined
        ? `${stage.stage}  fresh`
        : `${stage.stage}  frozen, ${describeFrozen(stage.frozen, style)}${unlessKnown(stage.on)}`;
    case 'runs':
      return `${stage.stage}  runs, about ${duration(stage.expected)}: ${describeReasons(stage.reasons, style)}`;
    case 'depends':
      return `${stage.stage}  runs if the value of ${someOf(stage.on)} changes`;
  }
}
