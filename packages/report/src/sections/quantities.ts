import {
  isExact,
  isSampled,
  type QuantityId,
  quantityDefinitions,
  quantityIds,
} from '@superposition/core/internal/quantities/quantity-definitions';
import type { QuantitySummaries, QuantitySummary } from '@superposition/core/internal/quantities/summary';
import type { Settled } from '../settled.js';
import { paragraph } from '../sentences/paragraph.js';
import {
  closedForm,
  kindsOfEntries,
  otherGroup,
  quantityGroups,
  takenOnOne,
  takenOverSeeds,
} from '../sentences/quantities.js';
import { withSamplingError } from '../sentences/reading.js';
import type { Sentence } from '../sentences/rule.js';
import { besideDeviation, significant } from '../text/format.js';
import { type Html, html } from '../text/html.js';
import { prose } from '../text/prose.js';
import type { ReportSettings } from './report-settings.js';
import { seedStrip } from './seed-strip.js';
import { errorCard, type Section, scrollingTable, sentences } from './section.js';

function groupOf(id: QuantityId): Sentence {
  return quantityGroups.find(([, firstParts]) => firstParts.includes(id.split('.')[0]!))?.[0] ?? otherGroup;
}

/** On what the quantities are taken, and what stands behind ±. */
function taken(quantities: QuantitySummaries, isGiven: boolean): Sentence {
  if (isOfOneModel(quantities)) return takenOnOne(isGiven);
  return takenOverSeeds(
    Object.values<QuantitySummary>(quantities).some((each) => samplingThatMatters(each) !== null),
  );
}

function isOfOneModel(quantities: QuantitySummaries): boolean {
  return quantities['gain.positive'].seeds.length === 1;
}

/** The sampling error of one model, root mean square over the models; null where it is at most a tenth of their sd. */
function samplingThatMatters({ sd, standardError, seeds }: QuantitySummary): number | null {
  if (sd === null || standardError === null) return null;
  const ofOne = standardError * Math.sqrt(seeds.length);
  return ofOne > sd / 10 ? ofOne : null;
}

/** The table of every quantity over seeds. The exact quantities are folded below it. */
export function quantitiesSection(
  quantities: Settled<QuantitySummaries>,
  { weights }: Pick<ReportSettings, 'weights'>,
): Section {
  const body =
    quantities.status === 'failure'
      ? errorCard('The table of quantities', quantities)
      : html`<p class="prose">${sentences(paragraph(taken(quantities.value, weights === 'given'), kindsOfEntries))}</p>
${table(
  'Quantities',
  quantities.value,
  quantityIds.filter((id) => !isExact(id)),
)}
<details data-print><summary>${closedForm}</summary>${table('Quantities in closed form', quantities.value, quantityIds.filter(isExact))}</details>`;
  return { id: 'quantities', title: 'Quantities', body };
}

function table(label: string, quantities: QuantitySummaries, ids: readonly QuantityId[]): Html {
  const isOfOne = isOfOneModel(quantities);
  // Not every quantity has a value for every seed.
  const seeds = Math.max(...ids.map((id) => quantities[id].seeds.length));
  const columns =
    isOfOne || isExact(ids[0]!)
      ? ['value', 'basis']
      : ['mean', 'sd', '95 % interval', `${seeds} seeds, own range`];
  const bodies = [...quantityGroups.map(([title]) => title), otherGroup].map((title) => {
    const members = ids.filter((id) => groupOf(id) === title);
    if (members.length === 0) return null;
    return html`<tbody><tr class="group"><th colspan="${columns.length + 1}" scope="rowgroup">${prose(title)}</th></tr>
${members.map((id) => row(id, isOfOne ? valuesOfOne(id, quantities[id]) : values(id, quantities[id], seeds)))}</tbody>`;
  });
  return scrollingTable(
    label,
    html`<thead><tr><th scope="col">Quantity</th>${columns.map((title) => html`<th scope="col" class="number">${title}</th>`)}</tr></thead>${bodies}`,
  );
}

function row(id: QuantityId, cells: Html): Html {
  return html`<tr id="quantity-${id}"><th scope="row"><code>${id}</code><span class="definition">${prose(quantityDefinitions[id].definition)}</span></th>${cells}</tr>
`;
}

function valuesOfOne(id: QuantityId, { mean, standardError, reason }: QuantitySummary): Html {
  if (mean === null) return html`<td class="number missing" colspan="2">n/a: ${reason ?? 'no value'}</td>`;
  const isKnown = isSampled(id) && standardError !== null;
  const value = isKnown ? `${withSamplingError(mean, standardError)} sampling` : significant(mean, 4);
  const basis = isKnown ? 'estimated' : isSampled(id) ? 'estimated, error unknown' : 'exact';
  return html`<td class="number">${value}</td><td class="number missing">${basis}</td>`;
}

function values(id: QuantityId, summary: QuantitySummary, all: number): Html {
  const { mean, sd, ci95, seeds, reason } = summary;
  if (isExact(id)) {
    return mean === null
      ? html`<td class="number missing" colspan="2">n/a: ${reason ?? 'no value'}</td>`
      : html`<td class="number">${significant(mean, 4)}</td><td class="number missing">exact</td>`;
  }
  if (mean === null) return html`<td class="number missing" colspan="4">n/a: ${reason ?? 'no value'}</td>`;
  const error = samplingThatMatters(summary);
  const sampling =
    error === null
      ? ''
      : html`<span class="definition">sampling ±${'\u00a0'}${significant(error, 2)} in each</span>`;
  // All numbers of a row have the same decimals.
  const print = sd === null ? significant : besideDeviation(mean, sd, ci95 ?? []);
  const between =
    ci95 === null
      ? html`<td class="number missing">n/a${reason === undefined ? '' : `: ${reason}`}</td>`
      : html`<td class="number">[${print(ci95[0])}, ${print(ci95[1])}]</td>`;
  const fewer = seeds.length === all ? '' : html`<span class="definition">of ${seeds.length} seeds</span>`;
  return html`<td class="number mean">${print(mean)}</td><td class="number">${sd === null ? '–' : print(sd)}${sampling}</td>${between}<td class="strips">${seedStrip(seeds, ci95)}${fewer}</td>`;
}
