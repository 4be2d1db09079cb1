import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { sourceFolder } from '../../test/support/source-package.js';
import { type AnyTask, StageError, stage } from '../index.js';
import { compute } from '../run/compute.js';
import { defineTasks } from './define-tasks.js';

const sources = {
  'package.json': '{}',
  'rain.js': [
    "const { helper } = require('./helper.js');",
    'exports.rainfall = (_inputs, { seed }) => helper(seed);',
    "exports.fails = () => {\n  throw new Error('no rain');\n};",
  ].join('\n'),
  'helper.js': 'exports.helper = (seed) => [seed, seed + 1];',
  'single.js': 'module.exports = () => 3;',
};

it('computes by the functions of a CommonJS module, and says where one threw', async () => {
  const home = await sourceFolder(sources);
  const load = createRequire(join(home.root, 'main.js'));
  const file = (name: string) => pathToFileURL(join(home.root, name));
  const tasks = defineTasks(file('rain.js'), load('./rain.js') as object) as Record<string, AnyTask>;
  expect(Object.keys(tasks)).toEqual(['rainfall', 'fails']);
  const cache = join(home.root, '.superposition');
  const days = stage('days', tasks['rainfall']!, { params: { seed: 1 } } as never);
  expect(await compute(days, { cache })).toEqual([1, 2]);
  const error = await compute(stage('fails', tasks['fails']!), { cache }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StageError);
  expect(error).toMatchObject({ failure: { message: 'no rain', place: { file: 'rain.js', line: 4 } } });
});

it('takes a module that is one function, as each version of Node shows it', async () => {
  const home = await sourceFolder(sources);
  const single = createRequire(join(home.root, 'main.js'))('./single.js') as () => number;
  const url = pathToFileURL(join(home.root, 'single.js'));
  for (const module of [{ default: single }, { default: single, 'module.exports': single }]) {
    const tasks = defineTasks(url, module as object) as Record<string, AnyTask>;
    expect(Object.keys(tasks)).toEqual(['default']);
    expect(await compute(stage('three', tasks['default']!), { cache: 'memory:' })).toBe(3);
  }
});
