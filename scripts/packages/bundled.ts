// Which code of others a built package holds, by what esbuild says, and under which licences.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import type { Metafile } from 'esbuild';
import { filesBelow } from './pack.js';
import { readManifest, workspacePackages, workspaceRoot } from './workspace.js';

export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
}

/** What no bundler sees: parts of the standard library of a compiler are in what it compiles, and Plotly lies deflated in the report. */
const compiledWith: Readonly<Record<string, readonly string[]>> = {
  '@superposition/kernel': ['assemblyscript'],
  '@superposition/report': ['plotly.js-dist-min'],
};

/** The packages of others whose code is in `dist`, or in the builds there whose metafile is asked for. */
export function bundledPackages(
  packageRoot: string,
  isAsked: (metafile: string) => boolean = () => true,
): readonly BundledPackage[] {
  const found = new Map<string, BundledPackage>();
  const add = (folder: string) => {
    const { name, version } = readManifest(folder);
    found.set(`${name}@${version}`, { name, version, folder });
  };
  const addCompiler = (folder: string) => {
    for (const name of compiledWith[readManifest(folder).name] ?? [])
      add(dirname(createRequire(join(folder, 'package.json')).resolve(`${name}/package.json`)));
  };
  const others = workspacePackages().filter(({ folder }) => folder !== packageRoot);
  const addOwner = (file: string) => {
    const [, installed] = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file) ?? [];
    if (installed !== undefined) return add(installed);
    const owner = others.find(({ folder }) => file.startsWith(join(folder, '/')));
    if (owner === undefined) return;
    // What was built there may hold code of others.
    const built = relative(owner.folder, file);
    if (built.startsWith('dist'))
      for (const { outputs } of metafiles(owner.folder))
        for (const input of Object.keys(outputs[built.replaceAll('\\', '/')]?.inputs ?? {}))
          addOwner(resolve(owner.folder, input));
    addCompiler(owner.folder);
  };
  for (const { outputs } of metafiles(packageRoot, isAsked))
    for (const { inputs } of Object.values(outputs))
      for (const input of Object.keys(inputs)) addOwner(resolve(packageRoot, input));
  for (const module of taskModules(packageRoot)) addOwner(join(workspaceRoot, module));
  addCompiler(packageRoot);
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The packages that the code in `dist` imports when it runs. */
export function importedPackages(packageRoot: string): readonly string[] {
  const names = new Set<string>();
  for (const { outputs } of metafiles(packageRoot))
    for (const { imports } of Object.values(outputs))
      for (const { path, external } of imports)
        if (external === true && !isBuiltin(path) && !/^[./#]/.test(path))
          names.add(/^(?:@[^/]+[/])?[^/]+/.exec(path)![0]);
  return [...names].sort();
}

const knownMetafiles = new Map<string, ReadonlyMap<string, Metafile>>();

/** What esbuild told of the builds of a package, or of those of them that are asked for. */
export function metafiles(
  packageRoot: string,
  isAsked: (metafile: string) => boolean = () => true,
): readonly Metafile[] {
  const known = knownMetafiles.get(packageRoot) ?? readMetafiles(join(packageRoot, 'dist'));
  knownMetafiles.set(packageRoot, known);
  return [...known].flatMap(([path, metafile]) => (isAsked(path) ? [metafile] : []));
}

function readMetafiles(dist: string): ReadonlyMap<string, Metafile> {
  return new Map(
    filesBelow(dist)
      .filter(({ path }) => /(^|[/])metafile-\w+[.]json$/.test(path))
      .map(({ path }) => [path, JSON.parse(readFileSync(join(dist, path), 'utf8')) as Metafile]),
  );
}

/** The modules in the bundles of tasks, by their paths from the root of the workspace. */
function taskModules(packageRoot: string): readonly string[] {
  const file = join(packageRoot, 'dist/tasks/modules.json');
  if (!existsSync(file)) return [];
  const bundles = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>;
  return Object.values(bundles).flatMap((modules) => Object.keys(modules));
}

/** The text that goes with the code of these packages. Throws where a package has no text of its licence. */
export function licencesOf(packages: readonly BundledPackage[]): string {
  const texts = packages.map(({ name, version, folder }) => {
    const file = readdirSync(folder).find((each) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(each));
    if (file === undefined)
      throw new Error(`${name} ${version} is bundled, but has no file with its licence`);
    const notice = readdirSync(folder).find((each) => /^notice(\.(md|txt))?$/i.test(each));
    const parts = [file, ...(notice === undefined ? [] : [notice])].map((each) =>
      readFileSync(join(folder, each), 'utf8').trim(),
    );
    return `${name} ${version} (${String(readManifest(folder)['license'])})\n\n${parts.join('\n\n')}\n`;
  });
  return `This package holds code of these packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}
