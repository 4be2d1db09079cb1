import { own } from '@superposition/pipeline/internal/values/own';
import { significant } from '../../output/significant.js';
import { sections, stackedTable, table } from '../../output/table.js';
import { ago, duration } from '../../output/units.js';
import type { NumberedRun, StageCounts } from '../../workbench/run-record.js';
import { runFacts } from './run-formats.js';
import { isoTime, printable, quantitiesIn, settingWords, standardError, wallTime } from './run-words.js';

/** One run as text, or as JSON. */
export function showRun(
  run: NumberedRun,
  {
    asked,
    json,
    now,
    width = Number.POSITIVE_INFINITY,
  }: {
    readonly asked: readonly string[] | undefined;
    readonly json: boolean;
    readonly now: number;
    /** Characters of a line. */
    readonly width?: number | undefined;
  },
): string {
  if (json) return `${JSON.stringify(runFacts(run, asked), null, 2)}\n`;
  const { number, at, command, ended, elapsed, report, stages, process } = run;
  const facts = [
    ['run', `${number}, ${endedWords(ended)} ${duration(elapsed)}`],
    ['when', `${wallTime(at, now)} (${isoTime(at) ?? 'unknown'})`],
    ...(process === undefined ? [] : [['process', processWords(process, now)]]),
    ['made by', `superposition ${printable(command)}`],
    ['report', report === null ? absenceWords(ended) : printable(report)],
    ['stages', `${stages.total}: ${countWords(stages)}`],
  ].map(([name, value]) => `${name!.padEnd(10)}${value}`);
  const settings = settingWords(run);
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['settings that differ from the defaults', settings.length === 0 ? ['none'] : settings],
    [
      'stages by family',
      table(
        columns,
        Object.entries(run.families).map(([family, counts]) => [printable(family), countWords(counts)]),
      ),
    ],
    ['quantities', quantityLines(run, width - 2, asked)],
  ];
  return [...facts, ...sections(parts, width), ''].join('\n');
}

function endedWords(ended: NumberedRun['ended']): string {
  if (ended === 'running') return 'running for';
  // Its process has said so much last.
  return ended === 'broken off' ? 'broken off after' : `${printable(ended)} in`;
}

/** Why a run has no report. */
function absenceWords(ended: NumberedRun['ended']): string {
  if (ended === 'running') return 'not written yet';
  // A run on a full disk may have written its report elsewhere, and not the end of its record.
  return ended === 'broken off' ? 'not known, because the end was not recorded' : 'not written';
}

function processWords({ pid, host, at }: NonNullable<NumberedRun['process']>, now: number): string {
  return `${pid} on ${printable(host)}, heard from ${ago(now - at)}`;
}

/** Enough for the rows of all sections; none of their columns gives way. */
const columns = [{}, {}, {}, {}] as const;

function countWords(counts: Readonly<StageCounts>): string {
  const words = (['fresh', 'built', 'failed', 'skipped'] as const).flatMap((state) =>
    counts[state] > 0 ? [`${counts[state]} ${state}`] : [],
  );
  return words.length === 0 ? 'none ended' : words.join(', ');
}

function quantityLines(
  run: NumberedRun,
  width: number,
  asked: readonly string[] = quantitiesIn(run),
): readonly string[] {
  const { quantities } = run;
  return stackedTable(
    columns,
    asked.map((id) => {
      const facts = own(quantities, id);
      if (facts === undefined || facts.mean === null) return [printable(id), 'none'];
      const error = standardError(facts);
      return [
        printable(id),
        significant(facts.mean),
        ...(facts.sd === null || error === null
          ? []
          : [`sd ${significant(facts.sd, 3)}`, `standard error ${significant(error, 3)}`]),
      ];
    }),
    width,
  );
}
