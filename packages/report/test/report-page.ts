import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { browserTimeout, launchChromium } from './chromium.js';
import { allDrawn } from './page-looks.js';

/** A page in a browser of its own, and what it did that a report must not do. */
export interface OpenedPage {
  readonly page: Page;
  readonly browser: Browser;
  /** The address of the file. */
  readonly address: string;
  /** Messages, errors, requests, new windows, and navigation to another document. */
  readonly complaints: string[];
  readonly close: () => Promise<void>;
}

/** Opens a page from a file. */
export async function openPage(html: string, options: BrowserContextOptions = {}): Promise<OpenedPage> {
  const folder = mkdtempSync(join(tmpdir(), 'superposition-page-'));
  const file = join(folder, 'report.html');
  writeFileSync(file, html);
  const address = pathToFileURL(file).href;
  const browser = await launchChromium();
  const { page, complaints } = await openTab(browser, address, options);
  return {
    page,
    browser,
    address,
    complaints,
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Opens an address, which may name a place in the page, in a new context of a browser. */
export async function openTab(browser: Browser, address: string, options: BrowserContextOptions = {}) {
  const [file] = address.split('#');
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(browserTimeout);
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (request.url() !== file && !/^(data|blob):/.test(request.url()))
      complaints.push(`request: ${request.url()}`);
  });
  page.on('framenavigated', (frame) => {
    if (frame.url().split('#')[0] !== file) complaints.push(`navigation: ${frame.url()}`);
  });
  context.on('page', (other) => complaints.push(`window: ${other.url()}`));
  await page.goto(address);
  await allDrawn(page);
  return { context, page, complaints };
}
