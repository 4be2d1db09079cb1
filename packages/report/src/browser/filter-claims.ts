/** Shows the claims of the verdict whose button was pressed last; all of them at first, and when a link leads to one that is hidden. */
export function watchClaims(): void {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLButtonElement>('.filters button') : null;
    if (button !== null) show(button.value);
  });
  addEventListener('hashchange', reveal);
  reveal();
}

function reveal(): void {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target === null || target.closest('[hidden]') === null || !target.matches('[data-verdict]')) return;
  show('');
  target.scrollIntoView();
}

/** An empty verdict stands for all. */
function show(verdict: string): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('.filters button'))
    button.setAttribute('aria-pressed', String(button.value === verdict));
  for (const group of document.querySelectorAll<HTMLElement>('#claims tbody')) {
    const rows = [...group.querySelectorAll<HTMLElement>('[data-verdict]')];
    for (const row of rows) row.hidden = verdict !== '' && row.dataset['verdict'] !== verdict;
    group.hidden = rows.every((row) => row.hidden);
  }
}
