import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tasks as analysisTasks } from '@superposition/analyses/internal/pipeline';
import { tasks as reportTasks } from '@superposition/report/internal/pipeline';
import { describe, expect, it } from 'vitest';

const packages = fileURLToPath(new URL('../../../packages', import.meta.url));

/** `task<typeof import('./gain.js').gain>('@me/room/gain#gain', …`: the module and the function, each said twice. */
const declaration = /task<typeof import\('([^']+)'\)\.(\w+)>\(\s*'@superposition\/[^/]+\/([^'#]+)#(\w+)'/g;

/** The declarations in the sources of a package, with both modules as paths from its folder. */
function declarationsIn(name: string) {
  const root = join(packages, name);
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, { '@superposition/source': string }>;
  };
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => {
      const path = join(root, 'src', file);
      return [...readFileSync(path, 'utf8').matchAll(declaration)].map(
        ([, module, type, subpath, named]) => ({
          type: { module: relative(root, join(dirname(path), module!)).replace(/\.js$/, '.ts'), name: type },
          address: {
            module: exports[`./${subpath}`]?.['@superposition/source'].replace(/^\.\//, ''),
            name: named,
          },
        }),
      );
    });
}

describe.each([
  ['analyses', analysisTasks],
  ['report', reportTasks],
])('a task of %s', (name, tasks) => {
  it('has the type of the very function that its address names', () => {
    const found = declarationsIn(name);
    expect(found).toHaveLength(Object.keys(tasks).length);
    for (const { type, address } of found) expect(type).toEqual(address);
  });
});
