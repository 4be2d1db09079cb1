import { expect, test } from 'vitest';
import { notDrawn, pickedInWords } from './pick.js';

test('reads a picked feature aloud with its rank and its neurons', () => {
  expect(
    pickedInWords('feature', 47, [
      { name: 'gain', value: 0.3684, rank: { place: 89, of: 100 } },
      { name: 'squared error', value: 0.0724 },
      { name: 'word', neurons: [2, 5] },
    ]),
  ).toBe('Feature 47: gain 0.368, rank 89 of 100; squared error 0.0724; word 2 · 5.');
  expect(pickedInWords('feature', 0, [{ name: 'word', neurons: [] }])).toBe('Feature 0: word empty.');
});

test('reads a picked neuron aloud, and one of which nothing is known', () => {
  expect(pickedInWords('neuron', 3, [{ name: 'word', features: 1 }])).toBe(
    'Neuron 3: in the word of 1 feature.',
  );
  expect(pickedInWords('neuron', 3, [])).toBe('Neuron 3.');
});

test('names the figures that draw others and not this one', () => {
  expect(notDrawn([])).toBe('');
  expect(notDrawn(['Figure 2'])).toBe('Not among those drawn in Figure 2.');
  expect(notDrawn(['Figure 2', 'Figure 5', 'Figure B'])).toBe(
    'Not among those drawn in Figure 2, Figure 5 and Figure B.',
  );
});
