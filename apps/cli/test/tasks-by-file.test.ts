import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleOnUse } from '@superposition/pipeline/internal/code/bundle-on-use';
import { bundlePlaces } from '@superposition/pipeline/internal/code/bundle-place';
import { openCodeLibrary } from '@superposition/pipeline/internal/code/code-library';
import { defineTasks } from '@superposition/pipeline/internal/code/define-tasks';
import type { AnyTask } from '@superposition/pipeline/internal/graph/task';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './program.js';

const conditionOfSources = '@superposition/source';

interface Exports {
  readonly [subpath: string]: { readonly [condition: string]: string } | string;
}

describe.each(['analyses', 'report'])('the tasks of %s', (name) => {
  it('have the same addresses and fingerprints by their files as by their addresses', async () => {
    const root = fileURLToPath(new URL(`../../../packages/${name}`, import.meta.url));
    const { exports } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      exports: Exports;
    };
    const { tasks } = (await import(`@superposition/${name}/internal/pipeline`)) as {
      tasks: Record<string, AnyTask>;
    };
    const declared = Object.values(tasks);
    const byFile = declared.map(({ address, externals }) => {
      const [, subpath, exportName] = /^@superposition\/[^/]+\/(.*)#(.*)$/.exec(address)!;
      const target = exports[`./${subpath}`]!;
      const file = typeof target === 'string' ? target : target[conditionOfSources]!;
      const url = pathToFileURL(join(root, file));
      return defineTasks(url, { [exportName!]: () => 0 }, { [exportName!]: { externals } })[
        exportName!
      ] as AnyTask;
    });
    expect(byFile.map(({ address }) => address)).toEqual(declared.map(({ address }) => address));
    const built = await openCodeLibrary([pathToFileURL(join(root, 'dist/tasks/'))]);
    const folder = await temporaryFolder();
    const places = bundlePlaces(folder);
    for (const run of ['bundled', 'from what was bundled']) {
      const found = await bundleOnUse(byFile, places, { find: () => undefined });
      for (const task of byFile) {
        const code = found.find(task.address, task.source)!;
        const { fingerprint, isSealed } = built.find(task.address)!;
        expect([run, task.address, code.fingerprint, code.isSealed]).toEqual([
          run,
          task.address,
          fingerprint,
          isSealed,
        ]);
      }
    }
    expect(declared.length).toBeGreaterThan(10);
  });
});
