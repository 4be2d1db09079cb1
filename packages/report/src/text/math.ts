import { type Content, type Html, html } from './html.js';

/** Parts of a formula. Browsers set MathML themselves. */
export const name = (letter: string): Html => html`<mi>${letter}</mi>`;
/** A name of several letters, or digits: upright. */
export const upright = (word: string): Html => html`<mi mathvariant="normal">${word}</mi>`;
export const number = (digits: string): Html => html`<mn>${digits}</mn>`;
export const sign = (operator: string): Html => html`<mo>${operator}</mo>`;
export const row = (...parts: readonly Content[]): Html => html`<mrow>${parts}</mrow>`;
export const below = (base: Html, index: Html): Html => html`<msub>${base}${index}</msub>`;
export const raised = (base: Html, power: Html): Html => html`<msup>${base}${power}</msup>`;
export const over = (above: Html, beneath: Html): Html => html`<mfrac>${above}${beneath}</mfrac>`;
/** In parentheses that grow with what they hold. */
export const grouped = (...parts: readonly Content[]): Html =>
  html`<mrow><mo>(</mo>${parts}<mo>)</mo></mrow>`;

/** One formula. */
export function formula(...parts: readonly Content[]): Html {
  return html`<math displaystyle="true"><mrow>${parts}</mrow></math>`;
}

/** Formulas, and words between them, on a line of their own, or on several where there is no room. */
export function formulas(...parts: readonly (Html | string)[]): Html {
  return html`<p class="formulas">${parts.map((part) => (typeof part === 'string' ? html`<span>${part}</span> ` : html`${part} `))}</p>`;
}
