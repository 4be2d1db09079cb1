import { expect, it } from 'vitest';
import { inTurn } from './in-turn.js';

it('begins nothing for a file until what was asked for it before is done, or has failed', async () => {
  const order: string[] = [];
  const ends: (() => void)[] = [];
  const ask = (file: string, name: string) =>
    inTurn(file, async () => {
      order.push(`${name} begins`);
      await new Promise<void>((resolve) => ends.push(resolve));
      order.push(`${name} ends`);
      if (name === 'one') throw new Error('it failed');
      return name;
    });
  const [one, two, three] = [ask('a', 'one'), ask('a', 'two'), ask('a', 'three')];
  const other = ask('b', 'other');
  expect(order).toEqual(['one begins', 'other begins']);
  ends[1]!();
  expect(await other).toBe('other');
  ends[0]!();
  await expect(one).rejects.toThrow('it failed');
  while (ends.length < 3) await new Promise((resolve) => setImmediate(resolve));
  ends[2]!();
  expect(await two).toBe('two');
  while (ends.length < 4) await new Promise((resolve) => setImmediate(resolve));
  ends[3]!();
  expect(await three).toBe('three');
  expect(order).toEqual([
    'one begins',
    'other begins',
    'other ends',
    'one ends',
    'two begins',
    'two ends',
    'three begins',
    'three ends',
  ]);
});
