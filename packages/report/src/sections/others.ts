import type { OtherCode } from '../page/html-file.js';
import { whoseCode } from '../sentences/page.js';
import { type Html, html } from '../text/html.js';

/** The code of others that the page has inside, and the texts of the licences under which it may. */
export function othersSection(others: readonly OtherCode[]): Html {
  return html`<details id="others"><summary>${whoseCode}</summary><ul>${others.map(
    ({ name, version, license, text }) =>
      html`<li><details><summary><code>${name}</code> ${version}, ${license}</summary><pre>${text}</pre></details></li>`,
  )}</ul></details>
`;
}
