import { figureData } from '../figure-data.js';
import type { PageFigures } from '../page-figures.js';
import { type PageState, keyOfViews, stateOfAddress, watchState, writeState } from '../page-address.js';
import { pickBar } from './bar.js';
import { missingIn } from './missing.js';
import { pickField } from './pick-field.js';
import { pickLayer } from './layer.js';
import { isSame, type Picked } from './picked.js';
import { countOf, readingsOf } from './readings.js';
import { watchGestures } from './gestures.js';

/** What is picked, in which order and colours the figures are, and the address that says so. */
export interface PickOfPage {
  /** After the page has changed: shows the same in it. */
  readonly update: () => void;
}

/** Lets the reader pick one feature or neuron in all figures, and choose the order and the colouring of all that have them. */
export function watchPick(figures: PageFigures): PickOfPage {
  let state: PageState = { picked: undefined, views: {} };
  const layer = pickLayer(figures);

  /** Shows what is picked, if there is such a feature or neuron. The marks in the figures follow. */
  const show = async (): Promise<void> => {
    const { picked } = state;
    if (picked === undefined) {
      bar.show(undefined, { readings: [], count: 0, notIn: [] });
      field.set(undefined, 0);
      markElements(undefined);
      void layer.show(undefined);
      return;
    }
    const data = [...(await figureData()).values()];
    if (!isSame(state.picked, picked)) return;
    const count = Math.max(countOf(data, picked.item), countOfElements(picked.item));
    if (picked.index >= count) {
      state = { ...state, picked: undefined };
      await show();
      return;
    }
    bar.show(picked, { readings: readingsOf(data, picked), count, notIn: missingIn(data, figures, picked) });
    field.set(picked.item === 'feature' ? picked.index : undefined, picked.item === 'feature' ? count : 0);
    markElements(picked);
    void layer.show(picked);
  };
  const choose = async (
    picked: Picked | undefined,
    how: { readonly step?: boolean; readonly place?: string } = {},
  ) => {
    if (isSame(picked, state.picked)) return;
    state = { ...state, picked };
    await show();
    if (isSame(picked, state.picked)) writeState(state, how);
  };
  const become = (next: PageState) => {
    const before = state;
    state = next;
    if (JSON.stringify(before.views) !== JSON.stringify(next.views)) void figures.chooseViews(next.views);
    if (!isSame(before.picked, next.picked)) void show();
  };

  const bar = pickBar((picked, step) => void choose(picked, { step }));
  const field = pickField((index) => void choose({ item: 'feature', index }, { step: true }));
  figures.onDrawn((figure) => layer.follow(figure));
  figures.onViewChosen(({ title, view, isFirst, place }) => {
    const { [keyOfViews(title)]: _, ...others } = state.views;
    const views = isFirst ? others : { ...others, [keyOfViews(title)]: view };
    become({ ...state, views });
    writeState(state, { place });
  });
  watchGestures({
    picked: () => state.picked,
    frameOf: layer.frameOf,
    frameNow: layer.frameNow,
    choose: (picked, how) => void choose(picked, how),
  });
  watchState(() => state, become);
  field.place();
  become(stateOfAddress());
  return {
    update() {
      field.place();
      void figures.chooseViews(state.views);
      void show();
    },
  };
}

/** Lights up what is in the page as an element: rows of tables, small curves. */
function markElements(picked: Picked | undefined): void {
  for (const element of document.querySelectorAll('[data-picked]')) element.removeAttribute('data-picked');
  if (picked === undefined) return;
  for (const element of document.querySelectorAll(`[data-${picked.item}="${picked.index}"]`))
    element.setAttribute('data-picked', '');
}

function countOfElements(item: Picked['item']): number {
  const all = document.querySelectorAll<HTMLElement | SVGElement>(`[data-${item}]`);
  return [...all].reduce((most, { dataset }) => Math.max(most, 1 + Number(dataset[item])), 0);
}
