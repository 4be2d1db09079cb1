import { expect, it, onTestFinished } from 'vitest';
import { sourceFolder } from '../../test/support/source-package.js';
import { stage } from '../index.js';
import { openRunner } from './runner.js';

it('one signal cancels many computations, without a warning of many listeners', async () => {
  const home = await sourceFolder({
    'package.json': '{ "type": "module" }',
    'rain.js': 'export const endless = () => { for (;;); };',
  });
  const { endless } = home.tasks('rain.js', 'endless');
  const warnings: Error[] = [];
  const warn = (warning: Error) => void warnings.push(warning);
  process.on('warning', warn);
  onTestFinished(() => void process.off('warning', warn));
  await using runner = await openRunner({ cache: 'memory:' });
  const controller = new AbortController();
  let planned = 0;
  const all = Array.from({ length: 12 }, (_, index) => {
    const onEvent = ({ type }: { readonly type: string }) => {
      if (type !== 'planned') return;
      planned++;
      if (planned === 12) controller.abort('enough');
    };
    return runner.compute(stage(`endless ${index}`, endless!, { params: { index } }), {
      signal: controller.signal,
      onEvent,
    });
  });
  const ends = await Promise.allSettled(all);
  expect(ends).toEqual(all.map(() => ({ status: 'rejected', reason: 'enough' })));
  expect(warnings).toEqual([]);
});
