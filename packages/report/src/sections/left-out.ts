import { whatNeedsTraining } from '../sentences/left-out.js';
import { html } from '../text/html.js';
import { type Section, sentences } from './section.js';

/** Lists the parts that a report of given weights leaves out. */
export function leftOutSection(): Section {
  const { heading, beginning, parts } = whatNeedsTraining;
  return {
    id: 'left-out',
    title: heading,
    body: html`<p class="prose">${sentences(beginning)}</p>
<ul class="prose">${parts.map((part) => html`<li>${sentences(part)}</li>`)}</ul>`,
  };
}
