import {
  isExact,
  type QuantityId,
  quantityDefinitions,
  quantityIds,
} from '@superposition/core/internal/quantities/quantity-definitions';
import { own } from '@superposition/pipeline/internal/values/own';
import { scrollingTable } from '../sections/section.js';
import {
  distanceColumn,
  noDifference,
  numbersOfSeries,
  otherDifferences,
  otherSettings,
  otherSettingsAreDefaults,
  reportsOfSeries,
} from '../sentences/series.js';
import { counted, significant, withDeviation } from '../text/format.js';
import { type Html, html } from '../text/html.js';
import { prose } from '../text/prose.js';
import { standardErrors } from './diff-reports.js';
import type { PageFacts, QuantityFacts } from './report-facts.js';
import { staticFile } from './static-file.js';

/** The quantities of the table, each with its heading. */
const keyQuantities: readonly (readonly [id: QuantityId, label: string])[] = [
  ['lq.allPerActive', 'loss over all entries / p'],
  ['mse.active', 'MSE over active entries'],
  ['mse.allPerActive', 'MSE over all entries / p'],
  ['gain.positive', 'gain for positive inputs, mean over features'],
  ['output.minusOne', 'output at x = −1, mean over features'],
  ['cosine.meanAbs', 'mean |cosine| between encodings'],
];

/** One report of a series. */
export interface SeriesReport {
  /** The settings in which the reports of the series differ, by path. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The name of its file, which lies beside the index page. */
  readonly file: string;
  /** Left out if the report could not be made. */
  readonly facts?: PageFacts;
  /** What went wrong: why there is no report, or that a part of it could not be made. */
  readonly problem?: string;
}

/** A series of reports, and what they have in common. */
export interface Series {
  readonly title: string;
  readonly reports: readonly SeriesReport[];
  /** The settings that all reports share and that differ from the defaults, by path. */
  readonly common: Readonly<Record<string, unknown>>;
}

/**
 * The page that compares the reports of a series and links to them, as one HTML file. It holds no time and no path, so
 * the same reports give the same text.
 */
export function seriesPage({ title, reports, common }: Series, pageStyle: string): string {
  const paths = Object.keys(reports[0]?.settings ?? {});
  const made = reports.filter((report) => report.facts !== undefined);
  const shared = Object.entries(common).map(
    ([path, value]) => html`<li><code>${path}</code> ${valueText(value)}</li>`,
  );
  const main = html`<header><h1>${title}</h1>
<p class="prose">${prose(reportsOfSeries(reports.length, paths))} ${numbersOfSeries}</p>
${shared.length === 0 ? html`<p class="prose">${otherSettingsAreDefaults}</p>` : html`<details><summary>${otherSettings(shared.length)}</summary><ul>${shared}</ul></details>`}</header>
${section('reports', 'Reports', scrollingTable('Reports', reportsTable(reports, paths), true))}
${made.length < 2 ? null : differences(made)}`;
  return staticFile({ title: `${title}: ${counted(reports.length, 'report')}`, main, pageStyle });
}

function section(id: string, title: string, body: Html): Html {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body}</section>
`;
}

function reportsTable(reports: readonly SeriesReport[], paths: readonly string[]): Html {
  const [first, ...others] = paths;
  return html`<thead><tr><th scope="col"><code>${first ?? 'report'}</code></th>${others.map((path) => html`<th scope="col"><code>${path}</code></th>`)}${keyQuantities.map(([, label]) => html`<th scope="col" class="number">${prose(label)}</th>`)}</tr></thead>
<tbody>${reports.map((report) => reportRow(report, paths))}</tbody>`;
}

function reportRow(report: SeriesReport, [first = 'report', ...others]: readonly string[]): Html {
  const { settings, file, facts, problem } = report;
  const value = valueText(settings[first]);
  const link = html`<a href="${addressOf(file)}" aria-label="Report of ${nameOf(report)}">${value}</a>`;
  const remark =
    problem === undefined
      ? null
      : html`<p class="problem"><strong>${facts === undefined ? 'No report.' : 'Incomplete.'}</strong> ${problem}</p>`;
  const numbers =
    facts === undefined
      ? html`<td colspan="${keyQuantities.length}">${remark}</td>`
      : keyQuantities.map(
          ([id, label]) =>
            html`<td class="number" data-label="${label}">${quantityText(id, own(facts.quantities, id))}</td>`,
        );
  return html`<tr><th scope="row" data-label="${first}">${facts === undefined ? value : link}${facts === undefined ? null : remark}</th>${others.map((path) => html`<td data-label="${path}">${valueText(settings[path])}</td>`)}${numbers}</tr>
