import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';
import type { AnyTask, TaskCode, TaskSource } from '../graph/task.js';
import { type Digest, digestOf } from '../values/digest.js';
import type { Bundle } from './bundle.js';
import { collectEvidence, type Evidence, holds, isUnsettled } from './bundle-evidence.js';
import { type BundlePlaces, keepBundle, sweepBundles, writeWhole } from './bundle-place.js';
import type { CodeLibrary } from './code-library.js';
import { type DiskMemo, diskMemo } from './disk-memo.js';
import { type ExternalPackage, externalContents, fingerprintOf } from './external-contents.js';
import { type FileDigests, openFileDigests } from './file-digests.js';
import { importBundle } from './import-bundle.js';
import type { ModuleDigests } from './module-digests.js';

/** What is kept of a bundle, besides its text. */
interface BundleRecord {
  /** By which versions it was made. */
  readonly maker: string;
  readonly bundle: Digest;
  readonly externals: readonly string[];
  readonly packages: readonly ExternalPackage[];
  /** Of the code and of what these packages were when they were found. */
  readonly fingerprint: Digest;
  readonly isSealed: boolean;
  readonly modules: ModuleDigests;
  /** Absent if we could not tell later whether the bundle would be made again: then it is. */
  readonly evidence?: Evidence;
}

type SourceTask = AnyTask & { readonly source: TaskSource };

/** The code of a task, as it is now. */
interface FoundCode {
  readonly code: TaskCode;
  readonly modules: ModuleDigests;
}

/**
 * Finds the code of tasks that `defineTasks` has declared, as it is at this moment. It compares the contents of all files that a
 * bundle was made from, and bundles again what may have changed. The library that it returns does not change, so a run sees one
 * state of the code.
 *
 * @param built finds the code of the other tasks
 * @throws BundleError, ImpureTaskError
 */
export async function bundleOnUse(
  tasks: readonly AnyTask[],
  places: BundlePlaces,
  built: CodeLibrary,
): Promise<CodeLibrary> {
  const wanted = new Map<string, SourceTask>();
  for (const task of tasks) if (isSourceTask(task)) wanted.set(idOf(task), task);
  if (wanted.size === 0) return built;
  const disk = diskMemo();
  const found = new Map<string, FoundCode>();
  const missing: SourceTask[] = [];
  const installed = installedNow();
  for (const [id, task] of wanted) {
    const folder = places.folderFor(task.source.root, task.externals);
    const record = readRecord(recordFile(folder, id));
    if (record !== undefined && isCurrent(record, task, folder, disk, installed)) {
      keepBundle(join(folder, `${record.bundle}.mjs`), Date.now());
      found.set(id, codeOf(task, folder, record));
    } else missing.push(task);
  }
  if (missing.length > 0) {
    const made = await bundleAll(missing, places);
    for (const [id, { task, folder, record }] of made) found.set(id, codeOf(task, folder, record));
  }
  installed.save();
  const byFingerprint = new Map(Array.from(found.values(), (each) => [each.code.fingerprint, each.modules]));
  // A function may be two tasks: one that loads a package, and one that bundles it.
  const bySource = new Map(
    tasks.filter(isSourceTask).map((task) => [task.source, found.get(idOf(task))!.code]),
  );
  return {
    find: (address, source) =>
      (source === undefined ? undefined : bySource.get(source)) ?? built.find(address),
    modules: async (fingerprint) => byFingerprint.get(fingerprint) ?? (await built.modules?.(fingerprint)),
  };
}

function isSourceTask(task: AnyTask): task is SourceTask {
  return task.source !== undefined;
}

/** By what the code of a task is told from that of others. */
function idOf({ address, externals, source: { file } }: SourceTask): string {
  return JSON.stringify([file, address.slice(address.lastIndexOf('#')), sorted(externals)]);
}

function recordFile(folder: string, id: string): string {
  return join(folder, `${digestOf(id).slice(0, 32)}.json`);
}

/** Other versions may make other bundles of the same sources. */
const maker = (() => {
  const require = createRequire(import.meta.url);
  const versionOf = (name: string) =>
    (require(`${name}/package.json`) as { readonly version: string }).version;
  return () => `bundle/2 esbuild ${versionOf('esbuild')}`;
})();

function readRecord(file: string): BundleRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(file, 'utf8')) as BundleRecord;
    return record.maker === maker() ? record : undefined;
  } catch {
    return undefined;
  }
}

function isCurrent(
  record: BundleRecord,
  { source: { root } }: SourceTask,
  folder: string,
  disk: DiskMemo,
  installed: Installations,
): boolean {
  if (record.evidence === undefined || !holds(record.evidence, disk)) return false;
  // A package that has changed may load other files than before.
  if (installed.fingerprint(root, record) !== record.fingerprint) return false;
  return disk.digest(join(folder, `${record.bundle}.mjs`)) === record.bundle;
}

const sorted = (names: readonly string[]) => [...new Set(names)].sort();

interface Installations {
  fingerprint(root: string, record: BundleRecord): Digest;
  save(): void;
}

/** What is installed of the external packages, asked once for each list of them. */
function installedNow(): Installations {
  const digests = new Map<string, FileDigests>();
  return {
    fingerprint(root, { bundle, externals, packages }) {
      if (externals.length === 0) return bundle;
      const name = JSON.stringify([root, externals]);
      const known = digests.get(name) ?? openFileDigests(root, externals);
      digests.set(name, known);
      return fingerprintOf(bundle, externalContents(root, packages, known));
    },
    save() {
      for (const each of digests.values()) each.save();
    },
  };
}

