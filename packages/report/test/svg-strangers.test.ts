import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlotPanel } from '../src/figure.js';
import { defaultStyle } from '../src/plot/default-style.js';
import { styledLayout } from '../src/plot/styled-layout.js';
import { panelSvg } from '../src/svg/panel-svg.js';
import { plotlyPlot } from '../src/svg/plotly-plot.js';
import { undrawn } from '../src/svg/read-panel.js';
import { chromiumPath, launchChromium } from './chromium.js';
import { type Look, looksOfBoth } from './looks-of-both.js';
import { openPlotlyPage } from './plotly-page.js';
import { pools, randomPanel } from './pool-of-attributes.js';

const light = { scheme: 'light', style: defaultStyle } as const;

describe.skipIf(chromiumPath === undefined)('a figure of a stranger', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium();
    page = await openPlotlyPage(browser, ['svg', 'plotly', 'raw']);
  });
  afterAll(() => browser?.close());

  /** What the drawing shows otherwise than Plotly does. */
  async function differences(panel: PlotPanel): Promise<readonly string[]> {
    const svg = panelSvg(panel, { ...light, width: 600, id: 'p', ground: '#ffffff' });
    const plot = plotlyPlot(panel, { ...light, width: 600 });
    const raw: { data: readonly object[]; layout: object } = {
      data: panel.traces,
      layout: styledLayout({ ...panel.layout }, defaultStyle),
    };
    const { ours, theirs, axes } = await page.evaluate(looksOfBoth, { svg, plot, raw });
    const drawn = (['xaxis', 'yaxis'] as const).flatMap((name) => {
      const {
        type,
        range,
        categoryarray = [],
      } = plot.layout[name] as {
        type: string;
        range: [number, number];
        categoryarray?: string[];
      };
      const other = axes[name]!;
      const turned = range[0] > range[1] === other.range[0] > other.range[1];
      return [
        ...(type === other.type ? [] : [`${name} is ${type}, for Plotly ${other.type}`]),
        ...(turned ? [] : [`${name} is turned`]),
        ...(type !== 'category' || String(categoryarray) === String(other.categories)
          ? []
          : [`${name}: other categories`]),
      ];
    });
    return [...drawn, ...unlike(ours, theirs), ...unlike(theirs, ours).map((look) => `Plotly has ${look}`)];
  }

  it.each(Array.from({ length: 6 }, (_, hundreds) => hundreds))(
    'is drawn as Plotly draws it, or left to Plotly: random attributes %i',
    async (hundreds) => {
      const wrong: unknown[] = [];
      let drawn = 0;
      for (let seed = 100 * hundreds; seed < 100 * (hundreds + 1); seed++) {
        const panel = randomPanel(seed);
        if (undrawn(panel).length > 0) continue;
        drawn++;
        const found = await differences(panel);
        if (found.length > 0) wrong.push({ seed, found, traces: panel.traces, layout: panel.layout });
      }
      expect(wrong).toEqual([]);
      expect(drawn).toBeGreaterThan(3);
    },
  );
});

/** The looks of one that have no counterpart in the other. */
function unlike(looks: readonly Look[], others: readonly Look[]): readonly string[] {
  return looks
    .filter(
      ({ kind, paint, box }) =>
        !others.some(
          (other) =>
            other.kind === kind &&
            isSamePaint(other.paint, paint) &&
            other.box.every((side, index) => Math.abs(side - box[index]!) <= 1.5),
        ),
    )
    .map(({ kind, paint, box }) => `${kind} ${paint} ${box.map(Math.round).join()}`);
}

/** Colours of cells may be rounded otherwise. */
function isSamePaint(one: string, other: string): boolean {
  const [a, b] = [one, other].map((paint) => paint.split(/[ /]/)) as [string[], string[]];
  return (
    a.length === b.length &&
    a.every(
      (part, index) =>
        part === b[index] || (one.includes('/') && Math.abs(Number(part) - Number(b[index])) <= 4),
    )
  );
}

it('has more attributes in its pools than the writer draws', () => {
  expect(Object.values(pools).flatMap((pool) => Object.keys(pool)).length).toBeGreaterThan(100);
});
