import { inScheme } from './colours.js';
import { styledLayout } from './plot-style.js';
import { type PlotLayout, plotly } from './plotly.js';
import { currentScheme } from './scheme.js';

/** A figure's plots as they stand in its JSON block. */
interface FigureData {
  readonly panels: readonly {
    readonly id: string;
    readonly traces: readonly object[];
    readonly views?: Readonly<Record<string, readonly object[]>>;
    readonly layout: PlotLayout;
  }[];
}

const configuration = {
  displaylogo: false,
  displayModeBar: 'hover',
  responsive: false,
  modeBarButtonsToRemove: ['select2d', 'lasso2d', 'autoScale2d', 'zoomIn2d', 'zoomOut2d'],
};

/** One figure of the page: drawn when first asked for, drawn again when scheme, view or width change. */
export interface FigureView {
  readonly element: HTMLElement;
  readonly isDrawn: () => boolean;
  readonly draw: () => void;
}

/** Finds the figure's data and view buttons; draws nothing yet. */
export function figureView(element: HTMLElement): FigureView {
  let data: FigureData | undefined;
  let view = element.querySelector<HTMLButtonElement>('.views [aria-pressed=true]')?.value;

  const draw = () => {
    data ??= JSON.parse(element.querySelector('script[type="application/json"]')!.textContent!) as FigureData;
    const scheme = currentScheme();
    for (const panel of data.panels) {
      const node = element.querySelector<HTMLElement>(`[data-plot="${panel.id}"]`)!;
      const traces = (view !== undefined && panel.views?.[view]) || panel.traces;
      const layout = styledLayout(inScheme(panel.layout, scheme));
      void plotly.react(node, inScheme([...traces], scheme), layout, configuration);
      resizes.observe(node);
    }
    element.dataset['drawn'] = scheme;
  };

  const buttons = [...element.querySelectorAll<HTMLButtonElement>('.views button')];
  for (const button of buttons) {
    button.addEventListener('click', () => {
      view = button.value;
      for (const each of buttons) each.setAttribute('aria-pressed', String(each === button));
      draw();
    });
  }
  return { element, draw, isDrawn: () => data !== undefined };
}

const resizes = new ResizeObserver((entries) => {
  for (const { target, contentRect } of entries) {
    const drawnWidth = target.querySelector('.main-svg')?.getAttribute('width');
    if (contentRect.width > 0 && Number(drawnWidth) !== Math.round(contentRect.width)) {
      plotly.Plots.resize(target as HTMLElement);
    }
  }
});
