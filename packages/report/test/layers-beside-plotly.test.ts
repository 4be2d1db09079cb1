import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlotPanel } from '../src/figure.js';
import { defaultStyle } from '../src/plot/default-style.js';
import { panelSvg } from '../src/svg/panel-svg.js';
import { plotlyPlot } from '../src/svg/plotly-plot.js';
import { chromiumPath, launchChromium } from './chromium.js';
import { figuresOfFixture } from './fixture-figures.js';
import { openPlotlyPage } from './plotly-page.js';

const colours = { below: 'rgb(170, 0, 0)', between: 'rgb(0, 170, 0)', above: 'rgb(0, 0, 170)' } as const;

/** A line, and a line across it on each layer. */
const panelWith = (ends: object): PlotPanel => ({
  kind: 'plot',
  id: 'layers',
  title: 'Layers',
  summary: 'A line, and three lines across.',
  width: 'full',
  aspect: 0.5,
  traces: [{ type: 'scatter', mode: 'lines', x: [0, 1, 2], y: [0, 2, 1] }],
  layout: {
    shapes: Object.entries(colours).map(([layer, color]) => ({
      type: 'line',
      layer,
      ...ends,
      y0: 1,
      y1: 1,
      line: { color, width: 2 },
    })),
  },
});

describe.skipIf(chromiumPath === undefined)('the layers of a plot', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  it.each([
    ['between two places', { x0: 0, x1: 2 }],
    ['through the whole plot', { xref: 'paper', x0: 0, x1: 1 }],
  ])('lie in the same order as SVG and in Plotly, lines %s', async (_, ends) => {
    const panel = panelWith(ends);
    const page = await openPlotlyPage(browser, ['svg', 'plotly']);
    const request = { width: 600, scheme: 'light', style: defaultStyle } as const;
    const orders = await page.evaluate(orderInBoth, {
      svg: panelSvg(panel, { ...request, id: 'p', ground: '#ffffff' }),
      plot: plotlyPlot(panel, request),
    });
    const order = [colours.below, 'grid', colours.between, 'trace', colours.above];
    expect(orders).toEqual([order, order]);
  });
});

it('has no line of a report below the grid, which would cover it', () => {
  const layers = figuresOfFixture().flatMap(({ panels }) =>
    panels.flatMap((each) => (each.kind === 'plot' ? ((each.layout['shapes'] ?? []) as object[]) : [])),
  );
  expect(layers.length).toBeGreaterThan(0);
  expect(layers.filter((shape) => 'layer' in shape && shape.layer === 'below')).toEqual([]);
});

/** Draws both, and names what each has painted over what. It runs in the page, so it uses nothing from here. */
async function orderInBoth({
  svg,
  plot,
}: {
  svg: string;
  plot: { data: object[]; layout: object };
}): Promise<readonly (readonly string[])[]> {
  const [ours, theirs] = ['svg', 'plotly'].map((id) => document.getElementById(id)!);
  ours!.innerHTML = svg;
  const { Plotly } = globalThis as unknown as {
    Plotly: { newPlot(node: HTMLElement, ...plot: object[]): Promise<void> };
  };
  await Plotly.newPlot(theirs!, plot.data, plot.layout, { displayModeBar: false });
  const order = (root: HTMLElement, grid: string, trace: string, shape: string) => {
    const names = [...root.querySelectorAll(`${grid}, ${trace}, ${shape}`)].map((node) =>
      node.matches(grid) ? 'grid' : node.matches(trace) ? 'trace' : getComputedStyle(node).stroke,
    );
    return names.filter((name, index) => name !== names[index - 1]);
  };
  return [
    order(ours!, '.grid', '.trace', 'path.shape'),
    order(theirs!, '.gridlayer path', '.scatterlayer .trace', '.shapelayer path'),
  ];
}
