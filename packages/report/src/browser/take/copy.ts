import { copied, copyYourself } from '../../sentences/take-along.js';
import { element } from '../element.js';

/** Where the page tells the reader what a button has done. */
export interface Notes {
  /** Screen readers read it aloud. */
  readonly said: HTMLElement;
  /** Ends with a field where the clipboard is closed to the page. */
  readonly place: HTMLElement;
}

/**
 * Copies a text. Where the browser does not let the page, as some do in a file or without a click, the text stands selected in a
 * field.
 *
 * @param what the name of the text
 */
export async function copyText(text: string, what: string, { said, place }: Notes): Promise<void> {
  place.querySelector('.copy-field')?.remove();
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = copied(what);
  } catch {
    said.textContent = copyYourself(what);
    const field = element('textarea', 'copy-field') as HTMLTextAreaElement;
    field.dataset['added'] = '';
    field.readOnly = true;
    field.value = text;
    field.rows = text.split('\n').length;
    field.setAttribute('aria-label', what);
    place.append(field);
    field.focus();
    field.select();
  }
}
