import type { JudgedClaim } from '@superposition/analyses/internal/claims/verdict';
import { howToRead, lossFirst, outputAlone, sharesAlone, squaredErrors } from '../sentences/abstract.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Settled } from '../settled.js';
import { type Html, html } from '../text/html.js';
import { prose } from '../text/prose.js';
import type { ReportSettings } from './report-settings.js';
import type { TopInputs } from './top.js';

/** What was measured of all models, in sentences: the trained loss first. */
export function foundNumbers(
  settings: ReportSettings,
  {
    quantities,
    curves,
    claims,
  }: Pick<TopInputs, 'quantities' | 'curves'> & { readonly claims?: Settled<readonly JudgedClaim[]> },
): Html | null {
  if (quantities.status === 'failure') return null;
  const found = quantities.value;
  const all = paragraphs(
    paragraph(lossFirst(found, settings), squaredErrors(found, settings), sharesAlone(found, settings)),
    ...(curves.status === 'value' ? [outputAlone(found, curves.value, settings)] : []),
  );
  const judged = claims?.status === 'value' ? claims.value : [];
  return html`<div class="with-notes"><div>${all.map((each) => html`<p>${prose(each)}</p>`)}</div><p class="notes">${prose(howToRead(settings, judged))}</p></div>`;
}
