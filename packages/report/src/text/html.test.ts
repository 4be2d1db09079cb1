import { describe, expect, it } from 'vitest';
import { embeddedJson, html } from './html.js';
import { prose } from './prose.js';

describe('html', () => {
  it('escapes every string and keeps markup made by itself', () => {
    const hostile = `</script><b title="x" id='y'>&`;
    expect(html`<p title="${hostile}">${html`<i>${hostile}</i>`}${[1, null, 'a<b']}</p>`.markup).toBe(
      '<p title="&lt;/script&gt;&lt;b title=&quot;x&quot; id=&#39;y&#39;&gt;&amp;"><i>&lt;/script&gt;&lt;b title=&quot;x&quot; id=&#39;y&#39;&gt;&amp;</i>1a&lt;b</p>',
    );
  });
});

describe('embeddedJson', () => {
  it('cannot end its script element and reads back as it was', () => {
    const value = { text: '</script><!-- \u2028\u2029 é' };
    const { markup } = embeddedJson(value);
    expect(markup).not.toMatch(/[<\u2028\u2029]/);
    expect(JSON.parse(markup)).toEqual(value);
  });
});

describe('prose', () => {
  it('escapes first and sets symbols after', () => {
    expect(prose('W_in < R⁺ *so* |e|^2.5').markup).toBe(
      '<i>W</i><sub>in</sub>\u00a0&lt;\u00a0<i>R</i>⁺ <em>so</em> <span class="together">|e|<sup>2.5</sup></span>',
    );
  });
  it('sets code as it is', () =>
    expect(prose('the stage `a_b^2 <W_in> *c*` of *d*').markup).toBe(
      'the stage <code>a_b^2 &lt;W_in&gt; *c*</code> of <em>d</em>',
    ));
  it('raises no full stop', () =>
    expect(prose('to the ^4. Then x^2.5.').markup).toBe('to the <sup>4</sup>. Then x<sup>2.5</sup>.'));
  it('sets indices in a size that can be read', () =>
    expect(prose('R⁺ⱼᵢ, R⁻₀₁, |xᵢ| and β₁').markup).toBe(
      '<i>R</i>⁺<sub>ji</sub>, <i>R</i>⁻<sub>01</sub>, <span class="together">|x<sub>i</sub>|</span> and β₁',
    ));
  it('raises powers of ten', () => expect(prose('10⁻¹⁷').markup).toBe('10<sup>−17</sup>'));
});
