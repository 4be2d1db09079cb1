// How a program that uses the pipeline may be run: compiled, as TypeScript, in tests, in part by a bundler, as CommonJS.

import { mkdirSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { call, type Manager, managers, project } from './support/project.js';

const packed = inject('packed');
const nodes = inject('nodes');
const home = inject('projects');
const names = [
  '@superposition/pipeline',
  'esbuild',
  'node-sqlite3-wasm',
  'tsx',
  'typescript@^5.9.3',
  'vitest@^4.0.0',
];

const rain = `
export function rainfall(_inputs: object, { seed }: { seed: number }): Float64Array {
  return Float64Array.from({ length: 365 }, (_, day) => (seed * (day + 1) * 16_807) % 21);
}
export function wetDays({ days }: { days: Float64Array }, { threshold }: { threshold: number }): number {
  return days.filter((rain) => rain > threshold).length;
}
`;
const graph = (ending: string) => `
import { defineTasks, stage } from '@superposition/pipeline';
import * as rain from './rain${ending}';

const tasks = defineTasks(new URL('./rain${ending}', import.meta.url), rain, { wetDays: { runs: 'worker' } });
const days = stage('days', tasks.rainfall, { params: { seed: 1 } });
export const wet = stage('wet', tasks.wetDays, { params: { threshold: 1 }, inputs: { days } });
`;
const run = (ending: string) => `
import { compute } from '@superposition/pipeline';
import { wet } from './graph${ending}';

const ran: string[] = [];
const value = await compute(wet, { onEvent: (event) => void (event.type === 'built' && ran.push(event.stage)) });
console.log(value, ran.join(' '), wet.task.address);
`;
const files = {
  'package.json': '{ "private": true, "type": "module" }',
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      target: 'es2023',
      module: 'nodenext',
      strict: true,
      types: ['node'],
      rootDir: 'src',
      outDir: 'dist',
      sourceMap: true,
    },
    include: ['src'],
  }),
  'src/rain.ts': rain,
  'src/graph.ts': graph('.js'),
  'src/run.ts': run('.js'),
  'stripped/rain.ts': rain,
  'stripped/graph.ts': graph('.ts'),
  'stripped/run.ts': run('.ts'),
  'test/rain.test.ts': `
import { compute } from '@superposition/pipeline';
import { expect, it } from 'vitest';
import { wet } from '../src/graph.js';
it('counts the wet days', async () => expect(await compute(wet, { cache: 'memory:' })).toBe(244));
`,
  'one/run.js': `
import { compute, defineTasks, stage } from '@superposition/pipeline';
export function five() {
  return 5;
}
const tasks = defineTasks(new URL(import.meta.url), { five });
await compute(stage('five', tasks.five), { cache: 'memory:' }).catch(({ name, message }) => console.log(name, message));
`,
  'one/self.js': `
import * as all from '@superposition/pipeline';
import * as self from './self.js';
export function five() {
  return 5;
}
const tasks = all.defineTasks(import.meta.url, self);
await all.compute(all.stage('five', tasks.five), { cache: 'memory:' }).catch(({ name, message }) => console.log(name, message));
`,
  'beside/rain.js': `
import { float64, record } from '@superposition/pipeline';
export const codec = record({ days: float64 });
export const rainfall = () => ({ days: Float64Array.of(0, 3, 12) });
`,
  'beside/run.js': `
import { compute, defineTasks, stage } from '@superposition/pipeline';
import * as rain from './rain.js';
const tasks = defineTasks(new URL('./rain.js', import.meta.url), rain, { rainfall: { codec: rain.codec } });
console.log((await compute(stage('days', tasks.rainfall), { cache: 'memory:' })).days.join(' '));
`,
  'cjs/package.json': '{ "private": true, "type": "commonjs" }',
  'cjs/rain.js': `
exports.rainfall = (_inputs, { seed }) => Float64Array.from({ length: 365 }, (_, day) => (seed * (day + 1) * 16_807) % 21);
exports.wetDays = ({ days }, { threshold }) => days.filter((rain) => rain > threshold).length;
`,
  'cjs/run.js': `
const { pathToFileURL } = require('node:url');
const { compute, defineTasks, stage } = require('@superposition/pipeline');
const rain = require('./rain.js');
const tasks = defineTasks(pathToFileURL(require.resolve('./rain.js')), rain);
const days = stage('days', tasks.rainfall, { params: { seed: 1 } });
const wet = stage('wet', tasks.wetDays, { params: { threshold: 1 }, inputs: { days } });
compute(wet, { cache: 'memory:' }).then((value) => console.log(value));
`,
};

