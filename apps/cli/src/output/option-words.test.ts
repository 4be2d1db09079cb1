import { expect, it } from 'vitest';
import { debugCommand } from './describe-failure.js';
import { explainCommand } from './explain-command.js';
import { type DecidingOptions, optionWords } from './option-words.js';

const names = ['set', 'weights', 'config', 'cache', 'cache-read', 'cache-mode', 'force', 'freeze'] as const;

it.each<readonly [options: DecidingOptions, words: string]>([
  [{}, ''],
  [{ cacheMode: 'use', cacheRead: [], set: [], force: [] }, ''],
  [{ config: 'sub/a b.ts', cache: 'redis://HOST' }, "--config 'sub/a b.ts' --cache redis://HOST"],
  [{ cacheRead: ['a', 'b'], cacheMode: 'off' }, '--cache-read a --cache-read b --cache-mode off'],
  [{ force: ['model'], freeze: ['figure-*'] }, "--force model --freeze 'figure-*'"],
  [
    {
      set: [
        ['a', '1'],
        ['b', '[2]'],
      ],
      weights: 'm.npz',
    },
    "--set a=1 --set 'b=[2]' --weights m.npz",
  ],
  [{ set: ['a', 'b', 'c', 'd'].map((path) => [path, '1']), config: 'x.ts' }, '… --config x.ts'],
  // These hold for the next command too.
  [{ cache: 'x', config: 'y', origins: { cache: 'SUPERPOSITION_CACHE' } }, '--config y'],
  [{ set: [['a', '1']], origins: { set: 'SUPERPOSITION_SET and --set' } }, '--set a=1'],
])('says options again as one types them: %j', (options, words) => {
  expect(optionWords(options, names).join(' ')).toBe(words);
});

it('names commands that mean the same stage with the same options', () => {
  const options: DecidingOptions = { set: [['a', '1']], config: 'x.ts', cache: 'c', force: ['model'] };
  expect(explainCommand('model[seed=0]', options, true)).toBe(
    "superposition explain 'model[seed=0]' --all --set a=1 --config x.ts --cache c --force model",
  );
  // It runs the stage in any case.
  expect(debugCommand('model[seed=0]', options)).toBe(
    "superposition debug 'model[seed=0]' --set a=1 --config x.ts --cache c",
  );
});
