import { noSweeps } from '@superposition/core/internal/config/sweeps';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Figure, PlotPanel, Trace } from '../src/figure.js';
import { drawFigure } from '../src/figures-entry.js';
import { browserTimeout, chromiumPath, launchChromium } from './chromium.js';
import { figuresOfFixture } from './fixture-figures.js';

const panel = (id: string, traces: readonly Trace[], layout = {}): PlotPanel => ({
  kind: 'plot',
  id,
  title: 'A title of some length that has to be broken into lines where there is little room for it',
  summary: id,
  width: 'third',
  aspect: 0.5,
  traces,
  layout: {
    xaxis: {
      title: { text: 'a title of the axis of <i>W</i><sub>in</sub>, as long as that of a figure may be' },
    },
    yaxis: { title: { text: 'another title, which the panel cannot hold in one line either' } },
    ...layout,
  },
});
const ofValues = (id: string, y: readonly (number | null)[]): readonly PlotPanel[] => {
  const x = y.map((_, index) => index);
  const guides = {
    annotations: y.flatMap((at, index) =>
      at === null
        ? []
        : {
            xref: 'paper',
            x: 0.01,
            yref: 'y',
            y: at,
            text: `label ${index}`,
            showarrow: false,
            xanchor: 'left',
            yanchor: 'bottom',
          },
    ),
  };
  const log = { xaxis: { type: 'log' }, yaxis: { type: 'log' } };
  const text = y.map(String);
  // Only Plotly draws the texts of bars that go down.
  const isUp = y.every((value) => value !== null && value >= 0);
  return [
    panel(
      `${id}-lines`,
      [
        { type: 'scatter', y },
        { type: 'scatter', name: 'a second name', y },
      ],
      guides,
    ),
    panel(`${id}-texts`, [{ type: 'scatter', mode: 'markers+text', x, y, text, textposition: 'top right' }]),
    panel(`${id}-log`, [{ type: 'scatter', x: y, y }], log),
    panel(`${id}-bars`, [
      {
        type: 'bar',
        x: y.map((_, index) => `category number ${index}`),
        y,
        ...(isUp && { text, textposition: 'outside' }),
      },
    ]),
    panel(`${id}-across`, [
      { type: 'bar', orientation: 'h', y: y.map((_, index) => `category number ${index}`), x: y },
    ]),
    panel(`${id}-map`, [
      {
        type: 'heatmap',
        z: [y, y],
        colorscale: [
          [0, '#ffffff'],
          [1, '#000000'],
        ],
        colorbar: { title: { text: 'values' } },
      },
      { type: 'scatter', mode: 'text', x, y: y.map(() => 1), text },
    ]),
  ];
};
const own: Figure = {
  id: 'own',
  number: 1,
  title: 'Odd values',
  caption: [],
  definitions: [],
  tables: [],
  panels: [
    ...ofValues('tiny', [1.2e-9, 3.4e-9, 2.2e-9]),
    ...ofValues('huge', [1.5e12, 3e12, 4.25e12]),
    ...ofValues('wide', [1e-30, 1, 1e30]),
    ...ofValues('negative', [-3, -2.5, -7]),
    ...ofValues('zero', [0, 0, 0]),
    ...ofValues('equal', [5, 5, 5, 5, 5, 5, 5, 5]),
    ...ofValues('close', [1_000_000.001, 1_000_000.002, 1_000_000.003]),
    ...ofValues('null', [null, null]),
    ...ofValues('none', []),
    ...ofValues('one', [0.3]),
    ...ofValues(
      'many',
      Array.from({ length: 60 }, (_, index) => Math.sin(index) / 1000),
    ),
  ],
};

describe.skipIf(chromiumPath === undefined)('the texts of figures as SVG', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium();
    page = await browser.newPage();
    page.setDefaultTimeout(browserTimeout);
  });
  afterAll(() => browser?.close());

  const small = { evaluation: { samples: 300 }, sweeps: noSweeps, report: { crossCheck: false } };
  it.each([
    ['the report', () => figuresOfFixture()],
    [
      'one feature, one neuron, one seed',
      () => figuresOfFixture({ model: { features: 1, neurons: 1 }, training: { seeds: 1 } }),
    ],
    [
      '1,000 features',
      () => figuresOfFixture({ ...small, model: { features: 1000, neurons: 3 }, training: { seeds: 1 } }),
    ],
    ['more neurons than rows', () => figuresOfFixture({ ...small, model: { features: 210, neurons: 105 } })],
    ['odd values', () => [own]],
  ] as const)('stay inside and do not touch: %s', async (_, figures) => {
    const drawn = figures();
    expect(drawn.length).toBeGreaterThan(0);
    for (const width of [346, 690, 940]) {
      const svgs = drawn.flatMap((figure) =>
        (figure.views?.options.map(({ id }) => id) ?? [undefined]).map((view) =>
          drawFigure(figure, { format: 'svg', width, view, caption: true }),
        ),
      );
      await page.setContent(`<!doctype html><body style="margin:0">${svgs.join('')}`);
      const { texts, wrong } = await page.evaluate(wrongTexts);
      expect(texts).toBeGreaterThan(2 * svgs.length);
      expect(wrong, `${width} px`).toEqual([]);
    }
  });
});

/** The texts that leave their drawing or touch another one. It runs in the page, so it uses nothing from here. */
function wrongTexts(): { texts: number; wrong: readonly string[] } {
  let texts = 0;
  // Half a pixel is rounding.
  const touch = (a: DOMRect, b: DOMRect) =>
    a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
  const wrong = [...document.querySelectorAll('body > svg')].flatMap((svg) => {
    const page = svg.getBoundingClientRect();
    const title = svg.querySelector('title')!.textContent;
    const boxes = [...svg.querySelectorAll('text')]
      .filter((node) => node.closest('svg') === svg)
      .map((node) => ({
        name: node.textContent,
        box: node.getBoundingClientRect(),
        turned: node.hasAttribute('transform'),
      }));
    texts += boxes.length;
    return boxes.flatMap(({ name, box, turned }, index) => {
      const outside =
        box.left < page.left - 0.5 ||
        box.right > page.right + 0.5 ||
        box.top < page.top - 0.5 ||
        box.bottom > page.bottom + 0.5;
      const touched = boxes
        .slice(0, index)
        // The rectangles around parallel turned texts overlap although the texts do not.
        .filter((other) => !(turned && other.turned) && touch(box, other.box));
      return [
        ...(outside ? [`${title}: '${name}' leaves`] : []),
        ...touched.map((other) => `${title}: '${name}' touches '${other.name}'`),
      ];
    });
  });
  return { texts, wrong };
}
