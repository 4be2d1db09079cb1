import { diffReports } from '@superposition/report/internal/page/diff-reports';
import { defaultSettings } from '../../workbench/changed-settings.js';
import type { NumberedRun } from '../../workbench/run-record.js';
import { describeDifference } from '../diff.js';
import { printable } from './run-words.js';

/** The settings, frozen stages and quantities that differ between two runs, as text or as JSON. */
export function compareRuns(
  from: NumberedRun,
  to: NumberedRun,
  { json, width }: { readonly json: boolean; readonly width?: number | undefined },
): { readonly text: string; readonly isSame: boolean } {
  const paths = new Set([from, to].flatMap(({ settings }) => Object.keys(settings)));
  // A run that was interrupted has no quantities. To list all those of the other would say nothing.
  const bare = [from, to].filter(({ quantities }) => Object.keys(quantities).length === 0);
  const facts = (run: NumberedRun) => ({
    settings: settingsOf(run, paths),
    // Their values do not follow the settings. Without them, a change would seem to have no effect, or one without a cause.
    frozen: Object.fromEntries((run.frozen ?? []).map((stage) => [stage, 'frozen'])),
    quantities: bare.length === 0 ? run.quantities : {},
    claims: {},
    figures: {},
  });
  const { settings, frozen, quantities } = diffReports(facts(from), facts(to));
  const isAlike = settings.length === 0 && frozen.length === 0;
  const isSame = isAlike && quantities.length === 0 && bare.length === 0;
  if (json) return { text: `${JSON.stringify({ settings, frozen, quantities }, null, 2)}\n`, isSame };
  const remarks = bare.map(
    ({ number, ended }) =>
      `run ${number} has no quantities${ended === 'done' ? '' : ` (${printable(ended)})`}\n`,
  );
  const isSilent = bare.length > 0 && isAlike;
  const text = `${isSilent ? '' : describeDifference({ settings, frozen, quantities }, 'the runs', width)}${remarks.join('')}`;
  return { text: printableLines(text), isSame };
}

/** The settings at these paths. Where a run has the default, its record leaves the setting out. */
function settingsOf(
  { settings, weights }: NumberedRun,
  paths: ReadonlySet<string>,
): Readonly<Record<string, unknown>> {
  return {
    ...(weights !== undefined && { weights }),
    ...Object.fromEntries(
      Array.from(paths, (path) => [
        path,
        Object.hasOwn(settings, path) ? settings[path] : defaultSettings[path],
      ]),
    ),
  };
}

function printableLines(text: string): string {
  return text
    .split('\n')
    .map((line) => printable(line))
    .join('\n');
}
