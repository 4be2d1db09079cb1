import { describe, expect, it } from 'vitest';
import { createRig } from '../testing/rig.js';
import { nearestTo } from '../values/nearest-names.js';
import { graph } from './graph.js';
import { familyOf, selectStages } from './select.js';

const names = [
  'model[seed=1]',
  'model[seed=2]',
  'model',
  'models[seed=1]',
  'figure-1',
  'figure-2',
  'a.b',
  'a+b',
];
const { stage } = createRig();
const whole = graph(names.map((name) => stage(name, () => 1)));

describe('a pattern', () => {
  it.each<[string, readonly string[]]>([
    ['figure-1', ['figure-1']],
    ['model[seed=2]', ['model[seed=2]']],
    // A stage of exactly this name has priority over a family of this name.
    ['model', ['model']],
    ['models', ['models[seed=1]']],
    ['figure-*', ['figure-1', 'figure-2']],
    ['*[seed=1]', ['model[seed=1]', 'models[seed=1]']],
    ['m*[*=2]', ['model[seed=2]']],
    ['*', names],
    ['a.*', ['a.b']],
    ['a+*', ['a+b']],
  ])('%s finds its stages', (pattern, found) => {
    expect(selectStages(whole, pattern)).toEqual({ found });
  });

  it('is judged in no time, however many asterisks it has', () => {
    const long = graph([stage('a'.repeat(200), () => 1)]);
    expect(selectStages(long, `${'*'.repeat(100)}b`)).toHaveProperty('nearest');
    expect(selectStages(long, `${'*a'.repeat(100)}*`)).toEqual({ found: ['a'.repeat(200)] });
    expect(selectStages(whole, 'figure-1*1')).toHaveProperty('nearest');
  });

  it('finds a family', () => {
    const family = graph(['m[a=1]', 'm[a=2]', 'mm[a=1]'].map((name) => stage(name, () => 1)));
    expect(selectStages(family, 'm')).toEqual({ found: ['m[a=1]', 'm[a=2]'] });
  });

  it.each<[string, readonly string[]]>([
    ['figure-3', ['figure-1', 'figure-2']],
    ['modle', ['model', 'models']],
    ['zzzzzzzz', []],
    ['figures-*', ['figure-1', 'figure-2']],
  ])('%s, which finds none, is told the nearest', (pattern, nearest) => {
    const selected = selectStages(whole, pattern);
    expect('nearest' in selected && selected.nearest.slice(0, nearest.length)).toEqual(nearest);
    if (nearest.length === 0) expect(selected).toEqual({ nearest: [] });
  });
});

describe('the nearest names', () => {
  it('come by the number of edits, at most three, and none that is another word', () => {
    expect(nearestTo('report', ['rapport', 'rep', 'reports', 'stage'])).toEqual([
      'reports',
      'rapport',
      'rep',
    ]);
    expect(nearestTo('report', ['rapport', 'reporting all'])).toEqual(['reporting all', 'rapport']);
    expect(nearestTo('xy', ['ab', 'xz'])).toEqual(['xz']);
    expect(nearestTo('', ['a', 'abc'])).toEqual([]);
    expect(nearestTo('abc', [])).toEqual([]);
  });
});

describe('a family', () => {
  it('is what stands before the brackets', () => {
    expect(['model[seed=1]', 'model', '[x]'].map(familyOf)).toEqual(['model', 'model', '']);
  });
});
