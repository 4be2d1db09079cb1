import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { browserTimeout, chromiumPath, launchChromium } from './chromium.js';
import { fixtureHtml } from './fixture.js';
import { allDrawn, explorable, exploreIn, overflowOf, shownDrawingsOf } from './page-looks.js';
import { movedPlaces, placesInDrawings, placesInPlots } from './places-in-page.js';

if (chromiumPath === undefined) {
  process.stderr.write(
    '\nSKIPPED: the report was not tested in a browser, because no chromium is on the PATH.\n\n',
  );
}

it.runIf(process.env['CI'])('has a browser to test in', () => {
  expect(chromiumPath).toBeDefined();
});

describe.skipIf(chromiumPath === undefined)('the report in a browser', () => {
  // One report for most tests: the browser takes Plotly from memory as long as it stands on the same lines of the same file.
  const reportHtml = fixtureHtml();
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
    // Leaving first spares the page before from drawing again what Plotly has taken over.
    await page.goto('about:blank');
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ media: 'screen', colorScheme, reducedMotion: 'no-preference' });
    // The browser keeps compiled scripts by address, so we keep the address.
    complaints = [];
    await page.goto(address);
    await allDrawn(page);
  }

  const overflow = () => overflowOf(page);
  const shownDrawings = () => shownDrawingsOf(page);

  async function expectAllDrawn(width: number) {
    const plots = await shownDrawings();
    expect(plots.length).toBeGreaterThan(15);
    for (const widths of plots) expect(widths).toHaveLength(1);
    expect(Math.max(...plots.flat())).toBe(width);
    expect(await overflow()).toBe(0);
  }

  /** Whether the page has started Plotly. */
  const isAwake = () => page.evaluate(() => 'Plotly' in globalThis);

  const explore = (...ids: readonly string[]) => exploreIn(page, ids);
  const figureIds = () => explorable(page);

  it.each([
    [360, 332],
    [768, 690],
    [1440, 940],
  ])(
    'has every figure drawn at %i px before anything is touched, without a message or overflow',
    async (width, drawn) => {
      await open(reportHtml, width, 'light');
      await expectAllDrawn(drawn);
      const colour = () =>
        page
          .locator('#figure-1 .axes text')
          .first()
          .evaluate((text) => getComputedStyle(text).fill);
      const light = await colour();
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await colour()).not.toBe(light);
      await page.evaluate(() => scrollTo({ top: document.body.scrollHeight, behavior: 'instant' }));
      expect(await isAwake()).toBe(false);
    },
  );

  it('shows the same figures where no script may run, and says what is missing', async () => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 1440, height: 800 },
    });
    const still = await context.newPage();
    writeFileSync(file, reportHtml);
    await still.goto(address);
    expect(await still.locator('.without-scripts').first().isVisible()).toBe(true);
    expect(await still.locator('.explore').first().isVisible()).toBe(false);
    const drawn = still.locator('#figure-4 .drawing svg.wide');
    expect(await drawn.count()).toBe(4);
    for (const svg of await drawn.all()) expect(await svg.isVisible()).toBe(true);
    await context.close();
  });

  it.each([
    [390, 'light'],
    [768, 'dark'],
    [1440, 'light'],
  ] as const)('lets Plotly take over at %i px without moving a tick or a mark', async (width, scheme) => {
    await open(reportHtml, width, scheme);
    const ids = await figureIds();
    const before = await page.evaluate(placesInDrawings);
    expect(before.length).toBeGreaterThan(100);
    await explore(...ids);
    const after = await page.evaluate(placesInPlots);
    expect(movedPlaces(before, after)).toEqual([]);
    expect(await overflow()).toBe(0);
    const hidden = await page.locator('#figure-1 .drawing .axes').first().isVisible();
    expect(hidden).toBe(false);
  });

  it('prints every figure as drawn, light, within the paper, and goes back to the screen', async () => {
    await open(reportHtml, 1440, 'dark');
    await explore('figure-1');
    await page.emulateMedia({ media: 'print' });
    await page.waitForSelector('#figure-1 .definitions[open]');
    await expectAllDrawn(690);
    expect(await page.locator('#figure-1 .live').first().isVisible()).toBe(false);
    expect(await page.locator('#figure-1 .drawing .middle .axes').first().isVisible()).toBe(true);
    const rightmost = await page.evaluate(() =>
      Math.max(
        ...[...document.querySelectorAll('.drawing svg')].map((svg) => svg.getBoundingClientRect().right),
      ),
    );
    expect(rightmost).toBeLessThanOrEqual((183 / 25.4) * 96 + 1);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light');
    await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
    await page.waitForSelector('#figure-1 .definitions:not([open])');
    expect(await page.locator('#figure-1 .live').first().isVisible()).toBe(true);
  });

  it('wakes Plotly for one figure by a moved mouse or by the keyboard, and zooms and comes back with it', async () => {
    await open(reportHtml, 1440, 'light');
    await page.locator('#figure-9').scrollIntoViewIfNeeded();
    const box = (await page.locator('#figure-9 .drawing').first().boundingBox())!;
    await page.mouse.move(box.x + 200, box.y + 100);
    await page.mouse.move(box.x + 210, box.y + 110);
    await page.waitForSelector('#figure-9[data-explored=""]');
    expect(await page.locator('[data-explored]').count()).toBe(1);
    const ticks = () => page.locator('#figure-9 .live .xtick text').allTextContents();
    const drawn = await ticks();
    const place = (await page.locator('#figure-9 .live .nsewdrag').first().boundingBox())!;
    const at = (x: number, y: number) => [place.x + x * place.width, place.y + y * place.height] as const;
    await page.mouse.move(...at(0.4, 0.3));
    await page.mouse.down();
    await page.mouse.move(...at(0.6, 0.7), { steps: 4 });
    await page.mouse.up();
    await page.waitForFunction(
      (whole) =>
        [...document.querySelectorAll('#figure-9 .live .xtick text')]
          .map((text) => text.textContent)
          .join() !== whole,
      drawn.join(),
    );
    // Clicks are a double click only when they follow each other fast, which a busy machine may not manage at once.
    const goBack = async () => {
      await page.mouse.dblclick(...at(0.5, 0.5));
      return ticks();
    };
    await expect.poll(goBack, { interval: 1_000, timeout: browserTimeout }).toEqual(drawn);
    await page.locator('#figure-3 .drawing').first().focus();
    await page.waitForSelector('#figure-3[data-explored=""]');
  });

  it('scrolls the page by a swipe over a figure that Plotly has taken over', async () => {
    const context = await browser.newContext({
      hasTouch: true,
      isMobile: true,
      viewport: { width: 390, height: 800 },
    });
    const phone = await context.newPage();
    phone.setDefaultTimeout(browserTimeout);
    writeFileSync(file, reportHtml);
    await phone.goto(address);
    await phone.locator('#figure-5 .drawing').first().tap();
    await phone.waitForSelector('#figure-5[data-explored=""]');
    const box = (await phone.locator('#figure-5 .live .nsewdrag').first().boundingBox())!;
    const before = await phone.evaluate(() => scrollY);
    const session = await context.newCDPSession(phone);
    const swipe = (
      type: 'touchStart' | 'touchMove' | 'touchEnd',
      ...touchPoints: { x: number; y: number }[]
    ) => session.send('Input.dispatchTouchEvent', { type, touchPoints });
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await swipe('touchStart', { x, y });
    for (let step = 1; step <= 10; step++) await swipe('touchMove', { x, y: y - 15 * step });
    await swipe('touchEnd');
    await phone.waitForFunction((top) => scrollY > top + 100, before);
    await context.close();
  });

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
});
