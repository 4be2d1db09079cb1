import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from './chromium.js';
import { fixtureHtml } from './fixture.js';
import { type OpenedPage, openPage, openTab } from './report-page.js';

describe.skipIf(chromiumPath === undefined)('the address of a page with a picked feature', () => {
  let opened: OpenedPage;
  beforeAll(async () => {
    opened = await openPage(fixtureHtml({}), { viewport: { width: 1440, height: 900 } });
  });
  afterAll(() => opened?.close());
  afterEach(() => expect(opened.complaints.splice(0)).toEqual([]));

  /** Waits until the page looks as its address says. */
  const untilShown = (page: OpenedPage['page'], picked: string | null, order: string, hash: string) =>
    page.waitForFunction(
      ([index, view, fragment]) =>
        (document.querySelector<HTMLInputElement>('.pick-bar input')?.value ?? null) === index &&
        (document.querySelector('#figure-4 svg.picked text')?.textContent ?? null) === index &&
        document.querySelectorAll(`.views [value=${view}][aria-pressed=true]`).length === 4 &&
        location.hash === fragment,
      [picked, order, hash] as const,
    );

  it('says what is picked and in which order, and the reader can return to it', async () => {
    const { page } = opened;
    const click = async (figure: string, share: number) => {
      const cells = page.locator(`#${figure} .drawing > svg:visible .cells`).first();
      await cells.scrollIntoViewIfNeeded();
      const box = (await cells.boundingBox())!;
      await page.mouse.click(box.x + share * box.width, box.y + 0.4 * box.height);
    };
    await page.locator('#figure-5').getByRole('button', { name: 'index' }).click();
    await untilShown(page, null, 'index', '#figure-5?order=index');
    // By index, the twelve columns are the features.
    await click('figure-3', 5.5 / 12);
    await untilShown(page, '5', 'index', '#figure-3?feature=5&order=index');
    await click('figure-5', 2.5 / 12);
    await untilShown(page, '2', 'index', '#figure-5?feature=2&order=index');
    await page.goBack();
    await untilShown(page, '5', 'index', '#figure-3?feature=5&order=index');
    await page.goBack();
    await untilShown(page, null, 'index', '#figure-5?order=index');
    await page.goBack();
    await untilShown(page, null, 'codeword', '');
    await page.goForward();
    await page.goForward();
    await untilShown(page, '5', 'index', '#figure-3?feature=5&order=index');
    // Steps replace each other, so that one goes back behind all of them.
    for (const next of ['6', '7']) {
      await page.getByRole('button', { name: 'Next feature' }).click();
      await untilShown(page, next, 'index', `#figure-3?feature=${next}&order=index`);
    }
    await page.goBack();
    await untilShown(page, null, 'index', '#figure-5?order=index');
    await page.goForward();
    // A link of the page leads on, and keeps what is chosen.
    await untilShown(page, '7', 'index', '#figure-3?feature=7&order=index');
    await page.locator('.contents a[href="#figure-8"]').click();
    await untilShown(page, '7', 'index', '#figure-8?feature=7&order=index');
    await page.keyboard.press('Escape');
    await untilShown(page, null, 'index', '#figure-8?order=index');
  });

  it('opens with its place, its pick and its order', async () => {
    const hash = '#figure-8?feature=9&order=singular';
    const { page, context, complaints } = await openTab(opened.browser, opened.address + hash);
    await untilShown(page, '9', 'singular', hash);
    await page.waitForFunction(() => {
      const { top, bottom } = document.getElementById('figure-8')!.getBoundingClientRect();
      return top < innerHeight && bottom > 0;
    });
    expect(complaints).toEqual([]);
    await context.close();
  });

  it.each(['#figure-4?feature=12', '#figure-4?feature=-1', '#figure-4?feature=x&order=none', '#?neuron=99'])(
    'shows the page as it is where it asks for what is not there: %s',
    async (hash) => {
      const { page, context, complaints } = await openTab(opened.browser, opened.address + hash);
      // When this click is answered, the data have been read and the wrong pick found.
      await page.locator('#figure-1 .explore').click();
      await page.waitForSelector('#figure-1[data-explored=""]');
      expect(await page.locator('.pick-bar, svg.picked').count()).toBe(0);
      expect(await page.locator('.views [value=codeword][aria-pressed=true]').count()).toBe(4);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );
});
