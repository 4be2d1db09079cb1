// Tasks are plain functions: a test calls them, without a pipeline.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page, readings, statistics } from './functions.js';

test('leaves out days without a reading', () => {
  const csv = 'station,date,celsius\nsummit,2026-01-01,-8\nsummit,2026-01-02,\n';
  assert.deepEqual(readings({ csv }), [{ station: 'summit', date: '2026-01-01', celsius: -8 }]);
});

test('counts only days below the threshold as frost', () => {
  const days = [-2, 0, 5].map((celsius) => ({ station: 'valley', date: '2026-01-01', celsius }));
  assert.deepEqual(statistics({ readings: days }, { frostBelow: 0 }), [
    { station: 'valley', days: 3, mean: 1, lowest: -2, frost: 1 },
  ]);
});

test('escapes what stands in the table', () => {
  const station = { station: '<b>', days: 1, mean: 1, lowest: 1, frost: 0 };
  assert.match(page({ statistics: [station] }, { title: 'A & B' }), /<h1>A &#38; B<\/h1>.*<th>&#60;b&#62;/s);
});
