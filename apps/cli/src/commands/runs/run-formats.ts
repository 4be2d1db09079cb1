import { own } from '@superposition/pipeline/internal/values/own';
import { csvText } from '@superposition/report/internal/text/csv-text';
import { defaultSettings } from '../../workbench/changed-settings.js';
import type { NumberedRun } from '../../workbench/run-record.js';
import { isoTime, quantitiesIn, standardError } from './run-words.js';

/** @param asked ids of quantities; all that a run has when left out */
export function runsAsJson(runs: readonly NumberedRun[], asked?: readonly string[]): string {
  return `${JSON.stringify(
    runs.map((run) => runFacts(run, asked)),
    null,
    2,
  )}\n`;
}

/** A run as programs get it. A quantity has its mean and deviation over seeds, and the standard error of the mean. */
export function runFacts(run: NumberedRun, asked?: readonly string[]): object {
  const { number, at, quantities, process, ...rest } = run;
  const ids = asked ?? quantitiesIn(run);
  return {
    run: number,
    at: isoTime(at),
    ...rest,
    ...(process !== undefined && {
      process: { host: process.host, pid: process.pid, heard: isoTime(process.at) },
    }),
    quantities: Object.fromEntries(
      ids.map((id) => {
        const facts = own(quantities, id);
        return [id, facts === undefined ? null : { ...facts, standardError: standardError(facts) }];
      }),
    ),
  };
}

/**
 * One line for each run, with a column for each setting that differs from its default in some run. A run without given
 * weights has a value in all of them.
 */
export function runsAsCsv(runs: readonly NumberedRun[], quantities: readonly string[]): string {
  const paths = Object.keys(defaultSettings);
  const differing = [...new Set(runs.flatMap(({ settings }) => Object.keys(settings)))].sort(
    (a, b) => paths.indexOf(a) - paths.indexOf(b),
  );
  const header = [
    ...['run', 'at', 'command', 'ended', 'milliseconds', 'stages', 'fresh', 'built', 'failed', 'skipped'],
    ...['report', 'weights', ...differing],
    ...quantities.flatMap((id) => [id, `${id}.sd`, `${id}.seeds`]),
  ];
  const rows = runs.map((run) => {
    const { number, at, command, ended, elapsed, stages, report, weights } = run;
    return [
      ...[number, isoTime(at), command, ended, elapsed],
      ...[stages.total, stages.fresh, stages.built, stages.failed, stages.skipped],
      ...[report, weights ?? null, ...differing.map((path) => settingCell(run, path))],
      ...quantities.flatMap((id) => {
        const { mean = null, sd = null, seeds = null } = own(run.quantities, id) ?? {};
        return [mean, sd, seeds];
      }),
    ];
  });
  return csvText([header, ...rows]);
}

function settingCell({ settings, weights }: NumberedRun, path: string): string | number | null {
  // Which settings a report of given weights depends on is not recorded.
  const value =
    Object.hasOwn(settings, path) || weights !== undefined ? own(settings, path) : defaultSettings[path];
  if (value === undefined) return null;
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value);
}
