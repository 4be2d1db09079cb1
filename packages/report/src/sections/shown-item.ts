import type { Figure, Item, Trace } from '../figure.js';
import { type Html, html } from '../text/html.js';

/** The members of `meta` that name features and neurons. */
export const shownMembers = {
  feature: { whole: 'feature', points: 'features', rows: 'rows', columns: 'columns' },
  neuron: { whole: 'neuron', points: 'neurons', rows: 'neuronRows', columns: 'neuronColumns' },
} as const satisfies Record<Item, Record<'whole' | 'points' | 'rows' | 'columns', string>>;

/** The attribute of an element that shows one feature or one neuron: the reader may pick it there, and it lights up when it is picked. */
export function shownItem(item: Item, index: number): Html {
  return html` data-${item}="${index}"`;
}

/** What a reader may pick in a figure: the attribute of its element, none where there is nothing. */
export function shownItems(figure: Figure): Html {
  const traces = figure.panels.flatMap((panel): readonly Trace[] =>
    panel.kind === 'plot' ? [...(panel.traces ?? []), ...Object.values(panel.views ?? {}).flat()] : [],
  );
  const shown = (['feature', 'neuron'] as const).filter((item) =>
    traces.some(({ meta }) =>
      Object.values(shownMembers[item]).some((member) => meta?.[member] !== undefined),
    ),
  );
  return shown.length === 0 ? html`` : html` data-shows="${shown.join(' ')}"`;
}
