import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawFigure } from '../src/figures-entry.js';
import { browserTimeout, chromiumPath, launchChromium } from './chromium.js';
import { figuresOfFixture } from './fixture-figures.js';

describe.skipIf(chromiumPath === undefined)('an SVG for both schemes', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 700, height: 600 } });
    page.setDefaultTimeout(browserTimeout);
  });
  afterAll(() => browser?.close());

  const figures = figuresOfFixture();
  // A heatmap, a map of cells with gaps, and lines.
  it.each([3, 6, 8, 14])(
    'shows in each scheme what the SVG for that one shows: figure %i',
    async (number) => {
      const figure = figures[number - 1]!;
      for (const scheme of ['light', 'dark'] as const) {
        const shown: string[] = [];
        for (const drawn of ['both', scheme] as const) {
          const svg = drawFigure(figure, { format: 'svg', width: 690, scheme: drawn });
          await page.emulateMedia({ colorScheme: scheme });
          await page.setContent(
            `<!doctype html><meta name="color-scheme" content="light dark"><body style="margin:0">${svg}`,
          );
          shown.push((await page.screenshot()).toString('base64'));
        }
        // A heatmap for both schemes has 256 levels of grey, and one for a single scheme 255 colours.
        expect(await page.evaluate(largestDifference, shown)).toBeLessThanOrEqual(4);
        if (scheme === 'dark')
          expect(await page.evaluate(largestDifference, [shown[0]!, await blank()])).toBeGreaterThan(100);
      }
    },
  );

  async function blank(): Promise<string> {
    await page.setContent('<!doctype html><meta name="color-scheme" content="light dark">');
    return (await page.screenshot()).toString('base64');
  }
});

/** The largest difference of a part of a pixel between two pictures. It runs in the page, so it uses nothing from here. */
async function largestDifference(pictures: readonly string[]): Promise<number> {
  const [a, b] = await Promise.all(
    pictures.map(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes]));
      const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
      context.drawImage(picture, 0, 0);
      return context.getImageData(0, 0, picture.width, picture.height).data;
    }),
  );
  return a!.reduce((most, value, index) => Math.max(most, Math.abs(value - b![index]!)), 0);
}
