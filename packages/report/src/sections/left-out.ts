import { html } from '../text/html.js';
import { prose } from '../text/prose.js';
import type { Section } from './section.js';

const parts = [
  '*Sweeps* train a model for each value of a setting: the number of neurons, the active probability, the loss exponent, the length of training.',
  '*L4 against L2* (figure 7) trains models on both losses.',
  '*Seeds.* Models trained from several seeds tell how far a number depends on the seed: one model has no standard deviation and no interval.',
  '*The cross-check* of engines repeats a training.',
  '*The claims* of the starting document are about models trained in its experiment, and so are not compared with this one.',
];

/** Lists the parts that a report of given weights leaves out. */
export function leftOutSection(): Section {
  return {
    id: 'left-out',
    title: 'What needs training',
    body: html`<p class="prose">The weights of this report were given and not trained here. What needs training is left out:</p>
<ul class="prose">${parts.map((part) => html`<li>${prose(part)}</li>`)}</ul>`,
  };
}
