import { expect, it } from 'vitest';
import {
  type Colour,
  heatmapAbove,
  heatmapBelow,
  inkOn,
  paper,
  sequentialScale,
  signedScale,
} from './theme.js';

const schemes = ['light', 'dark'] as const;
const half = (colour: Colour, scheme: 'light' | 'dark') =>
  /#\w+/g.exec(scheme === 'light' ? colour : colour.split(',')[1]!)![0];
const channels = (colour: string) =>
  [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));

it.each(schemes)('signed colours lie over paper with an opacity of |v|^0.8: %s', (scheme) => {
  for (const [stop, colour] of signedScale) {
    const opacity = Math.abs(2 * stop - 1) ** 0.8;
    const over = channels(half(stop < 0.5 ? heatmapBelow : heatmapAbove, scheme));
    const ground = channels(half(paper, scheme));
    const expected = ground.map((part, index) => Math.round(part + (over[index]! - part) * opacity));
    expect(channels(half(colour, scheme)), String(stop)).toEqual(expected);
  }
});

/** As WCAG defines it. */
const luminance = (colour: string) => {
  const [red, green, blue] = channels(colour).map((part) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
};
const contrast = (a: string, b: string) =>
  (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);

it.each([
  ['signed', signedScale],
  ['sequential', sequentialScale],
])('texts on cells can be read at every stop of the %s scale', (_, scale) => {
  for (const [stop, colour] of scale)
    for (const scheme of schemes)
      expect(
        contrast(half(inkOn(stop, scale), scheme), half(colour, scheme)),
        `${stop} ${scheme}`,
      ).toBeGreaterThan(3.6);
});

it('takes light and dark text where they belong', () => {
  expect(inkOn(0, signedScale)).toBe('light-dark(#ffffff, #101215)');
  expect(inkOn(0.5, signedScale)).toBe('light-dark(#211f1b, #e9e6e0)');
  expect(inkOn(-1, signedScale)).toBe(inkOn(0, signedScale));
  expect(inkOn(2, signedScale)).toBe(inkOn(1, signedScale));
});
