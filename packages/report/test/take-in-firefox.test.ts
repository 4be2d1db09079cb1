import { existsSync, mkdtempSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawFigure } from '../src/public/draw-figure.js';
import { figureCsv } from '../src/public/figure-csv.js';
import { browserTimeout } from './chromium.js';
import { type Firefox, firefoxPath, launchFirefox } from './firefox.js';
import { fixtureHtml } from './fixture.js';
import { figuresOfFixture } from './fixture-figures.js';

describe.skipIf(firefoxPath === undefined)('what a reader takes along in Firefox, from a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'superposition-taken-'));
  const figure = figuresOfFixture().find(({ id }) => id === 'figure-5')!;
  let firefox: Firefox;
  beforeAll(async () => {
    const file = join(folder, 'report.html');
    writeFileSync(file, fixtureHtml({}));
    firefox = await launchFirefox(false, {
      'browser.download.folderList': 2,
      'browser.download.dir': folder,
      'browser.download.always_ask_before_handling_new_types': false,
    });
    await firefox.open(pathToFileURL(file).href);
  });
  afterAll(() => firefox?.close());

  const press = (name: string) =>
    firefox.evaluate((text) => {
      const buttons = [...document.querySelectorAll<HTMLElement>('#figure-5 .take button')];
      buttons.find(({ textContent }) => textContent === text)!.click();
    }, name);

  /** The bytes of a file of this name when Firefox has written them, which it does in a file beside it first. */
  const saved = (name: string) =>
    new Promise<Buffer>((resolve) => {
      const path = join(folder, name);
      const look = () => {
        if (!existsSync(path) || existsSync(`${path}.part`)) return;
        const bytes = readFileSync(path);
        if (bytes.length === 0) return;
        watcher.close();
        resolve(bytes);
      };
      const watcher = watch(folder, look);
      look();
    });

  it('gives the same SVG and CSV as the package, and a picture of twice the size', async () => {
    const svg = drawFigure(figure, { format: 'svg' });
    await press('SVG');
    expect((await saved('Figure 5, Feature geometry.svg')).toString()).toBe(svg);
    await press('CSV');
    expect((await saved('Figure 5, Feature geometry.csv')).toString()).toBe(figureCsv(figure));
    await press('PNG');
    const png = await saved('Figure 5, Feature geometry.png');
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg)!.map(Number) as [
      number,
      number,
      number,
    ];
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * width, 2 * height]);
    expect(png.length).toBeGreaterThan(20_000);
  });

  it('copies the address, or shows it selected in a field', async () => {
    await press('Link');
    const told = () =>
      firefox.evaluate(() => {
        const said = document.querySelector('#figure-5 .said')!.textContent!;
        const field = document.querySelector<HTMLTextAreaElement>('#figure-5 .copy-field');
        const selected = field?.value.slice(field.selectionStart, field.selectionEnd);
        return { said, selected, address: `${location.href.split('#')[0]}#figure-5` };
      });
    await expect
      .poll(async () => (await told()).said, { timeout: browserTimeout })
      .toMatch(/^Copied|did not let/);
    const { said, selected, address } = await told();
    if (!said.startsWith('Copied')) expect(selected).toBe(address);
  });

  it('compares with a report that is dropped on the page', async () => {
    const other = fixtureHtml({ data: { activeProbability: 0.05 } });
    await firefox.evaluate((text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text!], 'other.html'));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }, other);
    const found = () => firefox.evaluate(() => document.querySelector('.compare')!.textContent!);
    await expect.poll(found, { timeout: browserTimeout }).toContain('data.activeProbability0.020.05');
  });
});
