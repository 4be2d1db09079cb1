import { naiveWeights } from '@superposition/core';
import { describe, expect, it } from 'vitest';
import { bufferOfBrowsers } from '../buffer.js';
import {
  type Figure,
  figuresOf,
  inputWeightsFigure,
  inScheme,
  multiplesSvg,
  type PlotPanel,
  plotOf,
  proseHtml,
  responseCurvesFigure,
  unpacked,
} from '../figures-entry.js';

const weights = naiveWeights(4, 2);
const figures = figuresOf(weights, { samples: 2000 });
const heatmap = inputWeightsFigure(weights).panels[0] as PlotPanel;

describe('a figure', () => {
  it.each(figures.map((figure) => [figure.title, figure] as const))(
    'is the same after JSON and after a structured clone: %s',
    (_, figure) => {
      expect(JSON.parse(JSON.stringify(figure))).toStrictEqual(figure);
      expect(structuredClone(figure)).toStrictEqual(figure);
    },
  );

  it('has lists of numbers once it is unpacked, which JSON keeps too', () => {
    const [matrix] = (unpacked(heatmap) as PlotPanel).views!['index']!;
    expect(matrix).toMatchObject({
      z: [
        [1, 0, 0, 0],
        [0, 1, 0, 0],
      ],
    });
    const plain = unpacked(figures) as Figure[];
    expect(JSON.stringify(plain)).not.toContain('bdata');
    expect(JSON.parse(JSON.stringify(plain))).toStrictEqual(plain);
    expect(unpacked([Float32Array.of(1, Number.NaN)])).toEqual([[1, null]]);
  });

  const about = (text: string, options: { activeProbability?: number; modelSeed?: number }) =>
    figuresOf(weights, { samples: 2000, ...options })
      .filter(({ caption }) => caption.some((paragraph) => paragraph.includes(text)))
      .map(({ number }) => number);

  it('says which p it was made with, and that it was assumed unless it was given', () => {
    expect(about('Here p = 0.02 is assumed', {})).toEqual([1, 6, 8]);
    expect(about('Here p = 0.02 is assumed', { modelSeed: 3 })).toEqual([1, 6, 8]);
    expect(about('Here p = 0.02, as the option', { activeProbability: 0.02 })).toEqual([1, 6, 8]);
    expect(about('Here p = 0.3, as the option', { activeProbability: 0.3 })).toEqual([1, 6, 8]);
    expect(about('is assumed', { activeProbability: 0.3 })).toEqual([]);
  });

  it('says some p wherever the data have one', () => {
    const depends = (at: number) => figuresOf(weights, { samples: 2000, activeProbability: at });
    const [sparse, dense] = [depends(0.1), depends(0.9)];
    const differ = sparse.filter((figure, index) => JSON.stringify(figure) !== JSON.stringify(dense[index]));
    expect(differ.map(({ number }) => number)).toEqual([1, 6, 8]);
  });
});

describe('plotOf', () => {
  it('takes the colours of one scheme, and leaves none of both', () => {
    const panels = figures.flatMap((figure) => figure.panels).filter((panel) => panel.kind === 'plot');
    expect(panels.length).toBeGreaterThan(8);
    for (const panel of panels)
      for (const scheme of ['light', 'dark'] as const)
        expect(JSON.stringify(plotOf(panel, { scheme }))).not.toContain('light-dark');
    const colours = (scheme: 'light' | 'dark') =>
      plotOf(heatmap, { scheme, style: { grid: 'light-dark(white, rgb(1, 2, 3))' } });
    expect(colours('dark').layout).toMatchObject({ yaxis: { gridcolor: 'rgb(1, 2, 3)', ticks: '' } });
    expect(colours('light').layout).toMatchObject({ yaxis: { gridcolor: 'white' } });
    expect(colours('light').data).not.toEqual(colours('dark').data);
  });

  it('draws the view that is asked for, and the first one otherwise', () => {
    const view = (name?: string) => plotOf(heatmap, { view: name }).data[0]!['x'];
    expect(view('index')).toEqual(['0', '1', '2', '3']);
    expect(view()).toEqual(view('codeword'));
    expect(view('singular')).not.toEqual(view('index'));
    expect(() => view('toString')).toThrow(
      new RangeError('view is "toString": must be one of codeword, singular, index'),
    );
  });

  it('keeps typed arrays of a panel of one’s own', () => {
    const y = Float32Array.of(1, 2);
    const own = { ...heatmap, views: undefined, traces: [{ type: 'scatter', y }] };
    expect(plotOf(own as never).data).toEqual([{ type: 'scatter', y }]);
  });
});

describe('multiplesSvg', () => {
  it('draws each curve in the colours of the scheme, and escapes labels', () => {
    const panel = responseCurvesFigure(weights).panels.find(({ kind }) => kind === 'multiples');
    if (panel?.kind !== 'multiples') throw new Error('no small multiples');
    const svg = multiplesSvg({ ...panel, cells: [{ ...panel.cells[0]!, label: '<a>' }] }, { scheme: 'dark' });
    expect(svg).not.toContain('light-dark');
    expect(svg).toContain(inScheme(panel.curveColour, 'dark'));
    expect(svg).toContain('&lt;a&gt;');
    expect(multiplesSvg(panel).match(/<rect/g)).toHaveLength(4);
  });
});

it('sets the marks of a text as HTML', () => {
  expect(proseHtml('*Not* <W_in>')).toBe('<em>Not</em> &lt;<i>W</i><sub>in</sub>&gt;');
});

it('writes base64 as Node does, where there is no Buffer', () => {
  const bytes = Uint8Array.from({ length: 20_000 }, (_, index) => (index * 7) % 256);
  expect(bufferOfBrowsers.from(bytes).toString()).toBe(Buffer.from(bytes).toString('base64'));
});
