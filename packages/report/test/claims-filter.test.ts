import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assemble } from '../src/page/assemble.js';
import { page } from '../src/page/page.js';
import { readAssets } from '../src/read-assets.js';
import { browserTimeout, chromiumPath } from './chromium.js';
import { fixture } from './fixture.js';
import { type OpenedPage, openPage, openTab } from './report-page.js';

describe.skipIf(chromiumPath === undefined)('the buttons of the table of claims', () => {
  let opened: OpenedPage;
  const { inputs, params } = fixture();
  const claims = inputs.claims!.status === 'value' ? inputs.claims!.value : [];
  const value = claims.map((claim, index) =>
    index % 3 === 0 ? { ...claim, verdict: { kind: 'disagrees' as const, explanation: '' } } : claim,
  );
  const shown = () =>
    opened.page
      .locator('#claims tr[data-verdict]')
      .evaluateAll((rows) =>
        rows.filter((row) => (row as HTMLElement).offsetParent !== null).map(({ id }) => id),
      );
  const idsOf = (kind: string) =>
    value.filter(({ verdict }) => verdict.kind === kind).map(({ claim }) => `claim-${claim.id}`);

  beforeAll(async () => {
    const made = page({ ...inputs, claims: { status: 'value', value } }, params);
    opened = await openPage(assemble({ page: made, ...readAssets() }));
  }, browserTimeout);
  afterAll(() => opened?.close());

  it('show the claims of one verdict, and all of them again for a link to a hidden one', async () => {
    expect(await shown()).toHaveLength(value.length);
    const button = (kind: string) => opened.page.locator(`.filters button[value="${kind}"]`);
    await button('disagrees').click();
    expect(await shown()).toEqual(idsOf('disagrees'));
    expect(await button('disagrees').getAttribute('aria-pressed')).toBe('true');
    await opened.page.evaluate((id) => {
      location.hash = `#${id}`;
    }, idsOf('not comparable')[0]!);
    await expect.poll(shown).toHaveLength(value.length);
    expect(await button('').getAttribute('aria-pressed')).toBe('true');
  });

  it('does not mind an address that names no place, and prints every claim', async () => {
    const { page: tab, complaints, context } = await openTab(opened.browser, opened.address);
    await tab.evaluate(() => {
      location.hash = '#%';
    });
    await tab.reload();
    await tab.locator('.filters button[value="disagrees"]').click();
    await tab.emulateMedia({ media: 'print' });
    expect(await tab.locator('#claims tr[data-verdict]:visible').count()).toBe(value.length);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('are copied as they are seen, with powers of ten that programs read', async () => {
    const { page: tab, context } = await openTab(opened.browser, opened.address);
    await tab.locator('.filters button[value="disagrees"]').click();
    const copied = (selector: string) =>
      tab.evaluate((place) => {
        document.getSelection()!.selectAllChildren(document.querySelector(place)!);
        const event = new ClipboardEvent('copy', { clipboardData: new DataTransfer(), cancelable: true });
        document.dispatchEvent(event);
        return event.clipboardData!.getData('text/plain');
      }, selector);
    const text = await copied('#claims table');
    expect(text).toContain('disagrees');
    expect(text).not.toContain('not comparable');
    await tab.evaluate(() => {
      document.querySelector('#quantities td')!.textContent = '± 4.0 × 10⁻⁵';
    });
    expect(await copied('#quantities table')).toContain('± 4.0e-5');
    await context.close();
  });

  it('are not there without script, and every claim is', async () => {
    const { page: tab } = await openTab(opened.browser, opened.address, { javaScriptEnabled: false });
    expect(await tab.locator('.filters').isVisible()).toBe(false);
    expect(await tab.locator('#claims tr[data-verdict]:visible').count()).toBe(value.length);
  });
});
