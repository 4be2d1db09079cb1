import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { noSweeps } from '@superposition/core/internal/config/sweeps';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { assemble } from '../src/page/assemble.js';
import { page as makePage } from '../src/page/page.js';
import { readAssets } from '../src/read-assets.js';
import { browserTimeout, chromiumPath, launchChromium, plotsFit } from './chromium.js';
import { fixture, fixtureHtml, fixtureProvenance } from './fixture.js';

if (chromiumPath === undefined) {
  process.stderr.write(
    '\nSKIPPED: the report was not tested in a browser, because no chromium is on the PATH.\n\n',
  );
}

it.runIf(process.env['CI'])('has a browser to test in', () => {
  expect(chromiumPath).toBeDefined();
});

// This title has markup, quotes and letters that JSON or HTML treat specially. titles.test.ts tests other titles.
const hostile = `<img src=x onerror=alert(1)></script><!-- "quoted" 'too' & ünïcödé \u2028 W_in`;

describe.skipIf(chromiumPath === undefined)('the report in a browser', () => {
  // One report for most tests: the browser takes Plotly from memory as long as it stands on the same lines of the same file.
  const reportHtml = fixtureHtml({ report: { title: hostile } });
  let folder: string;
  let browser: Browser;
  let page: Page;
  let file: string;
  let address: string;
  let complaints: string[] = [];

  // All tests use one page, because a browser process that has compiled Plotly does not compile it again.
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'superposition-report-'));
    file = join(folder, 'report.html');
    address = pathToFileURL(file).href;
    browser = await launchChromium();
    page = await browser.newPage();
    page.setDefaultTimeout(browserTimeout);
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (request.url() !== address && !/^(data|blob):/.test(request.url()))
        complaints.push(`request: ${request.url()}`);
    });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  // After every test, so that a test that waits in vain also shows what the page complained of meanwhile.
  afterEach(() => expect(complaints).toEqual([]));

  /**
   * Opens a report from the file system. From then on, `complaints` collects errors, which a good report does not
   * cause.
   */
  async function open(html: string, width: number, colorScheme: 'light' | 'dark') {
    writeFileSync(file, html);
    // Leaving first spares the page before from drawing all its figures again in the new size and colours.
    await page.goto('about:blank');
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ media: 'screen', colorScheme, reducedMotion: 'no-preference' });
    // The browser keeps compiled scripts by address, so we keep the address.
    complaints = [];
    await page.goto(address);
  }

  const everyPlot = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('[data-plot]')].map((plot) => plot.querySelector('.main-svg') !== null),
    );

  /** Jumps to each figure until it is drawn: to glide there, as the page does for links, takes three times as long as to draw. */
  const scrollThrough = () =>
    page.evaluate(async () => {
      for (const figure of document.querySelectorAll<HTMLElement>('[data-figure]')) {
        figure.scrollIntoView({ behavior: 'instant' });
        while (figure.dataset['drawn'] === undefined)
          await new Promise((next) => requestAnimationFrame(next));
      }
    });

  /** Waits until the page has drawn every figure in these colours. */
  const allDrawnIn = (scheme: 'light' | 'dark') =>
    page.waitForFunction(
      (wanted) =>
        [...document.querySelectorAll<HTMLElement>('[data-figure]')].every(
          (figure) => figure.dataset['drawn'] === wanted,
        ),
      scheme,
    );

  /** Switches back to the screen, where plots soon have the size of their places. */
  async function leavePaper(colorScheme: 'light' | 'dark') {
    await page.emulateMedia({ media: 'screen', colorScheme });
    await page.waitForSelector(`#figure-1[data-drawn=${colorScheme}]`);
    await page.waitForFunction(plotsFit);
  }

  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

  async function expectAllDrawn() {
    const plots = await everyPlot();
    expect(plots.length).toBeGreaterThan(15);
    expect(plots).not.toContain(false);
    expect(await overflow()).toBe(0);
  }

  it('draws every figure at 360 px, in light and then in dark, without a message, a request or overflow', async () => {
    await open(reportHtml, 360, 'light');
    expect(await overflow()).toBe(0);
    await scrollThrough();
    await expectAllDrawn();
    await page.emulateMedia({ colorScheme: 'dark' });
    await allDrawnIn('dark');
    await expectAllDrawn();
  });

  // Dark follows below, when the page comes back from print.
  it('draws every figure at 1440 px in light without a message, a request or overflow', async () => {
    await open(reportHtml, 1440, 'light');
    expect(await overflow()).toBe(0);
    await scrollThrough();
    await expectAllDrawn();
  });

  it('leaves a figure far from the viewport undrawn until it comes near', async () => {
    await open(reportHtml, 360, 'light');
    expect(await page.locator('#figure-9').getAttribute('data-drawn')).toBeNull();
    await page.locator('#figure-9').scrollIntoViewIfNeeded();
    await page.waitForSelector('#figure-9[data-drawn]');
  });

  it('prints every figure, light, within the paper, and goes back to the screen at 1440 px in dark', async () => {
    await open(reportHtml, 1440, 'dark');
    expect(await overflow()).toBe(0);
    await page.emulateMedia({ media: 'print' });
    await allDrawnIn('light');
    expect(await everyPlot()).not.toContain(false);
    const rightmost = await page.evaluate(() =>
      Math.max(
        ...[...document.querySelectorAll('.main-svg')].map((svg) => svg.getBoundingClientRect().right),
      ),
    );
    expect(rightmost).toBeLessThanOrEqual((180 / 25.4) * 96 + 1);
    expect(await page.locator('#figure-1 .definitions').getAttribute('open')).not.toBeNull();
    await leavePaper('dark');
    expect(await page.locator('#figure-1 .definitions').getAttribute('open')).toBeNull();
    await expectAllDrawn();
    expect(await page.locator('[data-drawn=dark]').count()).toBe(16);
  });

  // To open a report takes half a second.
  describe('opened once', () => {
    beforeAll(() => open(reportHtml, 1440, 'light'));

    it('shows a title of markup as text and runs nothing of it', async () => {
      expect(await page.locator('h1').textContent()).toBe(hostile);
      expect(await page.title()).toBe(hostile);
      expect(await page.locator('img[onerror]').count()).toBe(0);
    });

    it('names every plot for readers who cannot see it, and lets the keyboard reach it', async () => {
      const plots = await page
        .locator('[role=img]')
        .evaluateAll((all) =>
          all.map((plot) => [plot.getAttribute('aria-label'), plot.getAttribute('tabindex')]),
        );
      expect(plots.length).toBeGreaterThan(15);
      for (const [label, tabindex] of plots) {
        expect(label).toMatch(/\d/);
        expect(tabindex).toBe('0');
      }
    });

    it('orders the features by the button that is pressed', async () => {
      const order = () =>
        page
          .locator('#figure-8 [data-plot=matrix]')
          .evaluate((plot) => (plot as unknown as { data: { x: string[] }[] }).data[0]!.x.join());
      await page.locator('#figure-8').scrollIntoViewIfNeeded();
      await page.waitForSelector('#figure-8[data-drawn]');
      const orders = [await order()];
      for (const name of ['singular', 'index']) {
        const button = page.locator('#figure-8').getByRole('button', { name });
        await button.click();
        expect(await button.getAttribute('aria-pressed')).toBe('true');
        orders.push(await order());
      }
      expect(new Set(orders).size).toBe(3);
      expect(orders[2]).toBe('0,1,2,3,4,5,6,7,8,9,10,11');
    });

    it('colours page and plots anew when the reader chooses another scheme, or the system does', async () => {
      await page.locator('#figure-1').scrollIntoViewIfNeeded();
      await page.waitForSelector('#figure-1[data-drawn]');
      const colours = () =>
        page.evaluate(() => {
          const bar = document.querySelector('#figure-1 .bars path')!;
          return [getComputedStyle(document.body).backgroundColor, getComputedStyle(bar).fill];
        });
      const light = await colours();
      await page.getByRole('button', { name: 'dark' }).click();
      await page.waitForSelector('#figure-1[data-drawn=dark]');
      const dark = await colours();
      expect(dark[0]).not.toBe(light[0]);
      expect(dark[1]).not.toBe(light[1]);
      await page.getByRole('button', { name: 'auto' }).click();
      await page.waitForSelector('#figure-1[data-drawn=light]');
      expect(await colours()).toEqual(light);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.waitForSelector('#figure-1[data-drawn=dark]');
      expect(await colours()).toEqual(dark);
    });
  });

  // A page that glides to the stages draws the figures on its way; one that jumps does not.
  it.each([
    [360, 'no-preference'],
    [1440, 'reduce'],
  ] as const)(
    'opens each figure to its recipe, and that to the stages behind it, at %i px and with reduced motion: %s',
    async (width, reducedMotion) => {
      await open(reportHtml, width, 'light');
      await page.emulateMedia({ reducedMotion });
      const madeFrom = page.locator('#figure-5 .made-from');
      await madeFrom.locator('summary').click();
      expect(await madeFrom.textContent()).toContain('@superposition/report/figures/figure-5#figure5');
      expect(await madeFrom.locator('dd').last().textContent()).toMatch(/^[0-9a-f]{64}$/);
      await madeFrom.getByRole('link', { name: 'geometry[seed=0]' }).click();
      const stage = page.locator('[id="stage-geometry[seed=0]"]');
      await page.waitForFunction(
        () => document.getElementById('stage-geometry[seed=0]')!.getBoundingClientRect().top < innerHeight,
      );
      expect(await stage.locator('> dl').isVisible()).toBe(true);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      expect(await overflow()).toBe(0);
    },
  );

  it.each([
    ['one feature, one neuron, one seed', { model: { features: 1, neurons: 1 }, training: { seeds: 1 } }],
    ['two neurons for one feature', { model: { features: 1, neurons: 2 }, sweeps: noSweeps }],
    [
      'more features and neurons than a heatmap has rows',
      { model: { features: 110, neurons: 105 }, sweeps: noSweeps },
    ],
  ] as const)('draws %s', async (_, config) => {
    await open(fixtureHtml({ ...config, evaluation: { samples: 300 } }), 360, 'light');
    await expectDrawnInWords();
  });

  async function expectDrawnInWords() {
    await scrollThrough();
    expect(await everyPlot()).not.toContain(false);
    expect(await overflow()).toBe(0);
    expect(await page.locator('main').textContent()).not.toMatch(/NaN|undefined|Infinity|\[object/);
  }

  it('puts a card in the place of a figure that failed and draws the others, of a training loss of its own', async () => {
    const { inputs, params, config } = fixture({
      training: { lossExponent: 3 },
      evaluation: { samples: 300 },
    });
    const message = 'RangeError: <b>3</b> neurons';
    const figures = inputs.figures.map((figure, index) =>
      index === 3 ? ({ status: 'failure', stage: 'effective-map[seed=0]', message } as const) : figure,
    );
    const html = assemble({
      page: makePage({ ...inputs, figures }, params),
      provenance: fixtureProvenance(config),
      ...readAssets(),
    });
    await open(html, 360, 'light');
    expect(await page.locator('#figure-4').textContent()).toContain(message);
    expect(await page.locator('#figure-4').textContent()).toContain('effective-map[seed=0]');
    await expectDrawnInWords();
    expect(await page.locator('[data-drawn]').count()).toBe(15);
  });
});
