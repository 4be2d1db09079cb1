import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { workspacePackages, workspaceRoot } from '../scripts/packages/workspace.js';
import { checkTypes, type Resolution, resolutions } from './support/check-types.js';
import { managers, project } from './support/project.js';
import { examplesOf, installedBy } from './support/readme.js';
import { runExample } from './support/run-example.js';

const packed = inject('packed');
const nodes = inject('nodes');
const home = inject('projects');

const readmes = [
  { readme: 'README.md', own: [] as readonly string[] },
  ...workspacePackages().map(({ folder, manifest }) => ({
    readme: relative(workspaceRoot, join(folder, 'README.md')),
    own: [manifest.name],
  })),
].map(({ readme, own }) => {
  const markdown = readFileSync(join(workspaceRoot, readme), 'utf8');
  const names = [...new Set([...own, ...installedBy(markdown)])].sort();
  return { readme, names, examples: examplesOf(markdown) };
});

for (const { readme, names, examples } of readmes.filter(({ examples }) => examples.length > 0))
  for (const manager of managers)
    describe.concurrent(`${readme}, after ${manager} install ${names.join(' ')}`, () => {
      const installed = () => project(home, packed, manager, names);

      it.each(Object.keys(resolutions) as Resolution[])('compiles with %s resolution', async (resolution) => {
        expect(await checkTypes(readme, names, examples, await installed(), resolution)).toBe('');
      });

      for (const example of examples)
        it.each(nodes)(`line ${example.line} runs on Node $major`, async (node) => {
          const wrong = await runExample(example, await installed(), node);
          expect(wrong, `${readme}:${example.line}`).toBe('');
        });
    });

it('finds examples in READMEs', () => {
  expect(readmes.flatMap(({ examples }) => examples)).not.toHaveLength(0);
});
