/**
 * Before printing, unfolds the parts that are marked for it. After printing, folds them again.
 *
 * @param draw draws what a printer may show, before this returns
 */
export function watchPrinting(draw: () => void): void {
  const print = matchMedia('print');
  const unfolded: HTMLDetailsElement[] = [];
  const begin = () => {
    for (const details of document.querySelectorAll<HTMLDetailsElement>('details[data-print]:not([open])')) {
      details.open = true;
      unfolded.push(details);
    }
    draw();
  };
  const end = () => {
    // The end of one printing may be told after the next has begun.
    if (print.matches) return;
    for (const details of unfolded.splice(0)) details.open = false;
  };
  addEventListener('beforeprint', begin);
  addEventListener('afterprint', end);
  print.addEventListener('change', ({ matches }) => (matches ? begin() : end()));
}
