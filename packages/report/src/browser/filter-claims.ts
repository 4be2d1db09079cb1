import { namedPlace } from './named-place.js';

/** The filter of the table of claims. */
export interface ClaimsFilter {
  /** Filters again after the page has changed. */
  readonly update: () => void;
}

let chosen = '';

/** Shows the claims of the verdict whose button was pressed last; all of them at first, and when a link leads to one that is hidden. */
export function watchClaims(): ClaimsFilter {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLButtonElement>('.filters button') : null;
    if (button !== null) show(button.value);
  });
  addEventListener('hashchange', reveal);
  reveal();
  return { update: () => show(chosen) };
}

function reveal(): void {
  const target = document.getElementById(namedPlace());
  if (target === null || target.closest('[hidden]') === null || !target.matches('[data-verdict]')) return;
  show('');
  target.scrollIntoView();
}

/** An empty verdict stands for all. */
function show(asked: string): void {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('.filters button')];
  // A newer edition of the page may have no claim of the chosen verdict.
  const verdict = buttons.some(({ value }) => value === asked) ? asked : '';
  chosen = verdict;
  for (const button of buttons) button.setAttribute('aria-pressed', String(button.value === verdict));
  for (const group of document.querySelectorAll<HTMLElement>('#claims tbody')) {
    const rows = [...group.querySelectorAll<HTMLElement>('[data-verdict]')];
    for (const row of rows) row.hidden = verdict !== '' && row.dataset['verdict'] !== verdict;
    group.hidden = rows.every((row) => row.hidden);
  }
}
