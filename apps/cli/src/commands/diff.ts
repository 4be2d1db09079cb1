import {
  diffReports,
  type QuantityChange,
  type ReportDifference,
} from '@superposition/report/internal/page/diff-reports';
import type { Options } from '../arguments/command-line.js';
import { sections, stackedTable } from '../output/table.js';
import type { CommandContext } from '../workbench/workbench.js';
import { comparedReport, refuseCurrentAgain } from './compared-report.js';

/**
 * `superposition diff A [B]`: lists the settings, numbers, verdicts and figures that differ between two reports. Each is a file, or a
 * commit that holds the report. The second is the current report if it is left out.
 *
 * @returns 0 when they say the same, 1 when they differ
 */
export async function diff(
  words: readonly string[],
  options: Options,
  { folder, stdout }: Pick<CommandContext, 'folder' | 'stdout'>,
): Promise<0 | 1> {
  if (words[1] === undefined) await refuseCurrentAgain(words[0]!, folder, options);
  const [from, to] = [
    await comparedReport(words[0], folder, options),
    await comparedReport(words[1], folder, options),
  ];
  const difference = diffReports(from, to);
  stdout.write(
    options.json
      ? `${JSON.stringify(difference, null, 2)}\n`
      : describeDifference(difference, 'the reports', stdout.columns),
  );
  return Object.values(difference).every((changes) => changes.length === 0) ? 0 : 1;
}

/**
 * @param these what was compared, for the sentence that nothing differs
 * @param width characters of a line
 */
export function describeDifference(
  { settings = [], frozen = [], quantities = [], claims = [], figures = [] }: Partial<ReportDifference>,
  these: string,
  width = Number.POSITIVE_INFINITY,
): string {
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['settings', settings.map(({ id, from, to }) => `${id}  ${value(from)} → ${value(to)}`)],
    [
      'frozen stages',
      frozen.map(({ id, from, to }) => `${id}  ${from ?? 'not frozen'} → ${to ?? 'not frozen'}`),
    ],
    ['quantities', quantityLines(quantities, width - 2)],
    ['claims', claims.map(({ id, from, to }) => `${id}  ${from ?? 'none'} → ${to ?? 'none'}`)],
    ['figures', figures.map(({ id, from, to }) => `${id}  ${figureChange(from, to)}`)],
  ];
  const lines = sections(parts, width);
  return lines.length === 0 ? `${these} say the same\n` : `${lines.join('\n')}\n`;
}

/** Quantities of the same mean, whose deviation or number of seeds differs, take one line together. */
function quantityLines(quantities: readonly QuantityChange[], width: number): readonly string[] {
  const cells = quantities.map(quantityCells);
  const moved = cells.filter(([, from, to]) => from !== to);
  const others = cells.length - moved.length;
  const rest =
    others === 0 ? [] : [`${others} with the same mean, over other seeds or with another deviation`];
  const rows = moved.map(([id, from, to, errors]) => [id!, `${from} → ${to}`, errors!]);
  return [...stackedTable([{}, {}, {}], rows, width), ...rest];
}

function quantityCells({ id, from, to, standardErrors }: QuantityChange): readonly string[] {
  const mean = (facts: QuantityChange['from']) =>
    facts === undefined ? 'absent' : facts.mean === null ? 'none' : String(Number(facts.mean.toPrecision(6)));
  const errors =
    standardErrors === null
      ? 'no standard error'
      : `${standardErrors < 0 ? '-' : '+'}${Math.abs(standardErrors).toPrecision(3)} standard errors`;
  return [id, mean(from), mean(to), errors];
}

function figureChange(from: string | null | undefined, to: string | null | undefined): string {
  if (from === undefined) return 'only in the second';
  if (to === undefined) return 'only in the first';
  if (from === null) return 'could not be made in the first';
  return to === null ? 'could not be made in the second' : 'changed';
}

function value(setting: unknown): string {
  return setting === undefined ? '(absent)' : JSON.stringify(setting);
}
