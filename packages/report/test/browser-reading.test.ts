import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from './chromium.js';
import { fixtureHtml } from './fixture.js';
import { exploreIn } from './page-looks.js';
import { type OpenedPage, openPage } from './report-page.js';

if (chromiumPath === undefined) {
  process.stderr.write(
    '\nSKIPPED: what readers do with a report was not tested, because no chromium is on the PATH.\n\n',
  );
}

it.runIf(process.env['CI'])('has a browser to test in', () => {
  expect(chromiumPath).toBeDefined();
});

// This title has markup, quotes and letters that JSON or HTML treat specially. titles.test.ts tests other titles.
const hostile = `<img src=x onerror=alert(1)></script><!-- "quoted" 'too' & ünïcödé \u2028 W_in`;

describe.skipIf(chromiumPath === undefined)('a report that is opened once', () => {
  let opened: OpenedPage;
  let page: Page;

  beforeAll(async () => {
    opened = await openPage(fixtureHtml({ report: { title: hostile } }), {
      viewport: { width: 1440, height: 800 },
      colorScheme: 'light',
    });
    page = opened.page;
  });
  afterAll(() => opened?.close());
  afterEach(() => expect(opened.complaints).toEqual([]));

  it('shows a title of markup as text and runs nothing of it', async () => {
    expect(await page.locator('h1').textContent()).toBe(hostile);
    expect(await page.title()).toBe(hostile);
    expect(await page.locator('img[onerror]').count()).toBe(0);
  });

  it('names every plot for readers who cannot see it, and lets the keyboard reach it', async () => {
    const plots = await page
      .locator('[data-plot] .drawing[role=img]')
      .evaluateAll((all) =>
        all.map((plot) => [plot.getAttribute('aria-label'), plot.getAttribute('tabindex')]),
      );
    expect(plots.length).toBeGreaterThan(15);
    for (const [label, tabindex] of plots) {
      expect(label).toMatch(/\d/);
      expect(tabindex).toBe('0');
    }
  });

  it('orders the features by the button that is pressed, as drawing and in Plotly', async () => {
    const markup = () =>
      page.locator('#figure-8 [data-plot=matrix] .drawing').evaluate((drawing) => drawing.innerHTML);
    /** The image of the map that the page shows. Drawings of the file share it, and those of the script have their own. */
    const image = () =>
      page.locator('#figure-8 [data-plot=matrix] .drawing > svg:visible .cells').evaluate((cells) => {
        const own = cells.getAttribute('href')!;
        return own.startsWith('#') ? document.querySelector(`${own} image`)!.getAttribute('href') : own;
      });
    const order = () =>
      page
        .locator('#figure-8 [data-plot=matrix] .live')
        .evaluate((plot) => (plot as unknown as { data: { x: string[] }[] }).data[0]!.x.join());
    const first = await image();
    const press = async (name: string) => {
      const button = page.locator('#figure-8').getByRole('button', { name });
      const before = await markup();
      await button.click();
      expect(await button.getAttribute('aria-pressed')).toBe('true');
      await page.waitForFunction(
        (last) => document.querySelector('#figure-8 [data-plot=matrix] .drawing')!.innerHTML !== last,
        before,
      );
    };
    await press('singular');
    expect(await image()).not.toBe(first);
    expect(await page.evaluate(() => 'Plotly' in globalThis)).toBe(false);
    await press('codeword');
    expect(await image()).toBe(first);
    await exploreIn(page, ['figure-8']);
    const codeword = await order();
    await press('index');
    await page.waitForFunction(
      () =>
        (
          document.querySelector('#figure-8 [data-plot=matrix] .live') as unknown as {
            data: { x: string[] }[];
          }
        ).data[0]!.x.join() === '0,1,2,3,4,5,6,7,8,9,10,11',
    );
    expect(codeword).not.toBe(await order());
  });

  it('colours page and plots anew when the reader chooses another scheme, or the system does', async () => {
    await exploreIn(page, ['figure-1']);
    const colours = () =>
      page.evaluate(() => {
        const bar = document.querySelector('#figure-1 .live .xtick text')!;
        return [getComputedStyle(document.body).backgroundColor, getComputedStyle(bar).fill].join();
      });
    const light = await colours();
    const become = (isWanted: boolean, other: string) =>
      page.waitForFunction(
        ([wanted, before]) => {
          const bar = document.querySelector('#figure-1 .live .xtick text')!;
          const now = [getComputedStyle(document.body).backgroundColor, getComputedStyle(bar).fill];
          return wanted ? now.join() === before : now.every((colour) => !String(before).includes(colour));
        },
        [isWanted, other] as const,
      );
    await page.getByRole('button', { name: 'dark' }).click();
    await become(false, light);
    await page.getByRole('button', { name: 'auto' }).click();
    await become(true, light);
    await page.emulateMedia({ colorScheme: 'dark' });
    await become(false, light);
  });
});
