import { namedPlace } from './named-place.js';
import { unpackParts } from './packed-parts.js';

/** Unfolds the part that a link of the page leads to, in browsers that do not unfold it themselves, and unpacks it first. */
export function watchLinks(): void {
  let last = '';
  const reveal = async () => {
    const id = namedPlace();
    // The rest of the address may change without leading anywhere.
    if (id === last) return;
    last = id;
    if (id.startsWith('stage-')) await unpackParts();
    const target = document.getElementById(id);
    for (let element: Element | null = target; element !== null; element = element.parentElement) {
      if (element instanceof HTMLDetailsElement) element.open = true;
    }
    target?.scrollIntoView();
  };
  addEventListener('hashchange', () => void reveal());
  if (location.hash !== '') void reveal();
}
