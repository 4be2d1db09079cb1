import { expect, it } from 'vitest';
import type { PlacedText } from './boxes.js';
import { textGroup } from './text-element.js';

const text = (over: Partial<PlacedText>): PlacedText => ({
  text: 'a',
  x: 1,
  y: 2,
  anchor: 'middle',
  size: 11,
  colour: '#123456',
  ...over,
});

it('gives a group what all of its texts have, and each text the rest', () => {
  expect(textGroup('x', [text({}), text({ x: 5 })])).toBe(
    '<g class="x" font-size="11" text-anchor="middle" fill="#123456"><text x="1" y="2">a</text><text x="5" y="2">a</text></g>',
  );
  expect(textGroup('x', [text({}), text({ colour: '#000000', anchor: 'start' })])).toBe(
    '<g class="x" font-size="11"><text x="1" y="2" text-anchor="middle" fill="#123456">a</text><text x="1" y="2" fill="#000000">a</text></g>',
  );
  expect(textGroup('x', [])).toBe('<g class="x"></g>');
});
