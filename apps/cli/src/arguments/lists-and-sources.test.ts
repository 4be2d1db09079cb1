import { expect, it } from 'vitest';
import { readCommandLine } from './command-line.js';

it('takes away what cannot be combined with a list of values that comes from nearer to the user', () => {
  const list = 'training.steps=5,6';
  const optionsOf = (words: readonly string[], environment: NodeJS.ProcessEnv) => {
    const command = readCommandLine(['report', ...words], environment);
    return 'options' in command ? command.options : undefined;
  };
  const others = { SUPERPOSITION_PROFILE: 'p.json', SUPERPOSITION_TENSORBOARD: 'tb' };
  const options = optionsOf(['--set', list], others);
  expect(options).toMatchObject({ set: [['training.steps', '5,6']], origins: {} });
  expect(optionsOf(['--set', list], { SUPERPOSITION_VERIFY: '1' })?.verify).toBe(false);
  expect([options?.profile, options?.tensorboard]).toEqual([undefined, undefined]);
  expect(optionsOf(['--set', 'training.steps=5'], others)).toMatchObject({ profile: 'p.json' });
  expect(() => optionsOf(['--profile', 'p.json'], { SUPERPOSITION_SET: list })).toThrow('asks for several');
  expect(() => optionsOf([], { ...others, SUPERPOSITION_SET: list })).toThrow('asks for several');
});
