import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from './chromium.js';
import { fixtureHtml } from './fixture.js';
import { type OpenedPage, openPage } from './report-page.js';

/** Of A4 without its margins and what keeps the caption with its definitions, in CSS pixels. */
const pageHeight = ((297 - 2 * 13.5) / 25.4) * 96 - 50;

describe.skipIf(chromiumPath === undefined)('the printed report', () => {
  let opened: OpenedPage;
  let places: ReadonlyMap<string, string>;
  let marks: Awaited<ReturnType<typeof markPlaces>>;
  beforeAll(async () => {
    opened = await openPage(fixtureHtml({}), { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' });
    // The height of a figure is that on paper.
    await opened.page.setViewportSize({ width: 692, height: 900 });
    await opened.page.emulateMedia({ media: 'print' });
    // Chromium tells the places of what stood there before it printed, so the folds are open before.
    await opened.page.waitForSelector('#figure-1 .definitions[open]');
    marks = await opened.page.evaluate(markPlaces);
    places = placesIn(
      await opened.page.pdf({ format: 'A4', preferCSSPageSize: true, printBackground: true, tagged: false }),
    );
  });
  afterAll(() => opened?.close());

  it('has each figure with its finding and its caption on one page', () => {
    expect(marks.figures.length).toBeGreaterThan(10);
    const fitting = marks.figures.filter(({ height }) => height < pageHeight);
    expect(fitting.length).toBeGreaterThan(marks.figures.length / 2);
    for (const { id, end } of fitting) {
      expect(places.get(id)).toBeDefined();
      expect([id, places.get(end)]).toEqual([id, places.get(id)]);
    }
  });

  it('strands no heading at the foot of a page', () => {
    expect(marks.headings.length).toBeGreaterThan(20);
    for (const { text, start, next } of marks.headings) {
      expect(places.get(start)).toBeDefined();
      expect([text, places.get(next)]).toEqual([text, places.get(start)]);
    }
  });

  it('is light on white, in the type of paper, with its contents and without what only a screen can use', async () => {
    const { page } = opened;
    await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    await page.waitForSelector('#figure-1 .definitions[open]');
    // The end of the printing before may be told late.
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    const paper = await page.evaluate(() => {
      const isShown = (selector: string) =>
        [...document.querySelectorAll(selector)].some((element) => element.checkVisibility());
      const { backgroundColor, color, fontSize } = getComputedStyle(document.body);
      const drawing = [...document.querySelectorAll('#figure-1 .drawing > svg:not(.images)')].find((svg) =>
        svg.checkVisibility(),
      )!;
      return {
        backgroundColor,
        color,
        points: Number.parseFloat(fontSize) * 0.75,
        drawn: Number(drawing.getAttribute('width')) <= 690,
        contents: isShown('.contents a'),
        definitions: isShown('.definitions li'),
        left: [
          'button',
          '.numbers',
          '.made-from',
          '.stage-tree',
          '.skip',
          '.without-scripts',
          'details:not([open])',
        ].filter(isShown),
      };
    });
    expect(paper).toEqual({
      backgroundColor: 'rgb(255, 255, 255)',
      color: 'rgb(26, 28, 32)',
      points: 10.5,
      drawn: true,
      contents: true,
      definitions: true,
      left: [],
    });
    await page.emulateMedia({ media: 'screen' });
    await page.waitForSelector('#figure-1 .definitions:not([open])', { state: 'attached' });
  });
});

/**
 * Gives ids to what must stand together, and links to them: a PDF tells the page of what is linked to. This function runs in the page,
 * so it uses nothing from here.
 */
function markPlaces() {
  let count = 0;
  const mark = (parent: Element, place: 'prepend' | 'append') => {
    const [target, link] = [document.createElement('span'), document.createElement('a')];
    target.id = `mark${count++}`;
    link.href = `#${target.id}`;
    link.textContent = '.';
    target.textContent = '\u200b';
    parent[place](target);
    document.querySelector('.contents')!.append(link);
    return target.id;
  };
  const figures = [...document.querySelectorAll('.figure:not([aria-label])')].map((figure) => ({
    id: mark(figure.querySelector('h3')!, 'prepend'),
    end: mark(figure.querySelector('.caption-text p:last-child')!, 'append'),
    height:
      figure.querySelector('.caption')!.getBoundingClientRect().bottom - figure.getBoundingClientRect().top,
  }));
  const headings = [...document.querySelectorAll('main :is(h2, h3)')].flatMap((heading) => {
    const next = [...heading.parentElement!.querySelectorAll('p, li, td, h3, h4')].find(
      (element) =>
        heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING &&
        element.closest('details, .from-page-to-sources') === null,
    );
    if (next === undefined || heading.closest('.from-page-to-sources') !== null) return [];
    return [{ text: heading.textContent!, start: mark(heading, 'prepend'), next: mark(next, 'prepend') }];
  });
  return { figures, headings };
}

/** The page of each place that a PDF names. */
function placesIn(pdf: Buffer): ReadonlyMap<string, string> {
  const named = pdf.toString('latin1').matchAll(/\/(mark\d+) ?\[(\d+) 0 R/g);
  return new Map([...named].map(([, name, page]) => [name!, page!]));
}
