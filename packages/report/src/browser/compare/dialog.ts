import { comparison } from '../../sentences/comparison.js';
import { element } from '../element.js';

/** The dialog of the comparison. */
export interface ComparisonDialog {
  readonly open: () => void;
  readonly isOpen: () => boolean;
  /** Says what the page does or cannot do; screen readers read it aloud. */
  readonly say: (words: string) => void;
  readonly show: (parts: readonly HTMLElement[]) => void;
}

/** @param onFiles is called with the files that the reader chooses in the field */
export function comparisonDialog(onFiles: (files: readonly File[]) => void): ComparisonDialog {
  const dialog = element('dialog', 'compare') as HTMLDialogElement;
  dialog.dataset['added'] = '';
  dialog.setAttribute('aria-labelledby', 'compare-title');
  const title = element('h2', '');
  title.id = 'compare-title';
  title.textContent = comparison.title;
  const close = element('button', 'close') as HTMLButtonElement;
  close.type = 'button';
  close.textContent = comparison.close;
  close.addEventListener('click', () => dialog.close());
  const howTo = element('p', '');
  howTo.textContent = comparison.howTo;
  const label = element('label', '');
  const field = element('input', '') as HTMLInputElement;
  field.type = 'file';
  field.accept = '.html,.htm,text/html';
  field.addEventListener('change', () => {
    onFiles([...(field.files ?? [])]);
    // The same file may be chosen again, after it has changed.
    field.value = '';
  });
  label.append(comparison.field, ' ', field);
  const said = element('output', 'said');
  const result = element('div', 'result');
  dialog.append(title, close, howTo, label, said, result);
  document.body.append(dialog);
  return {
    open() {
      if (!dialog.open) dialog.showModal();
    },
    isOpen: () => dialog.open,
    say: (words) => {
      said.textContent = words;
    },
    show: (parts) => result.replaceChildren(...parts),
  };
}
