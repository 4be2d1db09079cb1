import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { call, managers, project } from './support/project.js';

const packed = inject('packed');
const nodes = inject('nodes');
const home = inject('projects');

const small = [
  'model.features=5',
  'model.neurons=2',
  'training.steps=20',
  'training.batchSize=64',
  'training.seeds=1',
  'evaluation.samples=500',
  'report.depth=brief',
].flatMap((setting) => ['--set', setting]);

describe.each(managers)('the command, after %s install @superposition/cli', (manager) => {
  it.each(nodes)(
    'makes a report on Node $major, and finds all of it in the cache afterwards',
    async (node) => {
      const folder = await project(home, packed, manager, ['@superposition/cli']);
      const report = async (out: string) => {
        const program = join(folder, 'node_modules/@superposition/cli/dist/main.js');
        const words = [
          'report',
          '--cache',
          join(folder, `cache-${node.major}`),
          '--out',
          join(folder, out),
          ...small,
        ];
        return call(node.file, [program, ...words], folder);
      };
      const { status, output } = await report(`first-${node.major}.html`);
      expect(status, output).toBe(0);
      expect((await report(`second-${node.major}.html`)).output).toMatch(/^(\d+) stages: \1 fresh/m);
      const [first, second] = ['first', 'second'].map((name) =>
        readFileSync(join(folder, `${name}-${node.major}.html`)),
      );
      expect(first!.equals(second!)).toBe(true);
    },
  );
});
