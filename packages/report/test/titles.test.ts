import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseConfig } from '@superposition/core/config';
import { noSweeps } from '@superposition/core/internal/config/sweeps';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assemble } from '../src/page/assemble.js';
import { packedPlotly } from '../src/page/packed.js';
import { page as makePage } from '../src/page/page.js';
import { browserTimeout, chromiumPath, launchChromium } from './chromium.js';
import { fixture, fixtureProvenance } from './fixture.js';

if (chromiumPath === undefined) {
  process.stderr.write(
    '\nSKIPPED: titles were not tested in a browser, because no chromium is on the PATH.\n\n',
  );
}

it.runIf(process.env['CI'])('has a browser to test in', () => {
  expect(chromiumPath).toBeDefined();
});

const titles = {
  'a script': '<script>window.stolen = 1</script>',
  'an end of the script that it stands in': '</script><script>window.stolen = 1</script>',
  'a script within a comment': '<!--<script>window.stolen = 1</script>-->',
  'an unfinished comment': '<!-- --!> <!--',
  'an end of the title': '</title></h1></main><img src=x onerror="window.stolen=1">',
  'an element with a handler': '<svg onload=window.stolen=1><details open ontoggle=window.stolen=1>',
  'quotes and an attribute': `" onclick='window.stolen=1' x="\` \\" \\\\`,
  'another policy': `<meta http-equiv="Content-Security-Policy" content="script-src *">`,
  'a slot of the page': '<!--made-from figure-5-->',
  'patterns of a replacement': "$& $` $' $1 $$ $<name>",
  entities: '&lt;b&gt; &amp;amp; &#0; &nosuch; &',
  'the id of the facts': '<script type="application/json" id="report-facts">{}</script>',
  'line separators': 'one\u2028two\u2029three',
  'another direction': '\u202etxet\u202c \u200f\u2066abc\u2069',
  'letters of several code units': '👩‍👩‍👧 𝒳 é e\u0301 \u{10ffff}',
  'all spaces but the plain one': 'a\u00a0b\u2003c\u3000d\ufeffe',
  'as many characters as there may be': '<'.repeat(200),
  'markup of the captions': '`code` *strong* _sub_ W_in x^2 [link](javascript:window.stolen=1)',
};

describe.skipIf(chromiumPath === undefined)('a title in a browser is text, when it is', () => {
  let folder: string;
  const made = fixture({ sweeps: noSweeps, evaluation: { samples: 300 } });
  // The scripts are as small as possible, because the test only looks at which of them run. Plotly waits for a reader.
  const source = (name: string) => `(window.ran ??= []).push('${name}');`;
  let browser: Browser;
  let page: Page;
  let plain: Awaited<ReturnType<typeof open>>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'superposition-titles-'));
    browser = await launchChromium();
    page = await browser.newPage();
    page.setDefaultTimeout(browserTimeout);
    await page.addInitScript(() => {
      const seen = { violations: [] as string[], ran: [] as string[] };
      Object.assign(window, seen);
      addEventListener('securitypolicyviolation', (event) => seen.violations.push(event.violatedDirective));
    });
    plain = await open('plain');
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(title: string) {
    const parsed = parseConfig({ report: { title } });
    if (!parsed.ok) throw new Error('the title is not allowed');
    const settings = { ...made.params.settings, report: { title, depth: 'standard' as const } };
    const html = assemble({
      page: makePage(made.inputs, { ...made.params, settings }),
      provenance: fixtureProvenance({ ...made.config, report: { ...made.config.report, title } }),
      others: [],
      plotly: packedPlotly(source('plotly')),
      pageScript: source('page'),
      pageStyle: '',
    });
    const file = join(folder, 'report.html');
    writeFileSync(file, html);
    await page.goto(pathToFileURL(file).href);
    return page.evaluate(() => {
      const { stolen, violations, ran } = window as unknown as Record<string, unknown>;
      const policies = document.querySelectorAll<HTMLMetaElement>(
        'meta[http-equiv="Content-Security-Policy"]',
      );
      return {
        heading: document.querySelector('h1')!.textContent,
        inTitle: document.querySelector('title')!.textContent,
        facts: (JSON.parse(document.getElementById('report-facts')!.textContent!) as { title: string }).title,
        stolen,
        violations,
        ran,
        policies: [...policies].map(({ content }) => content.replace(/'sha256-[^']+'/g, 'HASH')),
        madeFrom: document.querySelectorAll('details.made-from').length,
        elements: document.querySelectorAll('*').length,
      };
    });
  }

  const clean = {
    violations: [],
    ran: ['page'],
    policies: [
      "default-src 'none'; script-src HASH HASH HASH; style-src HASH HASH 'unsafe-hashes'; img-src data:; base-uri 'none'; form-action 'none'",
    ],
  };

  it.each(Object.entries(titles))('%s', async (_, title) => {
    const shown = await open(title);
    expect(shown).toEqual({ ...plain, heading: title, inTitle: title, facts: title });
    expect(shown).toMatchObject(clean);
  });

  it('letters that HTML cannot say, which are shown as the sign for such letters', async () => {
    const shown = await open('null \u0000, return \r\n, half a letter \ud83d.');
    const expected = 'null \ufffd, return \r\n, half a letter \ufffd.';
    expect(shown).toMatchObject({ ...clean, heading: expected, inTitle: expected });
  });
});
