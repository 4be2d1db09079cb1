import { expect, it } from 'vitest';
import { ago, byteLimit, duration, roughly } from './units.js';

it('gives a duration with its unit and two digits', () => {
  const milliseconds = [
    0, 3.4, 99.4, 99.6, 250, 994.9, 999, 4_849, 9_949, 9_951, 38_000, 59_600, 100_400, 7_500_000,
  ];
  expect(milliseconds.map(duration)).toEqual([
    '0 ms',
    '3 ms',
    '99 ms',
    '0.10 s',
    '0.25 s',
    '0.99 s',
    '1.0 s',
    '4.8 s',
    '9.9 s',
    '10 s',
    '38 s',
    '1 min 0 s',
    '1 min 40 s',
    '2 h 5 min',
  ]);
});

it('gives an estimate with the digits that it deserves', () => {
  const milliseconds = [3, 1_200, 5_400, 38_000, 59_000, 98_000, 132_000, 1_000_000, 3_600_000];
  expect(milliseconds.map(roughly)).toEqual([
    'less than a second',
    'about 1 s',
    'about 5 s',
    'about 40 s',
    'about 1 min',
    'about 1 min 40 s',
    'about 2 min 10 s',
    'about 17 min',
    'about 1 h',
  ]);
});

it('says how long ago something was, also when clocks disagree', () => {
  const minute = 60_000;
  expect(
    [-5_000, 59_000, minute, 3.9 * minute, 60 * minute, 47 * 60 * minute, 48 * 60 * minute].map(ago),
  ).toEqual([
    'just now',
    'just now',
    '1 minute ago',
    '3 minutes ago',
    '1 hour ago',
    '1 day ago',
    '2 days ago',
  ]);
});

it('gives a limit in the unit that its user wrote', () => {
  const limits = [0, 1, 1_000, 512_000, 5e8, 1.5e9, 2 ** 20, 2 ** 30, 1.5 * 2 ** 30, 2 ** 41, 1_234_567];
  expect(limits.map(byteLimit)).toEqual([
    '0 B',
    '1 B',
    '1 kB',
    '512 kB',
    '500 MB',
    '1.5 GB',
    '1 MiB (1.0 MB)',
    '1 GiB (1.07 GB)',
    '1.5 GiB (1.61 GB)',
    '2 TiB (2199.02 GB)',
    '1234567 B',
  ]);
});
