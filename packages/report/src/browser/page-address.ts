import type { Picked } from './pick/picked.js';
import { namedPlace, queryOf } from './named-place.js';

/** What the reader has chosen for all figures. The address keeps it behind the place that it names: `#figure-4?feature=47&order=index`. */
export interface PageState {
  readonly picked: Picked | undefined;
  /** The chosen view by the key of its buttons. The first view is left out. */
  readonly views: Readonly<Record<string, string>>;
}

/** The key of the buttons with a title: `Colour by` has `colour-by`. */
export function keyOfViews(title: string): string {
  return title
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-');
}

/** What the address says. It may have been typed. */
export function stateOfAddress(): PageState {
  const query = new URLSearchParams(queryOf(location.hash));
  const picked = (['feature', 'neuron'] as const).flatMap((item): Picked[] => {
    const text = query.get(item) ?? '';
    return /^\d{1,9}$/.test(text) ? [{ item, index: Number(text) }] : [];
  })[0];
  const views = Object.fromEntries([...query].filter(([key]) => key !== 'feature' && key !== 'neuron'));
  return { picked, views };
}

/** The fragment that leads to a place of the page with a state; `#` where there is neither. */
export function fragmentOf(place: string, { picked, views }: PageState): string {
  const query = new URLSearchParams({
    ...(picked !== undefined && { [picked.item]: String(picked.index) }),
    ...views,
  }).toString();
  return `#${encodeURIComponent(place)}${query === '' ? '' : `?${query}`}`;
}

/** Marks the entries of the history that have their state in the address. */
const written = { superposition: 'state' } as const;

function isWritten(): boolean {
  return (history.state as Partial<typeof written> | null)?.superposition === written.superposition;
}

/** A browser may allow no entries, in a frame without an address or after hundreds in a row. The page works without them. */
function attempt(change: () => void): void {
  try {
    change();
  } catch {}
}

/**
 * Puts a state into the address. `back` returns to the one before, unless this is a `step` from it, such as by an arrow key.
 *
 * @param place of the page; by default the one that the address names
 */
export function writeState(state: PageState, { step = false, place = namedPlace() } = {}): void {
  const fragment = fragmentOf(place, state);
  attempt(() => {
    if (step) history.replaceState(written, '', fragment);
    else if (fragment !== (location.hash || '#')) history.pushState(written, '', fragment);
  });
}

/** Calls back with the state of the address when the reader goes back or forward, or opens a link that has one. */
export function watchState(current: () => PageState, onState: (state: PageState) => void): void {
  attempt(() => history.replaceState(written, ''));
  addEventListener('popstate', () => {
    // A link to another place of the page keeps what is chosen.
    if (isWritten() || queryOf(location.hash) !== '') onState(stateOfAddress());
    else writeState(current(), { step: true });
  });
}
