import type { Item } from '../figure.js';
import { type Html, html } from '../text/html.js';

/** The attribute of an element that shows one feature or one neuron: the reader may pick it there, and it lights up when it is picked. */
export function shownItem(item: Item, index: number): Html {
  return html` data-${item}="${index}"`;
}
