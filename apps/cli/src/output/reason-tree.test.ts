import type { ReasonChainLine } from '@superposition/pipeline/internal/tell/reason-chain';
import { describe, expect, it } from 'vitest';
import { describeChain } from './reason-tree.js';

const line = (depth: number, stage: string, ...on: string[]): ReasonChainLine =>
  on.length === 0
    ? { depth, stage, state: 'runs', reasons: [{ kind: 'parameter', path: 'own.steps', from: 1, to: 2 }] }
    : { depth, stage, state: 'depends', on };
const lines = [
  line(0, 'page', 'figure-1', 'figure-2'),
  line(1, 'figure-1', 'errors', 'quantities[lossExponent=2,seed=0]'),
  line(2, 'errors', 'model'),
  line(3, 'model'),
  line(2, 'quantities[lossExponent=2,seed=0]', 'responses'),
  line(3, 'responses'),
  line(1, 'figure-2', 'map'),
  line(2, 'map'),
  line(0, 'claims'),
];
const at = (width: number, rows = 40) => describeChain(lines, { all: false, rows, width, now: 0 });

describe('a tree of reasons', () => {
  it('leads each branch on to its next sibling', () => {
    expect(at(200)).toBe(
      [
        'page would run if the value of figure-1, figure-2 changes',
        '├ figure-1 would run if the value of errors, quantities[lossExponent=2,seed=0] changes',
        '│ ├ errors would run if the value of model changes',
        '│ │ └ model would run: training.steps changed 1 → 2',
        '│ └ quantities[lossExponent=2,seed=0] would run if the value of responses changes',
        '│   └ responses would run: training.steps changed 1 → 2',
        '└ figure-2 would run if the value of map changes',
        '  └ map would run: training.steps changed 1 → 2',
        'claims would run: training.steps changed 1 → 2',
        '',
      ].join('\n'),
    );
  });

  it('goes on beside what takes several lines', () => {
    expect(at(40)).toBe(
      [
        'page would run if the value of figure-1,',
        '│ figure-2 changes',
        '├ figure-1 would run if the value of',
        '│ │ errors,',
        '│ │ quantities[lossExponent=2,seed=0]',
        '│ │ changes',
        '│ ├ errors would run if the value of',
        '│ │ │ model changes',
        '│ │ └ model would run: training.steps',
        '│ │     changed 1 → 2',
        '│ └ quantities[lossExponent=2,seed=0]',
        '│   │ would run if the value of',
        '│   │ responses changes',
        '│   └ responses would run:',
        '│       training.steps changed 1 → 2',
        '└ figure-2 would run if the value of map',
        '  │ changes',
        '  └ map would run: training.steps',
        '      changed 1 → 2',
        'claims would run: training.steps changed',
        '  1 → 2',
        '',
      ].join('\n'),
    );
  });

  it('breaks no word and no branch, and is no wider than the terminal', () => {
    for (const width of [50, 60, 80])
      for (const each of at(width).split('\n')) expect(each.length).toBeLessThanOrEqual(width);
  });
});
