import { expect, it } from 'vitest';
import { hintLines, joined, sections, stackedTable, table, wrapped, wrappedMessage } from './table.js';

const rows = [
  ['model', '30 built', '4.8 s', 'data.activeProbability changed 0.02 → 0.1'],
  ['sweep-point', '194 fresh', '', ''],
];
const columns = [{}, { align: 'right' }, { align: 'right' }, { shrinks: true }] as const;

it('puts cells into columns, without blanks at the end', () => {
  expect(table(columns, rows)).toEqual([
    'model         30 built  4.8 s  data.activeProbability changed 0.02 → 0.1',
    'sweep-point  194 fresh',
  ]);
});

it('cuts what may shrink, so that no line is longer than the terminal is wide', () => {
  for (const width of [60, 50, 40]) {
    const lines = table(columns, rows, width);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(width);
    expect(lines[0]).toMatch(/^model {9}30 built {2}4\.8 s {2}data\..*…$/);
  }
});

it('leaves a column out in which nothing stands', () => {
  expect(table([{}, {}, {}], [['a', '', 'b']])).toEqual(['a  b']);
});

it('breaks the lines of a message between words, behind their indentation', () => {
  const message =
    'superposition: the config has one problem:\n  a = 1: is not a setting; it must be one of model, data, training';
  expect(wrappedMessage(message, 50)).toBe(
    [
      'superposition: the config has one problem:',
      '  a = 1: is not a setting; it must be one of',
      '    model, data, training',
    ].join('\n'),
  );
  expect(wrappedMessage(message)).toBe(message);
});

it('breaks a text between words, never in one', () => {
  const text = 'config   superposition.config.ts, training.steps 3000, training.batchSize 512 (--set)';
  expect(wrapped(text, 60, 9)).toEqual([
    'config   superposition.config.ts, training.steps 3000,',
    '         training.batchSize 512 (--set)',
  ]);
  expect(wrapped(text, text.length, 9)).toEqual([text]);
  expect(wrapped('a-word-that-is-longer than a line', 10)).toEqual(['a-word-that-is-longer than a line']);
});

it('puts hints into as many lines as they need', () => {
  expect(hintLines(['plan --all', 'explain A', 'runs'], 22)).toBe('plan --all · explain A\nruns\n');
  expect(hintLines(['plan --all', 'explain A'])).toBe('plan --all · explain A\n');
});

it('breaks a list only between its words', () => {
  expect(joined(['ab cd', 'ef', 'gh'], 10)).toEqual(['ab cd, ef,', 'gh']);
  expect(joined(['ab cd', 'ef', 'gh'], 9)).toEqual(['ab cd,', 'ef, gh']);
  expect(joined(['ab cd', 'ef'], 9)).toEqual(['ab cd, ef']);
  expect(joined([])).toEqual([]);
});

it('puts the first cell above the others where a table is too wide', () => {
  const cells = [
    ['one', '1', 'first'],
    ['another', '22', ''],
  ];
  expect(stackedTable([{}, {}, {}], cells, 18)).toEqual(['one      1   first', 'another  22']);
  expect(stackedTable([{}, {}, {}], cells, 17)).toEqual(['one', '  1   first', 'another', '  22']);
});

it('breaks the lines under a title, and leaves out a title without lines', () => {
  expect(
    sections(
      [
        ['none', []],
        ['some', ['a bc', 'd']],
      ],
      5,
    ),
  ).toEqual(['some', '  a', '    bc', '  d']);
});