/** A project of its own, below one that has the packages. */
async function program(manager: Manager): Promise<string> {
  const folder = await mkdtemp(join(await project(home, packed, manager, names), 'program-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

const tool = (name: string, ...words: readonly string[]) => [join('..', 'node_modules', name), ...words];
const tsc = tool('typescript/bin/tsc');
const esbuild = tool('esbuild/bin/esbuild');

describe.each(managers)('a program that uses the pipeline, installed by %s', (manager) => {
  const started = async (node: string, folder: string, words: readonly string[]) => {
    const { status, output } = await call(node, words, folder);
    expect(status, `${words.join(' ')}:\n${output}`).toBe(0);
    return output;
  };
  /** Runs it twice: the second run finds everything in the cache. */
  const runs = async (node: string, folder: string, words: readonly string[], address: string) => {
    expect(await started(node, folder, words)).toBe(`244 days wet ${address}\n`);
    expect(await started(node, folder, words)).toBe(`244  ${address}\n`);
  };

  it('says which package the graphs of analyses and report need', async () => {
    const folder = await project(home, packed, manager, ['@superposition/report', '@superposition/analyses']);
    for (const name of ['analyses', 'report']) {
      const words = ['--input-type=module', '-e', `import '@superposition/${name}/pipeline';`];
      const { status, output } = await call(process.execPath, words, folder);
      expect(status).toBe(1);
      expect(output).toContain("Cannot find package '@superposition/pipeline'");
    }
  });

  it.each(nodes)('runs as tsc has compiled it into another folder, on Node $major', async ({ file }) => {
    const folder = await program(manager);
    await started(file, folder, tsc);
    await runs(file, folder, ['dist/run.js'], 'local/dist/rain#wetDays');
  });

  it.each(nodes)('runs as TypeScript under tsx, on Node $major', async ({ file }) => {
    const folder = await program(manager);
    const tsx = tool('tsx/dist/cli.mjs');
    await runs(file, folder, [...tsx, 'src/run.ts'], 'local/src/rain#wetDays');
    await runs(file, folder, [...tsx, 'stripped/run.ts'], 'local/stripped/rain#wetDays');
  });

  it.each(nodes.filter(({ major }) => major >= 22))(
    'runs as TypeScript whose types Node $major strips',
    async ({ file }) => {
      const folder = await program(manager);
      const words = ['--disable-warning=ExperimentalWarning', 'stripped/run.ts'];
      await runs(file, folder, words, 'local/stripped/rain#wetDays');
    },
  );

  // Without the other databases, which the code of the pipeline imports when they are asked for.
  it.each(nodes)('says that functions and wiring live apart, on Node $major', async ({ file }) => {
    const folder = await program(manager);
    for (const name of ['run', 'self'])
      expect(await started(file, folder, [`one/${name}.js`])).toBe(
        `ImpureTaskError the module of the task local/one/${name}#five imports @superposition/pipeline, so its code would hold the wiring: functions and wiring live apart; move the function into a module of its own\n`,
      );
  });

  it.each(nodes)('runs with a codec beside the functions, on Node $major', async ({ file }) => {
    expect(await started(file, await program(manager), ['beside/run.js'])).toBe('0 3 12\n');
  });

  it('runs in a test of Vitest', async () => {
    const folder = await program(manager);
    const output = await started(process.execPath, folder, tool('vitest/vitest.mjs', 'run', '--root', '.'));
    expect(output).toContain('1 passed');
  });

  it.each(nodes)(
    'runs from a bundle beside which the functions have a file, on Node $major',
    async ({ file }) => {
      const folder = await program(manager);
      const bundled = ['--bundle', '--platform=node', '--format=esm', '--packages=external'];
      await started(file, folder, [...esbuild, 'src/rain.ts', '--format=esm', '--outfile=out/rain.js']);
      const apart = [...bundled, '--external:./rain.js', '--outfile=out/run.js'];
      await started(file, folder, [...esbuild, 'src/run.ts', ...apart]);
      await runs(file, folder, ['out/run.js'], 'local/out/rain#wetDays');
      // Without that file, it says what to do.
      await started(file, folder, [...esbuild, 'src/run.ts', ...bundled, '--outfile=alone/run.js']);
      const { status, output } = await call(file, ['alone/run.js'], folder);
      expect(status).toBe(1);
      expect(output).toMatch(
        /BundleError: defineTasks: there is no file .*alone.rain\.js\. If a bundler has/,
      );
    },
  );

  it.each(nodes)('runs as CommonJS, on Node $major', async ({ file }) => {
    const folder = await program(manager);
    expect(await started(file, folder, ['--disable-warning=ExperimentalWarning', 'cjs/run.js'])).toBe(
      '244\n',
    );
  });
});
