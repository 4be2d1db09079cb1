/**
 * Before printing, lays the page out at the width of paper, unfolds the parts that are marked for it, and calls `draw`
 * to draw every figure. After printing, restores the page and calls `draw` again.
 */
export function watchPrinting(draw: () => void): void {
  const root = document.documentElement;
  const unfolded: HTMLDetailsElement[] = [];

  const begin = () => {
    if (root.dataset['printing'] !== undefined) return;
    root.dataset['printing'] = '';
    for (const details of document.querySelectorAll<HTMLDetailsElement>('details[data-print]:not([open])')) {
      details.open = true;
      unfolded.push(details);
    }
    draw();
  };
  const end = () => {
    if (root.dataset['printing'] === undefined) return;
    delete root.dataset['printing'];
    for (const details of unfolded.splice(0)) details.open = false;
    draw();
  };

  addEventListener('beforeprint', begin);
  addEventListener('afterprint', end);
  matchMedia('print').addEventListener('change', ({ matches }) => (matches ? begin() : end()));
}
