import { glossaryTitle, references, referencesTitle, terms } from '../sentences/glossary.js';
import { html } from '../text/html.js';
import { prose } from '../text/prose.js';
import { type Section, sentences } from './section.js';

/** The words of the report. */
export function glossarySection(): Section {
  return {
    id: 'glossary',
    title: glossaryTitle,
    body: html`<dl class="glossary">${terms.map(
      ({ id, name, meaning }) =>
        html`<div id="term-${id}"><dt><dfn>${prose(name)}</dfn></dt><dd>${prose(meaning)}</dd></div>`,
    )}</dl>`,
  };
}

/** The writings that the report stands beside: as text, because no link leaves the page. */
export function referencesSection(): Section {
  return {
    id: 'references',
    title: referencesTitle,
    body: html`<p class="prose">${sentences(references.intro)}</p><ul class="prose references">${references.list.map((each) => html`<li>${sentences(each)}</li>`)}</ul>`,
  };
}
