import type { QuantityChange, ReportDifference } from '../../page/diff-reports.js';
import {
  columnsOfDifference,
  comparison,
  partsOfDifference,
  sameMean,
  standardErrorsOfDifference,
} from '../../sentences/comparison.js';
import { significant } from '../../text/format.js';
import { element } from '../element.js';

/** The tables of what differs, but for the figures. Everything from the other report is set as text. */
export function differenceTables(
  { settings, frozen, quantities, claims }: ReportDifference,
  other: string,
): readonly HTMLElement[] {
  const values = ({
    id,
    from,
    to,
  }: {
    readonly id: string;
    readonly from: unknown;
    readonly to: unknown;
  }) => [id, valueText(from), valueText(to)];
  const heads = (name: 'settings' | 'frozen' | 'claims') => [
    columnsOfDifference[name],
    comparison.thisReport,
    other,
  ];
  return [
    ...part(partsOfDifference.settings, heads('settings'), settings.map(values)),
    ...part(partsOfDifference.frozen, heads('frozen'), frozen.map(values)),
    ...quantitiesPart(quantities, other),
    ...part(partsOfDifference.claims, heads('claims'), claims.map(values)),
  ];
}

function quantitiesPart(quantities: readonly QuantityChange[], other: string): readonly HTMLElement[] {
  const moved = quantities.filter(({ from, to }) => from?.mean !== to?.mean);
  const rows = moved.map(({ id, from, to, standardErrors }) => [
    id,
    meanText(from),
    meanText(to),
    standardErrors === null
      ? comparison.none
      : `${standardErrors > 0 ? '+' : ''}${significant(standardErrors, 3)}`,
  ]);
  const { quantities: quantity, standardErrors } = columnsOfDifference;
  const heads = [quantity, comparison.thisReport, other, standardErrors];
  const rest = sameMean(quantities.length - moved.length);
  const notes = [...(rows.length === 0 ? [] : [standardErrorsOfDifference]), ...(rest === '' ? [] : [rest])];
  const shown = part(partsOfDifference.quantities, heads, rows, 'number');
  const heading = shown.length === 0 && rest !== '' ? [headingOf(partsOfDifference.quantities)] : [];
  return [...heading, ...shown, ...notes.map(noteOf)];
}

/** A heading and a table; nothing without rows. */
function part(
  title: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  className = '',
): readonly HTMLElement[] {
  if (rows.length === 0) return [];
  const frame = element('div', 'table-scroll');
  frame.tabIndex = 0;
  frame.setAttribute('role', 'group');
  frame.setAttribute('aria-label', title);
  const table = document.createElement('table');
  const head = table.createTHead().insertRow();
  for (const [index, text] of heads.entries())
    head.append(cell('th', text, index === 0 ? '' : className, 'col'));
  const body = table.createTBody();
  for (const [first, ...others] of rows) {
    const row = body.insertRow();
    const name = element('code', '');
    name.textContent = first!;
    const start = cell('th', '', '', 'row');
    start.append(name);
    row.append(start, ...others.map((text) => cell('td', text, className)));
  }
  frame.append(table);
  return [headingOf(title), frame];
}

function headingOf(title: string): HTMLElement {
  const heading = element('h3', '');
  heading.textContent = title;
  return heading;
}

function noteOf(words: string): HTMLElement {
  const note = element('p', '');
  note.textContent = words;
  return note;
}

function cell(name: 'th' | 'td', text: string, className: string, scope?: string): HTMLElement {
  const made = element(name, className);
  made.textContent = text;
  if (scope !== undefined) made.setAttribute('scope', scope);
  return made;
}

function meanText(facts: QuantityChange['from']): string {
  if (facts === undefined) return comparison.notThere;
  return facts.mean === null ? comparison.none : significant(facts.mean, 6);
}

function valueText(value: unknown): string {
  if (value === undefined) return comparison.notThere;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
