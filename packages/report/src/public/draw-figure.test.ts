import { naiveWeights } from '@superposition/core';
import { describe, expect, it } from 'vitest';
import type { Figure, Trace } from '../figure.js';
import { drawFigure, inputWeightsFigure, responseCurvesFigure } from '../figures-entry.js';
import type { OwnFigure } from './own-figure.js';

const svg = { format: 'svg' } as const;
const weights = naiveWeights(4, 2);
const own = (traces: readonly Trace[], layout = {}): OwnFigure => ({
  title: 'Mine <&>',
  caption: ['A *caption* of W_in.'],
  panels: [
    { kind: 'plot', id: 'a', title: 'A', summary: 'a "summary"', width: 'full', aspect: 0.5, traces, layout },
  ],
});
const paths = (text: string, kind: string) =>
  [...text.matchAll(new RegExp(`<path class="${kind}" d="([^"]*)"([^>]*)>`, 'g'))].map(([, d, style]) => ({
    d: d!,
    style: style!,
  }));

describe('drawFigure', () => {
  it('gives the same text each time, in the colours of one scheme, with a title and on request a caption', () => {
    const figure = inputWeightsFigure(weights);
    const text = drawFigure(figure, svg);
    expect(drawFigure(structuredClone(figure), svg)).toBe(text);
    expect(text).toMatch(/<title>Figure 3\. Input weights\. [^<]+<\/title>/);
    expect(text).toContain('>Figure 3</tspan>');
    expect(text).not.toContain('light-dark');
    expect(drawFigure(figure, { ...svg, scheme: 'dark' })).not.toBe(text);
    expect(drawFigure(figure, { ...svg, scheme: 'both' })).toContain('light-dark(');
    const turned = {
      features: 3,
      neurons: 2,
      input: Float32Array.of(0.2, 1, 0.7, 1, 0, 0.7),
      output: new Float32Array(6),
    };
    const views = ['codeword', 'index'].map((view) =>
      drawFigure(inputWeightsFigure(turned), { ...svg, view }),
    );
    expect(views[0]).not.toBe(views[1]);
    expect(drawFigure(inputWeightsFigure(turned), svg)).toBe(views[0]);
    expect(drawFigure(own([]), svg)).not.toContain('A <tspan');
    expect(drawFigure(own([]), { ...svg, caption: true })).toContain(
      'caption</tspan> of <tspan font-style="italic">W',
    );
  });

  it('has the small curves of a figure, unless they are folded', () => {
    const figure = responseCurvesFigure(weights);
    const labels = (drawn: Figure) => drawFigure(drawn, svg).match(/<text x="2" y="8">/g)?.length ?? 0;
    expect(labels(figure)).toBe(0);
    const panels = figure.panels.map((panel) => {
      if (panel.kind === 'plot') return panel;
      const { folded: _, ...open } = panel;
      return open;
    });
    expect(labels({ ...figure, panels })).toBe(4);
  });

  it('escapes texts, and numbers no figure of one’s own', () => {
    const text = drawFigure(own([{ type: 'scatter', y: [1, 2], name: '<b>' }]), svg);
    expect(text).toContain('>Mine &lt;&amp;&gt;</text>');
    expect(text).toContain('aria-label="a &quot;summary&quot;"');
    expect(text).not.toContain('Figure 1');
  });

  it('breaks a line at a gap, and joins it where the trace says so', () => {
    const y = Float32Array.of(1, 2, Number.NaN, 2, 1) as never;
    const [line] = paths(drawFigure(own([{ type: 'scatter', mode: 'lines', y }]), svg), 'line');
    expect(line!.d.match(/m/gi)).toHaveLength(2);
    const [joined] = paths(
      drawFigure(own([{ type: 'scatter', mode: 'lines', y, connectgaps: true }]), svg),
      'line',
    );
    expect(joined!.d.match(/m/gi)).toHaveLength(1);
  });

  it('stacks bars and colours each', () => {
    const bars = (name: string, y: readonly number[], marker: Trace['marker']): Trace => ({
      type: 'bar',
      name,
      x: ['a', 'b'],
      y,
      marker,
    });
    const text = drawFigure(
      own(
        [bars('one', [1, 2], { color: ['#ff0000', '#00ff0080'] }), bars('two', [3, 1], { color: '#0000ff' })],
        { barmode: 'stack', yaxis: { range: [0, 4] } },
      ),
      svg,
    );
    const drawn = paths(text, 'bars');
    expect(drawn.map(({ style }) => /fill="[^"]*"( fill-opacity="[^"]*")?/.exec(style)![0])).toEqual([
      'fill="#ff0000"',
      'fill="#00ff00" fill-opacity="0.5"',
      'fill="#0000ff"',
    ]);
    const [first, , second] = drawn.map(({ d }) => [...d.matchAll(/M[\d.]+,([\d.]+)H[\d.]+V([\d.]+)/g)]);
    // The first bar of the second trace stands on the first of the first.
    expect(second![0]![2]).toBe(first![0]![1]);
  });

  it('draws the uncertainty of bars', () => {
    const error_y = { type: 'data', array: [0.5, null], color: '#000000', width: 0 };
    const text = drawFigure(own([{ type: 'bar', x: ['a', 'b'], y: [1, 2], error_y }]), svg);
    expect(paths(text, 'whiskers').map(({ d }) => d.match(/M/g)!.length)).toEqual([1]);
  });

  it('writes only characters that XML allows', () => {
    const text = drawFigure(
      {
        ...own([
          { type: 'scatter', y: [1, 2], name: 'a\u0001b &#99999999; &#x41;' },
          { type: 'scatter', y: [1] },
        ]),
        title: 'x\ud800\ufffe',
      },
      { ...svg, ground: '#fff"/><&', style: { ink: '<ink&', font: 'a\u0002"' } },
    );
    expect(text).not.toMatch(/[^\n\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u);
    expect(text).toContain('a\ufffdb &amp;#99999999; A');
    expect(text).toContain('fill="#fff&quot;/&gt;&lt;&amp;"');
  });

  it('says what it cannot draw', () => {
    expect(() => drawFigure(own([{ type: 'pie' }]), svg)).toThrow(
      new RangeError(
        "panel 'a' has no drawing as SVG, because of traces[0] of type 'pie': only Plotly draws this",
      ),
    );
    expect(() => drawFigure(own([{ type: 'scatter', y: [1, 2], stackgroup: 'a' }]), svg)).toThrow(
      "panel 'a' has no drawing as SVG, because of traces[0].stackgroup: only Plotly draws this",
    );
    expect(() => drawFigure(own([]), { ...svg, view: 'x' })).toThrow(
      'view is "x": must be left out of a figure without views',
    );
    expect(() => drawFigure(inputWeightsFigure(weights), { ...svg, view: 'x' })).toThrow(
      'view is "x": must be one of codeword, singular, index',
    );
    expect(() => drawFigure(own([]), { ...svg, width: 20 })).toThrow(/from 200 to 10000/);
  });
});
