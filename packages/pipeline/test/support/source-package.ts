import { mkdir, mkdtemp, readdir, realpath, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { bundleOnUse } from '../../src/code/bundle-on-use.js';
import { bundlePlaces } from '../../src/code/bundle-place.js';
import { defineTasks } from '../../src/code/define-tasks.js';
import type { AnyTask, TaskCode } from '../../src/graph/task.js';

/** A folder with modules of tasks, which the test that runs removes when it has finished. */
export interface SourceFolder {
  readonly root: string;
  write(files: Readonly<Record<string, string>>): Promise<void>;
  /** Tasks of a module, of which the names of the functions are enough. */
  tasks(file: string, ...names: readonly string[]): Readonly<Record<string, AnyTask>>;
  /** The code of a task as it is now, and whether its bundle was there already. */
  code(task: AnyTask): Promise<{ readonly code: TaskCode; readonly isReused: boolean }>;
  /** Makes everything look as if it had been written long ago. */
  age(): Promise<void>;
}

/** @param cache the folder for bundles, relative to the root */
export async function sourceFolder(
  files: Readonly<Record<string, string>>,
  cache: string | null = '.superposition',
): Promise<SourceFolder> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'sources-')));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const places = bundlePlaces(cache === null ? undefined : join(root, cache));
  onTestFinished(() => places.close());
  const folder: SourceFolder = {
    root,
    async write(written) {
      for (const [path, text] of Object.entries(written)) {
        await mkdir(dirname(join(root, path)), { recursive: true });
        // As most editors do. A file that is written in place is empty for a moment.
        const draft = join(root, `.${basename(path)}.draft`);
        await writeFile(draft, text);
        await rename(draft, join(root, path));
      }
    },
    tasks(file, ...names) {
      const module = Object.fromEntries(names.map((name) => [name, () => 0]));
      return defineTasks(pathToFileURL(join(root, file)), module);
    },
    async code(task) {
      const bundles = () => recordsIn(places.folderFor(task.source!.root, task.externals));
      const before = await bundles();
      const library = await bundleOnUse([task], places, { find: () => undefined });
      const after = await bundles();
      return { code: library.find(task.address, task.source)!, isReused: before === after && after !== '' };
    },
    async age() {
      const long = new Date(Date.now() - 3_600_000);
      for (const entry of await readdir(root, { recursive: true, withFileTypes: true }))
        if (!entry.isSymbolicLink()) await utimes(join(entry.parentPath, entry.name), long, long);
      await utimes(root, long, long);
    },
  };
  await folder.write(files);
  return folder;
}

/** Which source maps there are: making a bundle replaces its map. */
async function recordsIn(folder: string): Promise<string> {
  const { stat } = await import('node:fs/promises');
  const maps = (await readdir(folder)).filter((name) => name.endsWith('.map')).sort();
  const facts = await Promise.all(
    maps.map(async (name) => `${name} ${(await stat(join(folder, name))).ino}`),
  );
  return facts.join('\n');
}

/** A task `wet` that bundles a module of its own and an installed one, and a sibling. */
export const rainSources = {
  'package.json': '{ "type": "module" }',
  'rain.js':
    "import { double } from './double.js';\nexport const wet = ({ days }) => double(days);\nexport const dry = () => 1;",
  'double.js': "import { twice } from 'twice';\nexport const double = (value) => twice(value) + 10;",
  'node_modules/twice/package.json': '{ "name": "twice", "version": "1.0.0", "main": "index.js" }',
  'node_modules/twice/index.js': 'exports.twice = (value) => value * 2;',
};

/** What `wet` gives for three days. */
export const callWet = async ({ code }: { readonly code: TaskCode }) =>
  (await code.load())({ days: 3 }, {}, { signal: new AbortController().signal });
