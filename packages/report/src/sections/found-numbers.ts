import { howToRead, lossFirst, outputAlone, squaredErrors } from '../sentences/abstract.js';
import { paragraphs } from '../sentences/paragraph.js';
import { type Html, html } from '../text/html.js';
import { prose } from '../text/prose.js';
import type { ReportSettings } from './report-settings.js';
import type { TopInputs } from './top.js';

/** What was measured of all models, in sentences: the trained loss first. */
export function foundNumbers(
  settings: ReportSettings,
  { quantities, curves }: Pick<TopInputs, 'quantities' | 'curves'>,
): Html | null {
  if (quantities.status === 'failure') return null;
  const found = quantities.value;
  const all = paragraphs(
    lossFirst(found, settings),
    squaredErrors(found, settings),
    ...(curves.status === 'value' ? [outputAlone(found, curves.value, settings)] : []),
  );
  return html`<div class="with-notes"><div>${all.map((each) => html`<p>${prose(each)}</p>`)}</div><p class="notes">${prose(howToRead(settings))}</p></div>`;
}
