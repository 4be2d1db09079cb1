import { expect, it, onTestFinished } from 'vitest';
import { sourceFolder } from '../../test/support/source-package.js';
import { stage } from '../index.js';
import { openRunner } from './runner.js';

async function endless() {
  const home = await sourceFolder({
    'package.json': '{ "type": "module" }',
    'rain.js': 'export const endless = () => { for (;;); };',
  });
  const task = home.tasks('rain.js', 'endless')['endless']!;
  const runner = await openRunner({ cache: 'memory:' });
  return { runner, stream: runner.run(stage('endless', task)) };
}

it('closing a runner ends a stream that takes no errors like unsubscribing', async () => {
  const { runner, stream } = await endless();
  const thrown: unknown[] = [];
  const uncaught = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException').on('uncaughtException', (error) => thrown.push(error));
  onTestFinished(() => {
    process.removeAllListeners('uncaughtException');
    for (const listener of uncaught) process.on('uncaughtException', listener);
  });
  await new Promise<void>((resolve) => {
    stream.subscribe(({ type }) => {
      if (type === 'started') void runner.close().then(resolve);
    });
  });
  // RxJS throws what nobody takes in a timer.
  await new Promise((resolve) => setTimeout(resolve));
  expect(thrown).toEqual([]);
});

it('awaiting a stream says that nothing runs, and where it was asked for', async () => {
  const { runner, stream } = await endless();
  const error = await (async () => stream)().catch((thrown: unknown) => thrown as Error);
  expect(error).toBeInstanceOf(TypeError);
  expect((error as Error).message).toMatch(/^run\(\) gives a stream.*subscribe.*await compute/);
  expect((error as Error).stack).toContain('until-closed.test');
  await runner.close();
});

it('closing a runner is an error of a stream that takes errors', async () => {
  const { runner, stream } = await endless();
  const error = await new Promise((resolve, reject) => {
    stream.subscribe({
      next: ({ type }) => void (type === 'started' && runner.close()),
      error: resolve,
      complete: () => reject(new Error('it completed')),
    });
  });
  expect(error).toMatchObject({ message: 'the runner was closed' });
  await runner.close();
});
