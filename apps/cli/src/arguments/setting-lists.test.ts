import { describe, expect, it } from 'vitest';
import { listedSetting, refuseReplacedLists, refuseSame, settingPoints } from './setting-lists.js';

const varied = (...settings: readonly string[]) =>
  settingPoints(
    settings.map((text) => [text.split('=')[0]!, text.slice(text.indexOf('=') + 1)] as const),
  ).map((point) => point.varied);

describe('settingPoints', () => {
  it('has one point without a list', () => {
    expect(varied()).toEqual([{}]);
    expect(
      varied(
        'training.steps=5',
        'report.title=a,b',
        'training.seeds=[1,2]',
        'model={"features":3,"neurons":2}',
      ),
    ).toEqual([{}]);
  });

  it('has one for each value, in the order of the list', () => {
    expect(varied('training.steps=500, 1000,+7')).toEqual(
      [500, 1000, 7].map((steps) => ({ 'training.steps': steps })),
    );
    expect(varied('data.activeProbability=.05,0.1')).toEqual([
      { 'data.activeProbability': 0.05 },
      { 'data.activeProbability': 0.1 },
    ]);
    expect(varied('training.seeds=2,[3,4]')).toEqual([{ 'training.seeds': 2 }, { 'training.seeds': [3, 4] }]);
    expect(varied('sweeps.neurons.values=null,[],[2,3]')).toHaveLength(3);
    expect(varied('model.init={"kind":"normal","scale":1},{"kind":"naive"}')).toHaveLength(2);
    expect(varied('training.steps=1e999,5')).toHaveLength(2);
  });

  it('has the product of several lists, and takes the last of a setting that is given again', () => {
    expect(varied('training.steps=1,2', 'model.neurons=3,4')).toEqual([
      { 'training.steps': 1, 'model.neurons': 3 },
      { 'training.steps': 1, 'model.neurons': 4 },
      { 'training.steps': 2, 'model.neurons': 3 },
      { 'training.steps': 2, 'model.neurons': 4 },
    ]);
    expect(varied('training.steps=1,2', 'training.steps=3')).toEqual([{}]);
    const twenty = Array.from({ length: 20 }, (_, index) => index + 1).join(',');
    expect(() => varied(`training.steps=${twenty}`, `model.neurons=${twenty}`)).toThrow('at most 100');
  });

  it('leaves what is no list of values to the config, whatever it is', () => {
    for (const text of ['a"b,c', '[1,2', '1]],2', '{,}', '"a,b"', 'training.seeds=["]",1]'])
      expect(settingPoints([['engine', text]])).toHaveLength(1);
    expect(() => settingPoints([['__proto__.x', '1,2']])).not.toThrow();
    expect(
      listedSetting([
        ['report.title', 'a,b'],
        ['engine', 'kernel,reference'],
      ]),
    ).toBe('engine=kernel,reference');
  });
});

it.each([
  ['training.steps=10,10', 'training.steps=10 stands twice'],
  ['training.steps=10,20,1e1', 'training.steps=10 and training.steps=1e1 in'],
  ['training.steps=10,10.0', 'training.steps=10 and training.steps=10.0 in'],
])('refuses points that are the same: %s', (text, message) => {
  const points = settingPoints([text.split('=') as [string, string]]);
  const contentOf = (index: number) => JSON.stringify(points[index]!.varied);
  expect(() => refuseSame(points, contentOf)).toThrow(message);
});

it('refuses a list that a later setting replaces, and no other setting', () => {
  const refused = (...set: [string, string][]) => refuseReplacedLists('--set', set);
  expect(() => refused(['training.steps', '1,2'], ['training.steps', '3'])).toThrow(
    '--set training.steps=1,2 would have no effect, because training.steps=3 comes after it',
  );
  expect(() => refused(['training.steps', '3'], ['training.steps', '1,2'])).not.toThrow();
  expect(() => refused(['report.title', 'a,b'], ['report.title', 'c'])).not.toThrow();
});
