import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Figure } from '@superposition/report/internal/figure';
import { assemble } from '@superposition/report/internal/page/assemble';
import { pageOf } from '@superposition/report/internal/page/page';
import { readAssets, readPanelsScript } from '@superposition/report/internal/read-assets';
import { UserError } from '../user-error.js';
import { type BrowserPage, findBrowser, withBrowser } from './browser.js';

/** A form of picture in which a figure can be written. */
export type PictureFormat = 'svg' | 'png';

/** Draws a figure. */
export type DrawFigure = (
  figure: Figure,
  format: PictureFormat,
  signal: AbortSignal,
) => Promise<string | Uint8Array>;

/**
 * Finds the browser that draws figures. Plotly needs one, because it measures text. So a picture looks as in the report.
 *
 * @throws UserError when there is none
 */
export function figureDrawer(what: string): DrawFigure {
  const browser = findBrowser();
  if (browser === undefined)
    throw new UserError(
      `${what}: a figure is drawn by Plotly, which needs a browser, and there is no Chromium or Chrome on the PATH: install one, or name its program in CHROME_PATH; .json, .csv and .txt need none`,
    );
  return async (figure, format, signal) => {
    const folder = await mkdtemp(join(tmpdir(), 'superposition-figure-'));
    try {
      const file = join(folder, 'figure.html');
      await writeFile(file, pageWith(figure));
      return await withBrowser(browser, signal, (page) => picture(page, pathToFileURL(file).href, format));
    } catch (error) {
      if (signal.aborted) throw error;
      throw new UserError(`${what}: ${browser} did not draw the figure: ${(error as Error).message}`, 1);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

function pageWith(figure: Figure): string {
  return assemble({
    page: pageOf(figure.title, [figure]),
    provenance: { config: {}, versions: {}, stages: [] },
    ...readAssets(),
  });
}

/** Plotly puts random numbers into ids. With these ones, the same figure gives the same bytes on one machine. */
const sameNumbers = 'let last = 1; Math.random = () => (last = (last * 16807) % 2147483647) / 2147483647;';

/** Wide enough for panels beside each other, and so high that the page draws all of them. */
const view = { width: 1_280, height: 4_000, deviceScaleFactor: 2, mobile: false };

async function picture(
  page: BrowserPage,
  address: string,
  format: PictureFormat,
): Promise<string | Uint8Array> {
  const evaluate = async (expression: string) => {
    const asked = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = (await page('Runtime.evaluate', asked)) as {
      readonly result: { readonly value?: unknown };
      readonly exceptionDetails?: { readonly exception?: { readonly description?: string } };
    };
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? 'a script of the page failed');
    return result.value;
  };
  await page('Emulation.setDeviceMetricsOverride', view);
  await page('Emulation.setEmulatedMedia', {
    features: [{ name: 'prefers-color-scheme', value: 'light' }],
  });
  await page('Page.enable');
  await page('Page.addScriptToEvaluateOnNewDocument', { source: sameNumbers });
  await page('Page.navigate', { url: address });
  while ((await evaluate('location.protocol + document.readyState')) !== 'file:complete') await delay(20);
  await evaluate(readPanelsScript());
  if (format === 'svg') return `${String(await evaluate('panelsAsSvg()'))}\n`;
  const place = (await evaluate('panelsPlace()')) as object;
  const { data } = await page('Page.captureScreenshot', {
    format: 'png',
    clip: { ...place, scale: 1 },
    captureBeyondViewport: true,
  });
  return Buffer.from(data as string, 'base64');
}
