import { own } from '@superposition/pipeline/internal/values/own';
import { table } from '../../output/table.js';
import { duration } from '../../output/units.js';
import { significant } from '../../output/value-formats.js';
import type { NumberedRun, StageCounts } from '../../workbench/run-records.js';
import { runFacts } from './run-formats.js';
import { isoTime, printable, quantitiesIn, settingWords, standardError, wallTime } from './run-words.js';

/** One run as text, or as JSON. */
export function showRun(
  run: NumberedRun,
  {
    asked,
    json,
    now,
  }: { readonly asked: readonly string[] | undefined; readonly json: boolean; readonly now: number },
): string {
  if (json) return `${JSON.stringify(runFacts(run, asked), null, 2)}\n`;
  const { number, at, command, ended, elapsed, report, stages } = run;
  const facts = [
    ['run', `${number}, ${ended === 'done' ? 'done' : printable(ended)} in ${duration(elapsed)}`],
    ['when', `${wallTime(at, now)} (${isoTime(at) ?? 'unknown'})`],
    ['made by', `superposition ${printable(command)}`],
    ['report', report === null ? 'not written' : printable(report)],
    ['stages', `${stages.total}: ${countWords(stages)}`],
  ].map(([name, value]) => `${name!.padEnd(10)}${value}`);
  const settings = settingWords(run);
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['settings that differ from the defaults', settings.length === 0 ? ['none'] : settings],
    [
      'stages by family',
      table(
        columns,
        Object.entries(run.families).map(([family, counts]) => [printable(family), countWords(counts)]),
      ),
    ],
    ['quantities', quantityLines(run, asked)],
  ];
  return [
    ...facts,
    ...sections.flatMap(([title, lines]) =>
      lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)],
    ),
    '',
  ].join('\n');
}

/** Enough for the rows of all sections; none of their columns gives way. */
const columns = [{}, {}, {}, {}] as const;

function countWords(counts: Readonly<StageCounts>): string {
  const words = (['fresh', 'built', 'failed', 'skipped'] as const).flatMap((state) =>
    counts[state] > 0 ? [`${counts[state]} ${state}`] : [],
  );
  return words.length === 0 ? 'none ended' : words.join(', ');
}

function quantityLines(run: NumberedRun, asked: readonly string[] = quantitiesIn(run)): readonly string[] {
  const { quantities } = run;
  return table(
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
          : [`sd ${significant(facts.sd)}`, `standard error ${significant(error)}`]),
      ];
    }),
  );
}
