import { inScheme } from '../plot/in-scheme.js';
import { type PlotLayout, styledLayout } from '../plot/styled-layout.js';
import { pageStyle } from './page-style.js';
import { plotly } from './plotly.js';
import { currentScheme } from './scheme.js';

/** The plots of a figure, from the JSON block in the page. */
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

/**
 * One figure of the page. It is drawn on the first call of `draw`, and again when scheme, view, size or data change.
 */
export interface FigureView {
  readonly isDrawn: () => boolean;
  readonly draw: () => void;
  /** Draws the figure again if its data have changed since it was drawn. */
  readonly update: () => void;
  /** Frees the plots and removes the listeners. */
  readonly release: () => void;
}

/** Wires the figure's view buttons; draws nothing yet. */
export function figureView(element: HTMLElement): FigureView {
  let source: string | undefined;
  let data: FigureData = { panels: [] };
  const plots = new Set<HTMLElement>();

  const drawnText = () => element.querySelector('script[type="application/json"]')!.textContent!;
  const buttons = () => [...element.querySelectorAll<HTMLButtonElement>('.views button')];

  const draw = () => {
    const text = drawnText();
    if (text !== source) data = JSON.parse(text) as FigureData;
    source = text;
    releasePlots((node) => !element.contains(node));
    const scheme = currentScheme();
    const style = pageStyle();
    // On a touch screen, a drag must scroll the page, so it must not zoom.
    const touch = matchMedia('(pointer: coarse)').matches ? { dragmode: false } : {};
    const view = (buttons().find(isPressed) ?? buttons()[0])?.value;
    for (const panel of data.panels) {
      const node = element.querySelector<HTMLElement>(`[data-plot="${panel.id}"]`)!;
      const traces = (view !== undefined && panel.views?.[view]) || panel.traces;
      // With the same `uirevision`, Plotly keeps the axes that the reader has zoomed to.
      const layout = {
        ...styledLayout({ ...touch, ...inScheme(panel.layout, scheme) }, style),
        uirevision: view ?? true,
      };
      const drawn = plotly.react(node, inScheme([...traces], scheme), layout, configuration);
      // The box of the plot may have another height than when the plot was drawn first.
      if (plots.has(node)) void drawn.then(() => fitHeight(node));
      plots.add(node);
      resizes.observe(node);
    }
    element.dataset['drawn'] = scheme;
  };
  const releasePlots = (isGone: (node: HTMLElement) => boolean) => {
    for (const node of plots) {
      if (!isGone(node)) continue;
      resizes.unobserve(node);
      plotly.purge(node);
      plots.delete(node);
    }
  };
  const choose = ({ target }: Event) => {
    const chosen = (target as Element).closest('.views button');
    if (chosen === null) return;
    for (const each of buttons()) each.setAttribute('aria-pressed', String(each === chosen));
    draw();
  };
  // We listen on the figure and not on the buttons, because an update may replace the buttons.
  element.addEventListener('click', choose);

  return {
    isDrawn: () => source !== undefined,
    draw,
    update() {
      if (source !== undefined && drawnText() !== source) draw();
    },
    release() {
      element.removeEventListener('click', choose);
      delete element.dataset['drawn'];
      releasePlots(() => true);
    },
  };
}

function fitHeight(node: HTMLElement): void {
  const drawnHeight = Number(node.querySelector('.main-svg')?.getAttribute('height'));
  if (node.clientHeight > 0 && Math.abs(drawnHeight - node.clientHeight) > 1) plotly.Plots.resize(node);
}

function isPressed(button: HTMLButtonElement): boolean {
  return button.getAttribute('aria-pressed') === 'true';
}

const resizes = new ResizeObserver((entries) => {
  for (const { target, contentRect } of entries) {
    const drawnWidth = target.querySelector('.main-svg')?.getAttribute('width');
    if (contentRect.width > 0 && Number(drawnWidth) !== Math.round(contentRect.width)) {
      plotly.Plots.resize(target as HTMLElement);
    }
  }
});