`;
}

/** What differs between the reports: first the quantities that differ most for their standard errors. */
function differences(reports: readonly SeriesReport[]): Html {
  const changed = quantityIds
    .map((id) => ({ id, values: reports.map(({ facts }) => own(facts!.quantities, id)) }))
    .filter(({ values }) => new Set(values.map((value) => JSON.stringify(value))).size > 1)
    .map((each) => ({ ...each, distance: largestDistance(each.values) }));
  const [estimated, exact] = [
    changed.filter(({ id }) => !isExact(id)),
    changed.filter(({ id }) => isExact(id)),
  ];
  estimated.sort((a, b) => (b.distance ?? 0) - (a.distance ?? 0));
  const [most, rest] = [estimated.slice(0, shownFirst), [...estimated.slice(shownFirst), ...exact]];
  const table = (label: string, rows: readonly ChangedQuantity[]) =>
    scrollingTable(label, changesTable(reports, rows));
  const folded =
    rest.length === 0
      ? null
      : html`<details><summary>${otherDifferences(rest.length)}</summary>${table('Other quantities that differ', rest)}</details>`;
  return html`${changed.length === 0 ? section('differences', 'What differs', html`<p class="prose">${noDifference()}</p>`) : section('differences', 'What differs', html`<p class="prose">${distanceColumn}</p>${table('Quantities that differ', most)}${folded}`)}${claimsThatDiffer(reports)}`;
}

const shownFirst = 12;

interface ChangedQuantity {
  readonly id: QuantityId;
  readonly values: readonly (QuantityFacts | undefined)[];
  /** In standard errors; null where there are none. */
  readonly distance: number | null;
}

function changesTable(reports: readonly SeriesReport[], rows: readonly ChangedQuantity[]): Html {
  return html`<thead><tr><th scope="col">Quantity</th>${reports.map((report) => html`<th scope="col" class="number">${nameOf(report)}</th>`)}<th scope="col" class="number">Largest difference (standard errors)</th></tr></thead>
<tbody>${rows.map(
    ({
      id,
      values,
      distance,
    }) => html`<tr><th scope="row"><code>${id}</code> <span class="definition">${prose(quantityDefinitions[id].title)}</span></th>${values.map((value) => html`<td class="number">${quantityText(id, value)}</td>`)}<td class="number">${distance === null ? '–' : significant(distance)}</td></tr>
`,
  )}</tbody>`;
}

function claimsThatDiffer(reports: readonly SeriesReport[]): Html | null {
  const ids = [...new Set(reports.flatMap(({ facts }) => Object.keys(facts!.claims)))];
  const rows = ids
    .map((id) => ({ id, verdicts: reports.map(({ facts }) => own(facts!.claims, id) ?? '–') }))
    .filter(({ verdicts }) => new Set(verdicts).size > 1);
  if (rows.length === 0) return null;
  return section(
    'claims',
    'Claims with another verdict',
    scrollingTable(
      'Claims with another verdict',
      html`<thead><tr><th scope="col">Claim</th>${reports.map((report) => html`<th scope="col">${nameOf(report)}</th>`)}</tr></thead>
<tbody>${rows.map(
        ({
          id,
          verdicts,
        }) => html`<tr><th scope="row"><code>${id}</code></th>${verdicts.map((verdict) => html`<td>${verdict}</td>`)}</tr>
`,
      )}</tbody>`,
    ),
  );
}

function largestDistance(values: readonly (QuantityFacts | undefined)[]): number | null {
  const distances = values.flatMap((from, index) =>
    values.slice(index + 1).flatMap((to) => {
      const distance = standardErrors(from, to);
      return distance === null ? [] : [Math.abs(distance)];
    }),
  );
  return distances.length === 0 ? null : Math.max(...distances);
}

/** "training.steps 500", "model.neurons 10, training.steps 500". */
function nameOf({ settings }: SeriesReport): string {
  return Object.entries(settings)
    .map(([path, value]) => `${path} ${valueText(value)}`)
    .join(', ');
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function quantityText(id: QuantityId, facts: QuantityFacts | undefined): string {
  if (facts === undefined || facts.mean === null) return 'n/a';
  return isExact(id) ? significant(facts.mean, 4) : withDeviation(facts.mean, facts.sd);
}

/** The address of a file beside the page. A name may begin like the scheme of an address. */
function addressOf(file: string): string {
  return `./${encodeURIComponent(file)}`;
}
