import type { Scheme } from '../plot/in-scheme.js';

const prefersDark = matchMedia('(prefers-color-scheme: dark)');

/** The current scheme of the screen: the reader's choice on the page, or else that of the system. */
export function currentScheme(): Scheme {
  const { scheme } = document.documentElement.dataset;
  if (scheme === 'light' || scheme === 'dark') return scheme;
  return prefersDark.matches ? 'dark' : 'light';
}

/** Makes the buttons auto, light and dark work, and calls back whenever the scheme changes. */
export function watchScheme(onChange: () => void): void {
  prefersDark.addEventListener('change', onChange);
  const switcher = document.querySelector<HTMLElement>('.scheme-switch');
  if (switcher === null) return;
  switcher.hidden = false;
  const buttons = [...switcher.querySelectorAll('button')];
  for (const button of buttons) {
    button.addEventListener('click', () => {
      const choice = button.value;
      if (choice === 'auto') delete document.documentElement.dataset['scheme'];
      else document.documentElement.dataset['scheme'] = choice;
      for (const each of buttons) each.setAttribute('aria-pressed', String(each === button));
      onChange();
    });
  }
}
