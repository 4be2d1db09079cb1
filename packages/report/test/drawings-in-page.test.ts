import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Figure, firstView, type PlotPanel } from '../src/figure.js';
import { layoutDrawing } from '../src/svg/panel-layouts.js';
import { chromiumPath, launchChromium } from './chromium.js';
import { fixtureHtml } from './fixture.js';
import { figuresOfFixture } from './fixture-figures.js';
import { allDrawn, overflowOf } from './page-looks.js';
import { type OpenedPage, openPage } from './report-page.js';

describe.skipIf(chromiumPath === undefined)('a page that draws for its width', () => {
  let opened: OpenedPage;
  beforeAll(async () => {
    opened = await openPage(fixtureHtml({}), { viewport: { width: 390, height: 900 } });
  });
  afterAll(() => opened?.close());

  it.each([390, 768])('draws at %i px what the writer draws in this width', async (width) => {
    const { page } = opened;
    await page.setViewportSize({ width, height: 900 });
    await allDrawn(page);
    const drawn = await drawnByScript(page);
    expect(drawn.length).toBeGreaterThan(15);
    const written = await writtenFor(page, drawn, ({ views }) => firstView(views));
    for (const [index, { figure, plot, content }] of drawn.entries())
      expect([figure, plot, content === written[index]]).toEqual([figure, plot, true]);
    expect(opened.complaints).toEqual([]);
  });

  it.each([768, 1440])('has the drawings of a row on one line at %i px', async (width) => {
    const { page } = opened;
    await page.setViewportSize({ width, height: 900 });
    await allDrawn(page);
    const rows = await page.evaluate(() =>
      [...document.querySelectorAll('[data-figure] .panels')].flatMap((panels) => {
        const tops = new Map<number, number[]>();
        for (const panel of panels.querySelectorAll('.panel')) {
          const plot = panel.querySelector('.plot');
          const row = Math.round(panel.getBoundingClientRect().top);
          if (plot !== null) tops.set(row, [...(tops.get(row) ?? []), plot.getBoundingClientRect().top]);
        }
        return [...tops.values()].filter(({ length }) => length > 1);
      }),
    );
    expect(rows.length).toBeGreaterThan(8);
    for (const tops of rows) expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(1);
  });

  it('draws a chosen view in the width that the page has then', async () => {
    const fresh = await openPage(fixtureHtml({}), { viewport: { width: 1440, height: 900 } });
    const { page } = fresh;
    await page.locator('#figure-4 .views [value=index]').click();
    await page.waitForSelector('#figure-4 [value=index][aria-pressed=true]');
    for (const width of [1440, 390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await allDrawn(page);
      const drawn = (await drawnByScript(page)).filter(({ figure }) => figure === 'figure-4');
      expect(drawn.length).toBeGreaterThan(0);
      const written = await writtenFor(page, drawn, () => 'index');
      expect(drawn.map(({ content }, index) => content === written[index])).toEqual(drawn.map(() => true));
    }
    await fresh.close();
  });

  it('draws the first figure in the file for every width, and the others for a wide one', async () => {
    const later = await opened.page
      .locator('[data-figure]:has([data-plot])')
      .evaluateAll((figures) => figures.map((figure) => figure.querySelector('[data-later]') !== null));
    expect(later.length).toBeGreaterThan(10);
    expect(later).toEqual(later.map((_, index) => index > 0));
  });

  it('has all that a printer shows before the browser prints', async () => {
    const fresh = await openPage(fixtureHtml({}), { viewport: { width: 1440, height: 900 } });
    const empty = await fresh.page.evaluate(() => {
      const count = () => document.querySelectorAll('.drawing > svg.middle[data-later]:empty').length;
      const before = count();
      dispatchEvent(new Event('beforeprint'));
      return [before > 15, count()];
    });
    await fresh.close();
    expect(empty).toEqual([true, 0]);
  });

  it.each([360, 768])('shows a drawing of each plot at %i px where no script may run', async (width) => {
    const browser = await launchChromium();
    const page = await browser.newPage({ javaScriptEnabled: false, viewport: { width, height: 900 } });
    await page.goto(opened.address);
    const shown = await page.evaluate(() =>
      [...document.querySelectorAll('[data-figure] .drawing')].map(
        (drawing) =>
          [...drawing.querySelectorAll(':scope > svg:not(.images, :empty)')].filter(
            (svg) => svg.getBoundingClientRect().height > 50,
          ).length,
      ),
    );
    const overflow = await overflowOf(page);
    await browser.close();
    expect(shown.length).toBeGreaterThan(15);
    expect(new Set(shown)).toEqual(new Set([1]));
    expect(overflow).toBe(0);
  });
});

/** A place that the page shows, and that its script has filled. */
interface DrawnPlace {
  readonly figure: string;
  readonly plot: string;
  readonly width: number;
  readonly content: string;
}

function drawnByScript(page: Page): Promise<readonly DrawnPlace[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[data-figure] [data-plot]')].flatMap((plot) =>
      [...plot.querySelectorAll<SVGSVGElement>('.drawing > svg[data-later]:not(:empty)')]
        .filter((place) => place.getClientRects().length > 0)
        .map((place) => ({
          figure: plot.closest('figure')!.id,
          plot: plot.getAttribute('data-plot')!,
          width: Number(place.getAttribute('width')),
          content: place.innerHTML,
        })),
    ),
  );
}

/** What the writer draws for such places, as the browser writes it. */
function writtenFor(
  page: Page,
  places: readonly DrawnPlace[],
  viewOf: (figure: Figure) => string | undefined,
): Promise<readonly string[]> {
  const figures = new Map<string, Figure>(figuresOfFixture().map((figure) => [figure.id, figure]));
  const contents = places.map(({ figure: id, plot, width }) => {
    const figure = figures.get(id)!;
    const panel = figure.panels.find((each) => each.id === plot) as PlotPanel;
    return layoutDrawing(panel, width, { id: `${id}-${plot}`, view: viewOf(figure) }).content;
  });
  return page.evaluate(
    (texts) =>
      texts.map((content) => {
        const place = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
        place.innerHTML = content;
        return place.innerHTML;
      }),
    contents,
  );
}
