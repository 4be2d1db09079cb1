import {
  isExact,
  type QuantityId,
  quantityDefinitions,
  quantityIds,
} from '@superposition/core/internal/quantities/quantity-definitions';
import type { QuantitySummaries, QuantitySummary } from '@superposition/core/internal/quantities/summary';
import type { Settled } from '../settled.js';
import { interval, significant, withDeviation } from '../text/format.js';
import { type Html, html } from '../text/html.js';
import { prose } from '../text/prose.js';
import type { ReportSettings } from './report-settings.js';
import { errorCard, type Section, scrollingTable } from './section.js';

/** The title of each group of quantities, by the first part of their ids, in the order of the table. */
const groups: readonly (readonly [title: string, firstParts: readonly string[]])[] = [
  ['Response of a feature to itself', ['gain', 'output', 'attenuation']],
  ['Response to other features', ['crossGain']],
  ['Squared error', ['mse']],
  ['Fourth-power error', ['l4']],
  ['Error under the loss |y − t|^q', ['lq']],
  ['Spread over features', ['perFeature']],
  ['Beside the naive solution', ['ratio']],
  ['Geometry of the encodings', ['cosine', 'framePotential', 'zeroColumns']],
  ['The data', ['data']],
  ['The naive solution', ['naive']],
  ['The output that is always 0', ['zero']],
];
const otherwise = 'Further quantities';

function groupOf(id: QuantityId): string {
  return groups.find(([, firstParts]) => firstParts.includes(id.split('.')[0]!))?.[0] ?? otherwise;
}

/** The table of every quantity over seeds. The exact quantities are folded below it. */
export function quantitiesSection(
  quantities: Settled<QuantitySummaries>,
  { weights }: Pick<ReportSettings, 'weights'>,
): Section {
  const taken =
    weights === 'given'
      ? html`Each is taken on the given model, over all its features; where it is estimated, from the samples of one seed.`
      : html`Each is taken on one model, over all its features, and then over seeds: mean, standard deviation (over seeds, dividing by <i>k</i> − 1) and 95 % interval of the mean (Student’s <i>t</i>).`;
  const body =
    quantities.status === 'failure'
      ? errorCard('The table of quantities', quantities)
      : html`<p class="prose">${taken} An <em>active entry</em> is a (sample, feature) pair whose feature is active, a <em>positive entry</em> one with <i>x</i> > 0; <em>all entries</em> are every entry of the output.</p>
${table(
  'Quantities over seeds',
  quantities.value,
  quantityIds.filter((id) => !isExact(id)),
)}
<details data-print><summary>Quantities in closed form: the data, the naive solution, the zero output</summary>${table('Quantities in closed form', quantities.value, quantityIds.filter(isExact))}</details>`;
  return { id: 'quantities', title: 'Quantities', body };
}

function table(label: string, quantities: QuantitySummaries, ids: readonly QuantityId[]): Html {
  const bodies = [...groups.map(([title]) => title), otherwise].map((title) => {
    const members = ids.filter((id) => groupOf(id) === title);
    if (members.length === 0) return null;
    return html`<tbody><tr class="group"><th colspan="4" scope="rowgroup">${prose(title)}</th></tr>
${members.map((id) => row(id, quantities[id]))}</tbody>`;
  });
  return scrollingTable(
    label,
    html`<thead><tr><th scope="col">Quantity</th><th scope="col" class="number">Mean ± sd</th><th scope="col" class="number">95 % interval</th><th scope="col" class="number">Seeds</th></tr></thead>${bodies}`,
    true,
  );
}

function row(id: QuantityId, summary: QuantitySummary): Html {
  return html`<tr id="quantity-${id}"><th scope="row"><code>${id}</code><span class="definition">${prose(quantityDefinitions[id].definition)}</span></th>${values(id, summary)}</tr>
`;
}

function values(id: QuantityId, summary: QuantitySummary): Html {
  const { mean, sd, ci95, seeds, reason } = summary;
  if (mean === null) {
    return html`<td class="number missing" colspan="3">n/a: ${reason ?? 'no value'}</td>`;
  }
  if (isExact(id)) {
    return html`<td class="number">${significant(mean, 4)}</td><td class="number missing">exact</td><td class="number missing">–</td>`;
  }
  const missing = html`<td class="number missing" data-label="95 % interval">n/a${reason === undefined ? '' : `: ${reason}`}</td>`;
  return html`<td class="number" data-label="mean ± sd">${withDeviation(mean, sd)}</td>${ci95 === null ? missing : html`<td class="number" data-label="95 % interval">${interval(...ci95, sd)}</td>`}<td class="number" data-label="seeds">${seeds.length}</td>`;
}
