/** Before printing, unfolds the parts that are marked for it. After printing, folds them again. */
export function watchPrinting(): void {
  const unfolded: HTMLDetailsElement[] = [];
  const begin = () => {
    for (const details of document.querySelectorAll<HTMLDetailsElement>('details[data-print]:not([open])')) {
      details.open = true;
      unfolded.push(details);
    }
  };
  const end = () => {
    for (const details of unfolded.splice(0)) details.open = false;
  };
  addEventListener('beforeprint', begin);
  addEventListener('afterprint', end);
  matchMedia('print').addEventListener('change', ({ matches }) => (matches ? begin() : end()));
}
