import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { afterResolution } from './after-resolution.js';
import type { ExternalPackage } from './external-contents.js';
import { findInstalled } from './find-installed.js';

/**
 * Finds the files that some packages load, in these packages and in all others that they need. esbuild follows their imports.
 * It cannot follow an import whose name is computed. Native libraries are often loaded like that, so all of them count as
 * loaded.
 *
 * @param from folder from which the bundle will import the packages
 * @param names each once, sorted; all of them are installed
 */
export async function externalPackages(
  from: string,
  names: readonly string[],
): Promise<readonly ExternalPackage[]> {
  const { inputs } = await loadedFiles(from, names);
  const packages: {
    name: string;
    loadedBy?: number;
    files: Set<string>;
    absent: Set<string>;
    folder: string;
  }[] = [];
  const placeOf = (file: string, loadedBy: number | undefined): number => {
    const folder = packageFolderOf(file);
    const known = packages.findIndex((each) => each.folder === folder);
    if (known !== -1) return known;
    const files = new Set(['package.json', ...nativeLibraries(folder)]);
    const name = nameOf(folder);
    const found = { name, files, absent: new Set<string>(), folder };
    return packages.push({ ...found, ...(loadedBy !== undefined && { loadedBy }) }) - 1;
  };
  const seen = new Set<string>();
  const visit = (file: string, loadedBy: number | undefined) => {
    if (seen.has(file)) return;
    seen.add(file);
    const place = placeOf(file, loadedBy);
    const { folder, files, absent } = packages[place]!;
    files.add(relative(folder, file).split(sep).join('/'));
    for (const { path, external } of inputs[relative(from, file)]?.imports ?? []) {
      if (external !== true) visit(resolve(from, path), place);
      else if (!isBuiltin(path)) for (const name of packageNames(path)) absent.add(name);
    }
  };
  for (const { path, external } of inputs['<stdin>']!.imports)
    if (external !== true) visit(resolve(from, path), undefined);
  for (const name of names) placeOf(join(findInstalled(from, name)!, 'package.json'), undefined);
  return packages.map(({ folder: _, files, absent, ...found }) => ({
    ...found,
    files: [...files].sort(),
    ...(absent.size > 0 && { absent: [...absent].sort() }),
  }));
}

/** The name of the package in `@scope/name/path`; none for a path. */
function packageNames(specifier: string): readonly string[] {
  return /^(?:@[^/]+\/)?[^./@<][^/]*/.exec(specifier) ?? [];
}

async function loadedFiles(from: string, names: readonly string[]): Promise<Metafile> {
  const { metafile } = await build({
    stdin: { contents: names.map((name) => `import ${JSON.stringify(name)};`).join('\n'), resolveDir: from },
    absWorkingDir: from,
    bundle: true,
    write: false,
    metafile: true,
    // For the files of other types than code. Only their names matter.
    outdir: from,
    format: 'esm',
    platform: 'node',
    treeShaking: false,
    ignoreAnnotations: true,
    plugins: [everyImport, everyFile],
    logLevel: 'silent',
  });
  return metafile;
}

/** Lets a build go on where a package imports what is not installed, such as an optional dependency. */
const everyImport = afterResolution('every import', ({ errors, path: file, external, namespace }, path) => {
  if (errors.length > 0) return { path, external: true };
  // A package may say that its files have no side effects. They are loaded nevertheless.
  return { path: file, external, namespace, sideEffects: true };
});

/** Lets a build go on where a package imports what is not code. */
const everyFile: Plugin = {
  name: 'every file',
  setup(building) {
    building.onLoad({ filter: /.*/, namespace: 'file' }, ({ path }) =>
      /\.([cm]?[jt]sx?|json)$/.test(path) ? undefined : { contents: '', loader: 'empty' },
    );
  },
};

/** The folder of the package that a file belongs to: the one that has a name, or lies in `node_modules`. */
function packageFolderOf(file: string): string {
  const installed = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/s.exec(file)?.[1];
  if (installed !== undefined) return installed;
  for (let folder = dirname(file); ; folder = dirname(folder))
    if (existsSync(join(folder, 'package.json')) || dirname(folder) === folder) return folder;
}

function nameOf(folder: string): string {
  const installed = /[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)$/.exec(folder)?.[1];
  return installed?.split(sep).join('/') ?? '.';
}

/** The native libraries in a package, relative to its folder. Of several links to one library, it lists one. */
function nativeLibraries(folder: string): readonly string[] {
  const found = new Map<string, string>();
  const seen = new Set<string>();
  const search = (path: string) => {
    const real = realpathSync(join(folder, path));
    if (seen.has(real)) return;
    seen.add(real);
    for (const name of readdirSync(real).sort()) {
      if (name === 'node_modules') continue;
      const inner = path === '' ? name : `${path}/${name}`;
      const isDirectory = statSync(join(folder, inner), { throwIfNoEntry: false })?.isDirectory();
      if (isDirectory === true) search(inner);
      else if (isDirectory === false && /\.(node|wasm|so|so\.[\d.]+|dylib|dll)$/.test(name))
        found.set(realpathSync(join(folder, inner)), inner);
    }
  };
  search('');
  return [...found.values()];
}
