/** The slider of a figure. */
export interface ViewSlider {
  /** The view that it stands at. */
  readonly view: () => string | undefined;
  /** Shows what belongs to this view: the words above panels, the chosen place, and what is read out. */
  readonly show: () => void;
}

/** The slider over the views of a figure; undefined of a figure that has none. */
export function viewSlider(figure: HTMLElement): ViewSlider | undefined {
  const input = figure.querySelector<HTMLInputElement>('.view-slider input');
  if (input === null) return undefined;
  const views = (input.dataset['views'] ?? '').split(' ');
  const view = () => views[input.valueAsNumber];
  return {
    view,
    show() {
      const values = JSON.parse(input.dataset['values'] ?? '[]') as readonly string[];
      input.ariaValueText = values[input.valueAsNumber] ?? '';
      for (const head of figure.querySelectorAll<HTMLElement>('[data-view]'))
        head.hidden = head.dataset['view'] !== view();
      for (const place of figure.querySelectorAll<HTMLElement>('[data-place]'))
        place.dataset['chosen'] = String(place.dataset['place'] === input.value);
    },
  };
}
