import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { defineConfig, type Options } from 'tsup';
import type * as bundler from './packages/pipeline/src/code/bundle-tasks.js';
import { recordSources } from './packages/pipeline/src/code/record-sources.js';
import type { AnyTask } from './packages/pipeline/src/graph/task.js';

/** What a package with tasks hands in: how it reaches the bundler, which only its own dependencies can tell. */
type LoadBundler = () => Promise<Pick<typeof bundler, 'bundleTasks'>>;

/**
 * The build of a package: one ESM file per source module, so that its subpaths are importable one by one, and a record of
 * the sources it was made from. With `tasks`, the code of every task that its pipeline.ts declares is bundled too.
 */
export const library = ({ tasks, ...overrides }: Options & { tasks?: LoadBundler } = {}) => {
  // Without this record, a build counts as unfinished. tsup removes the other files one by one, and may be ended meanwhile.
  rmSync('dist/sources.json', { force: true });
  return defineConfig({
    entry: ['src/**/*.ts', '!src/**/*.test.ts'],
    format: 'esm',
    target: 'node20',
    splitting: true,
    clean: ['!**/*.d.ts'],
    silent: true,
    ...overrides,
    async onSuccess() {
      const packageRoot = process.cwd();
      await recordSources(
        packageRoot,
        tasks === undefined ? [] : await bundleDeclaredTasks(packageRoot, tasks),
      );
    },
  });
};

async function bundleDeclaredTasks(packageRoot: string, load: LoadBundler): Promise<readonly string[]> {
  const { bundleTasks } = await load();
  const pipeline = (await import(pathToFileURL(`${packageRoot}/dist/pipeline.js`).href)) as {
    tasks: Record<string, AnyTask>;
  };
  return bundleTasks(packageRoot, `${packageRoot}/dist/tasks`, Object.values(pipeline.tasks));
}
