import { comparison } from '../../sentences/comparison.js';
import { element } from '../element.js';

/** Calls back with the files that the reader drops on the page, which the browser would otherwise open in its place. */
export function watchDrops(onFiles: (files: readonly File[]) => void): void {
  const hint = element('div', 'drop-hint');
  hint.dataset['added'] = '';
  hint.hidden = true;
  hint.textContent = comparison.drop;
  document.body.append(hint);
  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') === true;
  document.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.dataTransfer!.dropEffect = 'copy';
    hint.hidden = false;
  });
  document.addEventListener('dragleave', ({ relatedTarget }) => {
    // Between two elements of the page, it names the next one.
    if (relatedTarget === null) hint.hidden = true;
  });
  document.addEventListener('drop', (event) => {
    hint.hidden = true;
    // The field for a file takes what is dropped on it.
    if (!hasFiles(event) || (event.target as Element).matches('input[type=file]')) return;
    event.preventDefault();
    onFiles([...event.dataTransfer!.files]);
  });
}