function codeOf(
  { address, source: { root } }: SourceTask,
  folder: string,
  { bundle, fingerprint, isSealed, modules }: BundleRecord,
): FoundCode {
  const file = pathToFileURL(join(folder, `${bundle}.mjs`)).href;
  const exportName = address.slice(address.lastIndexOf('#') + 1);
  return {
    modules,
    code: {
      fingerprint,
      file,
      digest: bundle,
      isSealed,
      root,
      exportName,
      load: async () => (await importBundle({ file, digest: bundle }, exportName)).fn,
    },
  };
}

/** A bundle that was made now. */
interface MadeBundle {
  readonly task: SourceTask;
  readonly folder: string;
  readonly record: BundleRecord;
  /** Whether a later process may trust the record. */
  readonly isCertain: boolean;
}

async function bundleAll(
  tasks: readonly SourceTask[],
  places: BundlePlaces,
): Promise<ReadonlyMap<string, MadeBundle>> {
  const made = new Map(await bundleOnce(tasks, places));
  const uncertain = tasks.filter((task) => !made.get(idOf(task))!.isCertain);
  if (uncertain.length > 0) {
    // What was found before and after a bundle was made was also there meanwhile.
    for (const [id, again] of await bundleOnce(uncertain, places)) {
      const isSame = JSON.stringify(again.record) === JSON.stringify(made.get(id)!.record);
      made.set(id, { ...again, isCertain: again.isCertain || isSame });
    }
  }
  for (const [id, { folder, record, isCertain }] of made)
    if (isCertain && record.evidence !== undefined)
      writeWhole(recordFile(folder, id), JSON.stringify(record));
  for (const folder of new Set(Array.from(made.values(), (each) => each.folder)))
    sweepBundles(folder, Date.now());
  return made;
}

async function bundleOnce(
  tasks: readonly SourceTask[],
  places: BundlePlaces,
): Promise<ReadonlyMap<string, MadeBundle>> {
  const since = Date.now();
  // esbuild takes longer to load than all the rest of a run in which nothing changed.
  const { bundleTask } = await import('./bundle.js');
  const { installedFrom } = await import('./installed.js');
  const reading = readOnce();
  const installs = new Map<string, ReturnType<typeof installedFrom>>();
  const installedFor = ({ source: { root }, externals }: SourceTask) => {
    const name = JSON.stringify([root, externals]);
    const known = installs.get(name) ?? installedFrom(root, externals);
    installs.set(name, known);
    return known;
  };
  const bundles = await Promise.all(
    tasks.map((task) => bundleTask(task.source.root, task, installedFor(task), [reading.plugin])),
  );
  for (const each of installs.values()) each.digests.save();
  const modules = await modulesOf(tasks, bundles);
  const disk = diskMemo();
  const made = new Map<string, MadeBundle>();
  for (const [index, task] of tasks.entries()) {
    const bundle = bundles[index]!;
    const folder = places.folderFor(task.source.root, task.externals);
    await writeBundle(folder, task.source.root, bundle);
    const { digest, externals, packages, fingerprint, isSealed } = bundle;
    const evidence = collectEvidence(task.source.root, bundle.metafile, reading.digests, disk);
    const record = {
      maker: maker(),
      bundle: digest,
      externals,
      packages,
      fingerprint,
      isSealed,
      modules: modules[index]!,
      ...(evidence !== undefined && { evidence }),
    };
    const isCertain = evidence === undefined || !isUnsettled(evidence, since, disk);
    made.set(idOf(task), { task, folder, record, isCertain });
  }
  return made;
}

async function writeBundle(folder: string, root: string, { digest, code, map }: Bundle): Promise<void> {
  const file = join(folder, `${digest}.mjs`);
  const { placedSourceMap } = await import('./placed-source-map.js');
  // Also for a bundle that is there: a comment moves the places that the map leads to.
  writeWhole(`${file}.map`, await placedSourceMap(map, root, folder));
  if (!existsSync(file) || digestOf(readFileSync(file)) !== digest) writeWhole(file, code);
}

async function modulesOf(
  tasks: readonly SourceTask[],
  bundles: readonly Bundle[],
): Promise<readonly ModuleDigests[]> {
  const { modulesOfBundles } = await import('./bundle-modules.js');
  const byRoot = new Map<string, number[]>();
  for (const [index, { source }] of tasks.entries())
    byRoot.set(source.root, [...(byRoot.get(source.root) ?? []), index]);
  const lists: ModuleDigests[] = [];
  for (const [root, indexes] of byRoot) {
    const found = await modulesOfBundles(
      root,
      indexes.map((index) => bundles[index]!),
    );
    for (const [place, index] of indexes.entries()) lists[index] = found[place]!;
  }
  return lists;
}

/**
 * Reads each file once for esbuild, and keeps its digest: a digest of the file as it is afterwards would be of another text, if
 * somebody has saved it meanwhile.
 */
function readOnce(): { readonly plugin: Plugin; readonly digests: ReadonlyMap<string, Digest> } {
  const contents = new Map<string, Buffer>();
  const digests = new Map<string, Digest>();
  return {
    digests,
    plugin: {
      name: 'read once',
      setup(building) {
        building.onLoad({ filter: /.*/, namespace: 'file' }, ({ path }) => {
          let content = contents.get(path);
          if (content === undefined) {
            content = readFileSync(path);
            contents.set(path, content);
            digests.set(path, digestOf(content));
          }
          return { contents: content, loader: 'default' };
        });
      },
    },
  };
}
