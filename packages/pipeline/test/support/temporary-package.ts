import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { bundleTasks } from '../../src/code/bundle-tasks.js';
import { type CodeLibrary, openCodeLibrary } from '../../src/code/code-library.js';
import type { AnyTask } from '../../src/graph/task.js';

/** A package with real files in a temporary folder, for tests of the build. */
export interface TemporaryPackage extends AsyncDisposable {
  readonly root: string;
  /** Writes files, by path from the root. Replaces existing ones. */
  write(files: Readonly<Record<string, string>>): Promise<void>;
  /** Bundles these tasks and opens the bundles. */
  build(tasks: readonly AnyTask[]): Promise<CodeLibrary>;
}

/**
 * Makes a package `@temporary/room` whose modules `src/x.ts` are importable as `@temporary/room/x`.
 *
 * @param files by path from the root
 * @param nested folders between the temporary folder and the root
 */
export async function temporaryPackage(
  files: Readonly<Record<string, string>>,
  nested = '',
): Promise<TemporaryPackage> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'package-')));
  const root = join(folder, nested);
  const write: TemporaryPackage['write'] = async (written) => {
    for (const [path, text] of Object.entries(written)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
  };
  const manifest = {
    name: '@temporary/room',
    type: 'module',
    sideEffects: false,
    exports: { './*': './src/*.ts' },
  };
  await write({ 'package.json': JSON.stringify(manifest), ...files });
  return {
    root,
    write,
    async build(tasks) {
      const tasksFolder = join(root, 'dist', 'tasks');
      await bundleTasks(root, tasksFolder, tasks);
      return openCodeLibrary([pathToFileURL(`${tasksFolder}/`)]);
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

/** Makes such a package for the test that runs, which removes it when it has finished. */
export async function packageForTest(
  files: Readonly<Record<string, string>>,
  nested = '',
): Promise<TemporaryPackage> {
  const home = await temporaryPackage(files, nested);
  onTestFinished(() => home[Symbol.asyncDispose]());
  return home;
}
