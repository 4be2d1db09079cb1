import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { chromiumPath } from '../packages/report/test/chromium.js';
import { workspacePackages, workspaceRoot } from '../scripts/packages/workspace.js';
import { checkTypes, type Resolution, resolutions } from './support/check-types.js';
import { openPage } from './support/open-page.js';
import { managers, project } from './support/project.js';
import { examplesOf, installedBy } from './support/readme.js';
import { runExample, writeExample } from './support/run-example.js';

const packed = inject('packed');
const nodes = inject('nodes');
const home = inject('projects');

/** What the page in a README says when it has done its work. */
const shownBy: Readonly<Record<string, string>> = {
  'packages/kernel/README.md': 'Trained: the loss fell from 5.61e-3 to 1.05e-3.',
  'packages/report/README.md': 'Drawn: 4 panels.',
};

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

      // Continuous integration has a browser, and fails without one.
      for (const example of examples.filter(({ isPage }) => isPage))
        it.skipIf(chromiumPath === undefined && !process.env['CI'])(
          `line ${example.line} draws in a browser`,
          async () => {
            const folder = join(await installed(), `page-${example.line}`);
            await writeExample(example, folder, 0);
            const vite = join(folder, '../node_modules/vite/bin/vite.js');
            const words = [vite, '--host', '127.0.0.1', '--port', '0'];
            const opened = await openPage(folder, words, async (page) => {
              await page.getByRole('status').getByText(shownBy[readme]!).waitFor();
            });
            expect(opened).toEqual({ hosts: ['127.0.0.1'], nodeModules: [], complaints: [] });
          },
        );

      for (const example of examples.filter(({ isPage }) => !isPage))
        it.each(nodes)(`line ${example.line} runs on Node $major`, async (node) => {
          const wrong = await runExample(example, await installed(), node);
          expect(wrong, `${readme}:${example.line}`).toBe('');
        });
    });

it('knows what the page in each README shows', () => {
  const pages = readmes.filter(({ examples }) => examples.some(({ isPage }) => isPage));
  expect(pages.map(({ readme }) => readme).sort()).toEqual(Object.keys(shownBy).sort());
});

it('finds examples in READMEs', () => {
  expect(readmes.flatMap(({ examples }) => examples)).not.toHaveLength(0);
});
