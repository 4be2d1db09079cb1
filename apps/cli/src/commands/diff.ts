import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { diffReports, type QuantityChange, type ReportDifference } from '@superposition/report/diff-reports';
import { type ReportFacts, readFacts } from '@superposition/report/report-facts';
import type { Options } from '../arguments/command-line.js';
import { describeReadError } from '../config/read-error.js';
import { UserError } from '../user-error.js';
import type { CommandContext } from '../workbench/workbench.js';

/**
 * `superposition diff A.html B.html`: lists the settings, numbers, verdicts and figures that differ between two
 * reports.
 *
 * @returns 0 when they say the same, 1 when they differ
 */
export async function diff(
  words: readonly string[],
  options: Options,
  { folder, stdout }: Pick<CommandContext, 'folder' | 'stdout'>,
): Promise<0 | 1> {
  const [from, to] = [await load(resolve(folder, words[0]!)), await load(resolve(folder, words[1]!))];
  const difference = diffReports(from, to);
  stdout.write(options.json ? `${JSON.stringify(difference, null, 2)}\n` : describe(difference));
  return Object.values(difference).every((changes) => changes.length === 0) ? 0 : 1;
}

// A report has about 6 MB. A much larger file is not a report, and might not fit into memory.
const largest = 512 * 1024 * 1024;

async function load(path: string): Promise<ReportFacts> {
  let html: string;
  try {
    if ((await stat(path)).size > largest) throw new Error('it is too large to be a report');
    html = await readFile(path, 'utf8');
  } catch (error) {
    throw new UserError(`${path} cannot be read: ${describeReadError(error)}`);
  }
  const facts = readFacts(html);
  if (facts === undefined)
    throw new UserError(
      `${path} is not a report, or it is incomplete or from another version of this program`,
    );
  return facts;
}

function describe({ settings, quantities, claims, figures }: ReportDifference): string {
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['settings', settings.map(({ id, from, to }) => `${id}  ${value(from)} → ${value(to)}`)],
    ['quantities', aligned(quantities.map(quantityCells))],
    ['claims', claims.map(({ id, from, to }) => `${id}  ${from ?? 'none'} → ${to ?? 'none'}`)],
    ['figures', figures.map(({ id, from, to }) => `${id}  ${figureChange(from, to)}`)],
  ];
  const shown = sections.filter(([, lines]) => lines.length > 0);
  if (shown.length === 0) return 'the reports say the same\n';
  return shown.map(([title, lines]) => `${title}\n${lines.map((line) => `  ${line}\n`).join('')}`).join('');
}

function quantityCells({ id, from, to, standardErrors }: QuantityChange): readonly string[] {
  const mean = (facts: QuantityChange['from']) =>
    facts === undefined ? 'absent' : facts.mean === null ? 'none' : String(Number(facts.mean.toPrecision(6)));
  const errors =
    standardErrors === null
      ? 'no standard error'
      : `${standardErrors < 0 ? '-' : '+'}${Math.abs(standardErrors).toPrecision(3)} standard errors`;
  return [id, `${mean(from)} → ${mean(to)}`, errors];
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

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
}
