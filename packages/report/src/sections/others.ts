import { whoseCode } from '../sentences/page.js';
import { type Html, html } from '../text/html.js';

/** A package of others whose code is in the page. */
export interface OtherCode {
  readonly name: string;
  readonly version: string;
  /** The name of its licence, such as MIT. */
  readonly license: string;
  /** The text of the licence, with the names of those who gave it. */
  readonly text: string;
}

/** The code of others that the page has inside, and the texts of the licences under which it may. */
export function othersSection(others: readonly OtherCode[]): Html {
  return html`<details id="others"><summary>${whoseCode}</summary><ul>${others.map(
    ({ name, version, license, text }) =>
      html`<li><details><summary><code>${name}</code> ${version}, ${license}</summary><pre>${text}</pre></details></li>`,
  )}</ul></details>
`;
}
