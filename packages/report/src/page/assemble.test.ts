import { createHash } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { fixture, fixtureProvenance } from '../../test/fixture.js';
import { assemble, type PageParts } from './assemble.js';
import { page } from './page.js';

const { inputs, params, config } = fixture();

function parts(overrides: Partial<PageParts> = {}): PageParts {
  return {
    page: page(inputs, params),
    provenance: fixtureProvenance(config),
    plotlySource: 'window.Plotly = "</script><!-- é";',
    pageScript: 'void 0;',
    pageStyle: 'p { color: red }',
    ...overrides,
  };
}

describe('assemble', () => {
  it('gives the same bytes for the same input', () => {
    const again = fixture();
    expect(assemble(parts({ page: page(again.inputs, again.params) }))).toBe(assemble(parts()));
  });

  it('allows exactly the scripts that stand in the page, by their hashes', () => {
    const html = assemble(parts());
    const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, source]) => source!);
    expect(scripts).toEqual(['window.Plotly = "</\\u0073cript><!-- é";', 'void 0;']);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/
      .exec(html)![1]!
      .replace(/&#39;/g, "'");
    const hashes = scripts.map(
      (source) => `'sha256-${createHash('sha256').update(source).digest('base64')}'`,
    );
    expect(policy).toContain(`script-src ${hashes.join(' ')};`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });

  it.each([
    ["'</script>' + '<!-- <script>' + '</SCRIPT\\n>'", '</script><!-- <script></SCRIPT\n>'],
    ['`</script >` + 1', '</script >1'],
    ['/<script>/.test("<" + "script>")', true],
    ['/(?<script>a)b/.exec("ab").groups.script', 'a'],
    ['((script, i) => i<script/2)(8, 3)', true],
    ['((i) => i</script/i.exec("Script").index)(-1)', true],
    ['((i, scripts) => i<scripts.length)(0, [1])', true],
  ])('keeps what %s means, in a script that ends where it should', (source, value) => {
    const html = assemble(parts({ pageScript: source }));
    const [, inlined] = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => text!);
    expect(inlined).not.toMatch(/<\/?script[\t\n\f\r />]/i);
    expect(runInNewContext(inlined!)).toBe(value);
  });

  it('leaves a script that cannot end its element as it is', () => {
    const pageScript = 'for(let i=0;i<scripts.length;i++);a<b';
    expect(assemble(parts({ pageScript }))).toContain(`<script>${pageScript}</script>`);
  });

  it('puts the policy before anything that it governs', () => {
    const html = assemble(parts());
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.search(/<(style|script|title)/));
  });

  it('escapes a title everywhere it stands', () => {
    const title = `</title><script>alert(1)</script> "'&`;
    const settings = { ...params.settings, report: { ...params.settings.report, title } };
    const html = assemble(
      parts({
        page: page(inputs, { settings }),
        provenance: fixtureProvenance({ ...config, report: { ...config.report, title } }),
      }),
    );
    expect(html).not.toContain('<script>alert');
    expect(html).toContain(
      '<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; &quot;&#39;&amp;</title>',
    );
  });

  it('names no place and no time', () => {
    const html = assemble(parts());
    expect(html).not.toMatch(/file:\/\/|\/home\/|\/work\/|\b20\d\d-\d\d-\d\d/);
  });

  it('links every line of the contents to an element that is there, once', () => {
    const html = assemble(parts());
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!);
    expect(targets.length).toBeGreaterThan(13);
    for (const id of targets) expect(html.split(` id="${id}"`).length, id).toBe(2);
  });
});
