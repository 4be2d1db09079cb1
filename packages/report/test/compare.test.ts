import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { diffReports } from '../src/page/diff-reports.js';
import { readFacts } from '../src/page/report-facts.js';
import { htmlPage } from '../src/public/html-page.js';
import { embeddedJson } from '../src/text/html.js';
import { axeSource, violations } from './axe.js';
import { chromiumPath } from './chromium.js';
import { fixtureHtml } from './fixture.js';
import { type OpenedPage, openPage } from './report-page.js';

const title = 'Other <img src=x onerror="left.push(1)"> & "more"';
const [html, changed] = [
  fixtureHtml({}),
  fixtureHtml({ data: { activeProbability: 0.05 }, report: { title } }),
];
const difference = diffReports(readFacts(html)!, readFacts(changed)!);

describe.skipIf(chromiumPath === undefined)('the comparison with another report', () => {
  let opened: OpenedPage;
  let page: Page;
  beforeAll(async () => {
    opened = await openPage(html, { viewport: { width: 1440, height: 900 } });
    page = opened.page;
    await page.evaluate(() => Object.assign(globalThis, { left: [] }));
  });
  afterAll(() => opened?.close());
  beforeEach(() => page.evaluate(() => document.querySelector<HTMLDialogElement>('.compare')!.close()));
  afterEach(async () => {
    expect(opened.complaints.splice(0)).toEqual([]);
    expect(await page.evaluate(() => (globalThis as unknown as { left: unknown[] }).left)).toEqual([]);
  });

  const dialog = () => page.locator('.compare');
  const said = () => dialog().locator('.said');
  /** Drops files of these names and texts on the middle of the page. */
  const drop = (...files: readonly (readonly [name: string, text: string])[]) =>
    page.evaluate((given) => {
      const dataTransfer = new DataTransfer();
      for (const [name, text] of given) dataTransfer.items.add(new File([text], name, { type: 'text/html' }));
      const target = document.querySelector('main')!;
      const event = (name: string) => new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true });
      target.dispatchEvent(event('dragover'));
      const isHinted = !document.querySelector<HTMLElement>('.drop-hint')!.hidden;
      // The browser would open the file if the page did not prevent it.
      return [isHinted, !target.dispatchEvent(event('drop'))];
    }, files);

  it('tells what differs from a report that is dropped, as superposition diff does', async () => {
    expect(await drop(['other.html', changed])).toEqual([true, true]);
    await said().getByText('What differs between this report and other.html').waitFor();
    expect(await said().textContent()).toContain(`“${title}”`);
    const rows = (heading: string) =>
      dialog()
        .locator(`h3:text-is("${heading}") + .table-scroll tbody tr`)
        .evaluateAll((all) =>
          all.map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.textContent!)),
        );
    const settings = await rows('Settings');
    expect(settings.map(([id]) => id)).toEqual(difference.settings.map(({ id }) => id));
    expect(settings).toContainEqual(['data.activeProbability', '0.02', '0.05']);
    const moved = difference.quantities.filter(({ from, to }) => from?.mean !== to?.mean);
    expect(moved.length).toBeGreaterThan(5);
    expect((await rows('Quantities')).map(([id]) => id)).toEqual(moved.map(({ id }) => id));
    expect((await rows('Claims')).map(([id]) => id)).toEqual(difference.claims.map(({ id }) => id));
    expect(await dialog().locator('img').count()).toBe(0);
  });

  it('shows both drawings of a figure side by side, as images, when the reader asks for them', async () => {
    // The digests of the fixture follow from the names of the stages, so here one is made different.
    const facts = readFacts(html)!;
    const other = changed.replaceAll(facts.figures['figure-6']!, 'f'.repeat(64));
    await drop(['other.html', other]);
    const pair = dialog().locator('.pair');
    await pair.locator('summary').press('Enter');
    expect(await pair.locator('summary').textContent()).toBe('Figure 6: changed');
    await pair.locator('img').nth(1).waitFor();
    const images = await pair.locator('img').evaluateAll((all) =>
      (all as HTMLImageElement[]).map(({ src, alt, naturalWidth }) => ({
        type: src.slice(0, 18),
        alt,
        naturalWidth,
        src,
      })),
    );
    expect(images.map(({ type, naturalWidth }) => [type, naturalWidth])).toEqual([
      ['data:image/svg+xml', 600],
      ['data:image/svg+xml', 600],
    ]);
    expect(images[0]!.src).not.toBe(images[1]!.src);
    expect(images[1]!.alt).toContain('Figure 6 of other.html');
    expect(await pair.locator('figcaption').allTextContents()).toEqual(['this report', 'other.html']);
    const boxes = await pair
      .locator('figure')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top));
    expect(boxes[0]).toBe(boxes[1]);
  });

  it('says that equal reports do not differ, and takes a file from the field, too', async () => {
    await page.getByRole('button', { name: 'Compare …' }).click();
    const file = { name: 'same.html', mimeType: 'text/html', buffer: Buffer.from(html) };
    await dialog().locator('input[type=file]').setInputFiles(file);
    await said().getByText('No difference: this report and same.html say the same.').waitFor();
    expect(await dialog().locator('.result > *').count()).toBe(0);
    await page.keyboard.press('Escape');
    expect(await dialog().isVisible()).toBe(false);
  });

  it('finds what differs between pages of figures alone', async () => {
    const figure = (y: number) => ({
      title: 'Losses',
      panels: [
        {
          kind: 'plot',
          id: 'a',
          title: 'A',
          summary: '',
          width: 'full',
          aspect: 0.4,
          traces: [{ type: 'scatter', y: [1, y] }],
          layout: {},
        } as const,
      ],
    });
    const [one, two] = [htmlPage([figure(2)]), htmlPage([figure(3)])];
    const facts = [one, two].map((each) => readFacts(each)!);
    expect(diffReports(facts[0]!, facts[1]!).figures.map(({ id }) => id)).toEqual(['figure-1']);
    expect(diffReports(facts[0]!, facts[0]!).figures).toEqual([]);
  });

  const withFacts = (change: (facts: Record<string, unknown>) => unknown) =>
    html.replace(
      /(id="report-facts">)([^<]*)/,
      (_, before: string, text: string) => before + embeddedJson(change(JSON.parse(text))).markup,
    );
  it.each([
    ['no report', '<p>Hello</p>', 'f.html is no report of superposition'],
    ['bytes', '\u0000\ufffd\u0001PNG', 'f.html is no report of superposition'],
    ['nothing', '', 'f.html is no report of superposition'],
    ['the beginning of a report', html.slice(0, 100_000), 'or only the beginning of one'],
    [
      'a report cut in its facts',
      html.slice(0, html.indexOf('id="report-facts"') + 500),
      'damaged or incomplete',
    ],
    [
      'a newer version',
      withFacts((facts) => ({ ...facts, format: 'superposition-report/2' })),
      'a newer version of superposition',
    ],
    ['other facts', withFacts((facts) => ({ ...facts, quantities: { a: 1 } })), 'damaged or incomplete'],
  ])('refuses %s with a sentence', async (_, text, words) => {
    await drop(['f.html', text]);
    await said().getByText(words).waitFor();
    expect(await dialog().locator('.result > *').count()).toBe(0);
  });

  it('refuses several files, and one that is too large', async () => {
    await drop(['a.html', html], ['b.html', html]);
    await said().getByText('Drop one file').waitFor();
    await page.evaluate(() => {
      const large = new File(['x'], 'large.html');
      Object.defineProperty(large, 'size', { value: 100e6 + 1 });
      const event = new DragEvent('drop', { bubbles: true, cancelable: true });
      Object.defineProperty(event, 'dataTransfer', { value: { types: ['Files'], files: [large] } });
      document.body.dispatchEvent(event);
    });
    await said().getByText('large.html is too large to be a report: it has more than 100 MB.').waitFor();
  });

  it('runs nothing of a hostile report, and names a figure that cannot be drawn', async () => {
    const attack = '<script>left.push(2)</script><img src=x onerror=left.push(3)>';
    const hostile = withFacts((facts) => ({
      ...facts,
      title: attack,
      settings: { [attack]: attack },
      quantities: { [attack]: { mean: 1, sd: null, seeds: 1 } },
      claims: { [attack]: attack },
      figures: { ...(facts['figures'] as object), 'figure-1': 'f'.repeat(64), [attack]: 'x' },
    })).replace(/(id="figure-data">)[^<]*/, '$1damaged');
    await drop([`${attack}.html`, hostile]);
    await said().getByText('What differs').waitFor();
    for (const pair of await dialog().locator('.pair summary').all()) await pair.click();
    const pairs = dialog().locator('.drawn-pair');
    await pairs.last().locator('figcaption').nth(1).waitFor();
    expect(await dialog().locator('script, img[onerror], iframe, object').count()).toBe(0);
    expect(await pairs.locator('img').count()).toBe(1);
    expect(await dialog().textContent()).toContain(attack);
  });

  it.each([
    [360, 'light'],
    [1440, 'dark'],
  ] as const)('fits %i px in %s, with no violation of WCAG 2.2 AA', async (width, colorScheme) => {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await drop(['other.html', changed]);
    await said().getByText('What differs').waitFor();
    await page.evaluate(axeSource());
    expect(await page.evaluate(violations, false)).toEqual([]);
    expect(await dialog().evaluate((each) => each.scrollWidth <= each.clientWidth)).toBe(true);
    const focus = await page.evaluate(() => document.activeElement!.closest('.compare') !== null);
    expect(focus).toBe(true);
    await page.setViewportSize({ width: 1440, height: 900 });
  });
});
