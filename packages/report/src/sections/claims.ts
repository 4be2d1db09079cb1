import type { Comparison } from '@superposition/analyses/internal/claims/comparison';
import type { JudgedClaim } from '@superposition/analyses/internal/claims/verdict';
import { howJudged } from '../sentences/verdicts.js';
import type { Settled } from '../settled.js';
import { interval, listing, significant, whole } from '../text/format.js';
import { type Html, html } from '../text/html.js';
import { prose } from '../text/prose.js';
import { errorCard, type Section, scrollingTable, sentences } from './section.js';
import { verdictMark } from './verdict-shape.js';

/** The statements of the document beside our numbers, each with a verdict in words. */
export function claimsSection(claims: Settled<readonly JudgedClaim[]>): Section {
  const body =
    claims.status === 'failure'
      ? errorCard('The table of claims', claims)
      : html`<p class="prose">${sentences(howJudged)}</p>
${scrollingTable(
  'Claims of the document and verdicts',
  html`<thead><tr><th scope="col">Claim</th><th scope="col" class="number">Document</th><th scope="col">Ours</th><th scope="col">Verdict</th></tr></thead>${groups(claims.value)}`,
  true,
)}`;
  return { id: 'claims', title: 'The document’s claims', body };
}

/** The numbers, then the ideas, each group below its heading. */
function groups(claims: readonly JudgedClaim[]): Html {
  const isIdea = ({ claim }: JudgedClaim) => claim.judgedBy !== undefined;
  const group = (title: string, rows: readonly JudgedClaim[]) =>
    html`<tbody><tr class="group"><th colspan="4" scope="rowgroup">${title}</th></tr>
${rows.map(row)}</tbody>`;
  return html`${group(
    'Numbers',
    claims.filter((each) => !isIdea(each)),
  )}${group('Ideas and questions', claims.filter(isIdea))}`;
}

function row({ claim, ours, verdict }: JudgedClaim): Html {
  const other = 'other' in verdict ? verdict.other : null;
  return html`<tr id="claim-${claim.id}"><th scope="row">${prose(claim.statement)}<span class="definition">${place(claim.section)}</span></th><td class="number" data-label="document">${claim.printed === '' ? '–' : prose(claim.printed.replace(/-/g, '−'))}</td><td data-label="ours">${ours === null ? '–' : comparison(ours)}${other === null ? null : comparison(other)}</td><td>${verdictMark(verdict.kind)}<span class="definition">${prose(verdict.explanation)}</span></td></tr>
`;
}

/** `3`: section 3. `Overview, 8, 11`: overview, sections 8 and 11. */
function place(section: string): string {
  const numbers = section.split(', ').filter((part) => part !== 'Overview');
  const named = numbers.length === 0 ? [] : [`section${numbers.length > 1 ? 's' : ''} ${listing(numbers)}`];
  return [...(section.startsWith('Overview') ? ['overview'] : []), ...named].join(', ');
}

function comparison({ quantity, mean, expected, basis, samples }: Comparison): Html {
  const size = samples === undefined ? '' : ` at ${whole(samples)} samples`;
  const expectation = {
    exact: () => 'exact',
    seeds: () => `another run${size}: ${interval(...expected)}`,
    'sampling error of the document': () => `the document’s estimate${size}: ${interval(...expected)}`,
  }[basis]();
  return html`<span class="comparison"><a href="#quantity-${quantity}"><code>${quantity}</code></a> <span class="number">${significant(mean)}</span> <span class="definition">${prose(expectation)}</span></span>`;
}
