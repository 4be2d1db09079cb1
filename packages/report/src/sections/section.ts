import { type Content, type Html, html } from '../html.js';

/** A section of the page with a heading that can be linked to. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

/** The section as it stands in the page. */
export function renderSection({ id, title, body }: Section): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${body}</section>
`;
}

/** What stands where a stage failed: its name and its message, and nothing that looks like a result. */
export function errorCard(subject: string, failure: { stage: string; message: string }): Html {
  return html`<div class="error-card" role="note"><p><strong>${subject} could not be made.</strong> The stage <code>${failure.stage}</code> failed:</p><pre>${failure.message}</pre></div>`;
}

/** A table that scrolls by itself where the screen is too narrow for it. */
export function scrollingTable(label: string, contents: Content): Html {
  return html`<div class="table-scroll" role="region" aria-label="${label}" tabindex="0"><table>${contents}</table></div>`;
}
