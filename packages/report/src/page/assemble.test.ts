import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fixture, fixtureProvenance, makeFixture } from '../../test/fixture.js';
import { readAssets } from '../read-assets.js';
import { assemble, type PageParts } from './assemble.js';
import { packedPlotly } from './packed.js';
import { withFarRepeats } from './far-repeats.js';
import { bytesOfDenseText } from './dense-text.js';
import { page } from './page.js';

const { inputs, params, config } = fixture();
const plotlySource = 'window.Plotly = "</script><!-- é";';

function parts(overrides: Partial<PageParts> = {}): PageParts {
  return {
    page: page(inputs, params),
    provenance: fixtureProvenance(config),
    others: [],
    plotly: packedPlotly(plotlySource),
    pageScript: 'void 0;',
    pageStyle: 'p { color: red }',
    ...overrides,
  };
}

const elementsOf = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, 'g'))].map(([, source]) => source!);
const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const policyOf = (html: string) =>
  /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)![1]!.replace(/&#39;/g, "'");

describe('assemble', () => {
  it('gives the same bytes for the same input', () => {
    const again = makeFixture({});
    expect(assemble(parts({ page: page(again.inputs, again.params) }))).toBe(assemble(parts()));
  });

  it('allows exactly the scripts and the style sheet that stand in the page, by their hashes, and nothing else', () => {
    const html = assemble(parts());
    const [mark, script] = elementsOf(html, 'script');
    const [style] = elementsOf(html, 'style');
    const packedSource = /<script type="text\/plain" id="plotly">([^<]*)<\/script>/.exec(html)![1]!;
    expect(Buffer.from(withFarRepeats(inflateRawSync(bytesOfDenseText(packedSource)))).toString()).toBe(
      plotlySource,
    );
    expect(mark).toContain('dataset.scripted');
    expect(script).toBe('void 0;');
    expect(policyOf(html)).toBe(
      `default-src 'none'; script-src ${hashOf(plotlySource)} ${hashOf(mark!)} ${hashOf(script!)}; ` +
        `style-src ${hashOf(style!)} ${hashOf('')} 'unsafe-hashes'; img-src data:; base-uri 'none'; form-action 'none'`,
    );
  });

  it('names all that it has of others, by what the bundler put into its script, with the licences', () => {
    const { others } = readAssets();
    const html = assemble(parts({ others }));
    const dist = new URL('../../dist/browser/', import.meta.url);
    const { outputs } = JSON.parse(readFileSync(new URL('metafile-iife.json', dist), 'utf8')) as {
      outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }>;
    };
    const bundled = Object.entries(outputs['dist/browser/page.js']!.inputs)
      .filter(([path, { bytesInOutput }]) => path.includes('node_modules') && bytesInOutput > 0)
      .map(([path]) => /.*node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(path)![1]!);
    expect(bundled).toContain('fflate');
    expect(others.map(({ name }) => name)).toEqual(['plotly.js-dist-min', ...[...new Set(bundled)].sort()]);
    const named = [
      ...html.matchAll(
        /<li><details><summary><code>([^<]*)<\/code> [\d.]+, (MIT|ISC)<\/summary><pre>[^<]*copyright/gi,
      ),
    ];
    expect(named.map(([, name]) => name)).toEqual(others.map(({ name }) => name));
    expect(html).toContain('MapLibre GL JS');
  });

  it('has no style attribute, which the policy would not allow', () => {
    expect(assemble(parts())).not.toMatch(/<[^>]* style=/);
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
    const [, inlined] = elementsOf(html, 'script');
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
        page: page(inputs, { ...params, settings }),
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
    const file = assemble(parts());
    const stages = /<script type="text\/plain" id="stage-tree">([^<]*)<\/script>/.exec(file)![1]!;
    const html = file + inflateRawSync(bytesOfDenseText(stages)).toString();
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!);
    expect(targets.length).toBeGreaterThan(13);
    for (const id of targets) expect(html.split(` id="${id}"`).length, id).toBe(2);
  });
});
