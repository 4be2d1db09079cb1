import { describe, expect, it } from 'vitest';
import { listedSetting, settingPoints } from './setting-lists.js';

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

  it('has one for each distinct value, in the order of the list', () => {
    expect(varied('training.steps=500, 1000,5e2,+7')).toEqual(
      [500, 1000, 7].map((steps) => ({ 'training.steps': steps })),
    );
    expect(varied('data.activeProbability=.05,0.1,0.05')).toEqual([
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
    expect(varied('training.steps=5,5')).toEqual([{}]);
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
