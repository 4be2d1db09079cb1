import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { drawFigure } from '@superposition/report/figures';
import type { Figure } from '@superposition/report/internal/figure';
import { UserError } from '../user-error.js';
import { type BrowserPage, findBrowser, withBrowser } from './browser.js';

/** A form of picture in which a figure can be written. */
export type PictureFormat = 'svg' | 'png';

/** Draws a figure. */
export type DrawFigure = (figure: Figure, signal: AbortSignal) => Promise<string | Uint8Array>;

/**
 * What draws figures in a format: our own writer gives SVG, and a browser makes pixels of it.
 *
 * @throws UserError when pixels are wanted and there is no browser
 */
export function figureDrawer(what: string, format: PictureFormat): DrawFigure {
  const svg = (figure: Figure) => {
    if (figure.panels.length === 0)
      throw new UserError(
        `${what}: the figure has nothing to draw. ${figure.caption.join(' ').replaceAll('*', '')}`,
        1,
      );
    return drawFigure(figure, { format: 'svg' });
  };
  if (format === 'svg') return async (figure) => svg(figure);
  const browser = findBrowser();
  if (browser === undefined)
    throw new UserError(
      `${what}: a .png needs a browser, and there is no Chromium or Chrome on the PATH: install one, or name its program in CHROME_PATH; .svg, .json, .csv and .txt need none`,
    );
  return async (figure, signal) => {
    const folder = await mkdtemp(join(tmpdir(), 'superposition-figure-'));
    try {
      const file = join(folder, 'figure.svg');
      await writeFile(file, svg(figure));
      return await withBrowser(browser, signal, (page) => picture(page, pathToFileURL(file).href));
    } catch (error) {
      if (signal.aborted) throw error;
      throw new UserError(`${what}: ${browser} did not draw the figure: ${(error as Error).message}`, 1);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** Two pixels of the picture for each of the drawing, in each direction. */
const view = { width: 1000, height: 800, deviceScaleFactor: 2, mobile: false };

async function picture(page: BrowserPage, address: string): Promise<Uint8Array> {
  const evaluate = async (expression: string) => {
    const asked = { expression, returnByValue: true };
    const { result, exceptionDetails } = (await page('Runtime.evaluate', asked)) as {
      readonly result: { readonly value?: unknown };
      readonly exceptionDetails?: { readonly exception?: { readonly description?: string } };
    };
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? 'a script of the page failed');
    return result.value;
  };
  await page('Emulation.setDeviceMetricsOverride', view);
  await page('Page.enable');
  await page('Page.navigate', { url: address });
  while ((await evaluate('location.protocol + document.readyState')) !== 'file:complete') await delay(20);
  const [width, height] = await Promise.all(
    ['width', 'height'].map((side) => evaluate(`document.documentElement.${side}.baseVal.value`)),
  );
  const { data } = await page('Page.captureScreenshot', {
    format: 'png',
    clip: { x: 0, y: 0, width, height, scale: 1 },
    captureBeyondViewport: true,
  });
  return Buffer.from(data as string, 'base64');
}
