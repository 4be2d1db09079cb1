import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { browserTimeout } from './chromium.js';

/** Opens a page with Plotly and an element for each of these ids. */
export async function openPlotlyPage(browser: Browser, ids: readonly string[]): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 1400 } });
  page.setDefaultTimeout(browserTimeout);
  const elements = ids.map((id) => `<div id="${id}"></div>`).join('');
  await page.setContent(`<!doctype html><body style="margin:0">${elements}`);
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('plotly.js-dist-min') });
  return page;
}
