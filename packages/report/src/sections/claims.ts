import type { Comparison } from '@superposition/analyses/internal/claims/comparison';
import type { JudgedClaim } from '@superposition/analyses/internal/claims/verdict';
import type { Figure } from '../figure.js';
import { claimsTitle, howJudged, statementColumn, verdicts } from '../sentences/verdicts.js';
import type { Settled } from '../settled.js';
import { decimals, percent, significant, whole } from '../text/format.js';
import { type Html, html } from '../text/html.js';
import { prose } from '../text/prose.js';
import { countedVerdicts } from '../text/verdict-names.js';
import { claimStrips } from './claim-strip.js';
import { figureSection } from './figure-section.js';
import { errorCard, type Section, scrollingTable, sentences } from './section.js';
import { verdictMark } from './verdict-shape.js';

/**
 * The statements of the document beside our numbers, each with a verdict in words.
 *
 * @param claims left out where a part of a report has the chart alone
 * @param chart left out where no claim can be compared
 */
export function claimsSection(
  claims: Settled<readonly JudgedClaim[]> | undefined,
  chart?: Settled<Figure>,
): Section {
  const drawn = chart === undefined ? null : figureSection(chart, 'claims');
  if (claims === undefined) return { id: 'claims', title: claimsTitle, body: html`${drawn}` };
  const body =
    claims.status === 'failure'
      ? errorCard('The table of claims', claims)
      : html`<p class="lead">${sentences(verdicts(claims.value))}</p><p class="prose">${sentences(howJudged)}</p>
${drawn}
${filters(claims.value)}
${table(claims.value)}`;
  return { id: 'claims', title: claimsTitle, body };
}

/** Buttons that show the claims of one verdict. They need the script of the page, so they are hidden without. */
function filters(claims: readonly JudgedClaim[]): Html {
  return html`<div class="filters needs-script" role="group" aria-label="Claims with this verdict"><button type="button" value="" aria-pressed="true">All ${claims.length}</button>${countedVerdicts(
    claims,
  ).map(
    ({ kind, claims: some }) =>
      html`<button type="button" value="${kind}" aria-pressed="false">${verdictMark(kind)} ${some.length}</button>`,
  )}</div>`;
}

const columns = 7;

function table(claims: readonly JudgedClaim[]): Html {
  const strips = claimStrips(claims);
  const isIdea = ({ claim }: JudgedClaim) => claim.judgedBy !== undefined;
  const group = (title: string, rows: readonly JudgedClaim[]) =>
    html`<tbody><tr class="group"><th colspan="${columns}" scope="rowgroup">${title}</th></tr>
${rows.map((each) => row(each, strips))}</tbody>`;
  return scrollingTable(
    'Claims of the document and verdicts',
    html`<thead><tr><th scope="col" class="number">§</th><th scope="col">${statementColumn}</th><th scope="col" class="number">printed</th><th scope="col" class="number">ours</th><th scope="col" class="number">off, in se</th><td class="strips"></td><th scope="col">verdict</th></tr></thead>${group(
      'Numbers',
      claims.filter((each) => !isIdea(each)),
    )}${group('Ideas and questions', claims.filter(isIdea))}`,
    true,
  );
}

function row({ claim, ours, distance, verdict }: JudgedClaim, strips: ReturnType<typeof claimStrips>): Html {
  const printed = claim.printed === '' ? '–' : prose(claim.printed.replace(/-/g, '−'));
  return html`<tr id="claim-${claim.id}" data-verdict="${verdict.kind}"><td class="place"><a href="#claim-${claim.id}">${place(claim.section)}</a></td><th scope="row"><details data-print><summary>${prose(claim.statement)}</summary>${reasons(ours, verdict)}</details></th><td class="number" data-label="printed">${printed}</td><td class="number" data-label="ours">${ours === null ? '–' : likePrinted(claim, ours.mean)}</td><td class="number" data-label="off, in se">${off(ours, distance)}</td><td class="strips">${distance === null ? null : strips(distance)}</td><td>${verdictMark(verdict.kind)}</td></tr>
`;
}

/** Our number in the document's unit, with at least as many decimals. */
function likePrinted({ printed }: JudgedClaim['claim'], ours: number): string {
  if (printed.endsWith('%')) return percent(ours, 1);
  const short = significant(ours);
  const count = (/[.](\d+)$/.exec(short)?.[1] ?? '').length;
  const places = (/[.](\d+)$/.exec(printed)?.[1] ?? '').length;
  return places > count ? decimals(ours, places) : short;
}

function off(ours: Comparison | null, distance: JudgedClaim['distance']): string {
  if (distance !== null)
    return Math.abs(distance.standardErrors) < 99.95
      ? decimals(distance.standardErrors, 1)
      : whole(distance.standardErrors);
  return ours?.basis === 'exact' ? 'exact' : '–';
}

/** Why the verdict is what it is, and the quantities that it names. */
function reasons(ours: Comparison | null, verdict: JudgedClaim['verdict']): Html {
  const other = 'other' in verdict ? verdict.other : null;
  const named = [ours, other].filter((each) => each !== null).map(({ quantity }) => quantity);
  const links = [...new Set(named)].map((id) => html`<a href="#quantity-${id}"><code>${id}</code></a> `);
  return html`<span class="definition">${links}${prose(verdict.explanation)}</span>`;
}

/** `3`: section 3. `Overview, 8, 11`: overview, sections 8 and 11. */
function place(section: string): string {
  return section.replace('Overview', 'overview');
}
