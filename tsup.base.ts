import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';
import { defineConfig, type Options } from 'tsup';
import type * as bundler from './packages/pipeline/src/code/bundle-tasks.js';
import { recordSources } from './packages/pipeline/src/code/record-sources.js';
import type { AnyTask } from './packages/pipeline/src/graph/task.js';

/** What a package with tasks hands in: how it reaches the bundler, which only its own dependencies can tell. */
type LoadBundler = () => Promise<Pick<typeof bundler, 'bundleTasks'>>;

/**
 * The build of a package: one ESM file for each source module, at the same place and with the same imports, so that its subpaths are
 * importable one by one, and a record of the sources it was made from. Packages that are only devDependencies are bundled. With
 * `tasks`, the code of every task that its pipeline.ts declares is bundled too.
 */
export const library = ({
  tasks,
  esbuildPlugins = [],
  ...overrides
}: Options & { tasks?: LoadBundler } = {}) =>
  build(
    {
      entry: ['src/**/*.ts', '!src/**/*.test.ts'],
      esbuildPlugins: [modulesStayFiles, ...esbuildPlugins],
      sourcemap: true,
      ...overrides,
    },
    tasks,
  );

/** The build of a program: the modules that every run needs in one file, and chunks for those that only some runs need. */
export const program = (options: Options) => build(options);

/**
 * An alias for RxJS as ES modules, of which a bundle gets the few that it uses. Node would load it as two hundred CommonJS files.
 *
 * @param importer the URL of a module of a package that depends on RxJS
 */
export const shakenRxjs = (importer: string): Record<string, string> => ({
  rxjs: join(dirname(createRequire(importer).resolve('rxjs/package.json')), 'dist/esm/index.js'),
});

const build = (options: Options, tasks?: LoadBundler) => {
  // Without this record, a build counts as unfinished. tsup removes the other files one by one, and may be ended meanwhile.
  rmSync('dist/sources.json', { force: true });
  return defineConfig({
    format: 'esm',
    target: 'node20',
    splitting: true,
    clean: ['!**/*.d.ts', '!**/*.d.ts.map'],
    silent: true,
    // What was bundled into which file: packing writes the licences of others' code from it.
    metafile: true,
    ...options,
    esbuildOptions(settings, context) {
      settings.chunkNames = 'chunks/[name]-[hash]';
      // The sources are in the tarball.
      settings.sourcesContent = false;
      options.esbuildOptions?.(settings, context);
    },
    async onSuccess() {
      const packageRoot = process.cwd();
      await recordSources(
        packageRoot,
        tasks === undefined ? [] : await bundleDeclaredTasks(packageRoot, tasks),
      );
    },
  });
};

/** Keeps the imports between the modules of a package. */
const modulesStayFiles: Plugin = {
  name: 'modules stay files',
  setup(build) {
    build.onResolve({ filter: /^[.]{1,2}\/.*[.]js$/ }, ({ path, importer }) =>
      importer.startsWith(`${process.cwd()}/src/`) ? { path, external: true } : undefined,
    );
  },
};

async function bundleDeclaredTasks(packageRoot: string, load: LoadBundler): Promise<readonly string[]> {
  const { bundleTasks } = await load();
  const pipeline = (await import(pathToFileURL(`${packageRoot}/dist/pipeline.js`).href)) as {
    tasks: Record<string, AnyTask>;
  };
  return bundleTasks(packageRoot, `${packageRoot}/dist/tasks`, Object.values(pipeline.tasks));
}
