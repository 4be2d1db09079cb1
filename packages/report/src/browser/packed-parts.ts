import { unpacked } from './unpacked.js';

/** Fills the parts of the page whose markup is packed. */
export async function unpackParts(): Promise<void> {
  for (const part of document.querySelectorAll<HTMLElement>('[data-packed]')) {
    const source = document.getElementById(part.dataset['packed']!);
    if (source === null || unpackedSources.get(part) === source.textContent) continue;
    const text = source.textContent!;
    unpackedSources.set(part, text);
    const markup = document.createElement('div');
    markup.dataset['added'] = '';
    markup.innerHTML = await unpacked(source).text();
    part.replaceChildren(markup);
  }
}

const unpackedSources = new WeakMap<Element, string>();

/** Unpacks them when the reader unfolds one. */
export function watchPackedParts(): void {
  document.addEventListener(
    'toggle',
    ({ target }) => {
      if (
        target instanceof HTMLDetailsElement &&
        target.open &&
        target.querySelector('[data-packed]') !== null
      )
        void unpackParts();
    },
    { capture: true },
  );
}
