import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, relative, sep } from 'node:path';
import { transform } from 'esbuild';
import { digestOf } from '../values/digest.js';

/**
 * Digests of what modules say: comments, types and layout do not enter them. Modules are named by their path in the
 * workspace, those of other packages by their path in `node_modules`, never by a path of the machine.
 *
 * @param packageRoot folder of the package, with links resolved; the modules are given relative to it
 */
export async function hashModules(
  packageRoot: string,
  modules: readonly string[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly digest: string }>> {
  const workspace = workspaceOf(packageRoot);
  const entries = [...new Set(modules)].map(async (module) => {
    const file = join(packageRoot, module);
    return [module, { name: nameOf(workspace, file), digest: await digestOfModule(file) }] as const;
  });
  return new Map(await Promise.all(entries));
}

async function digestOfModule(file: string): Promise<string> {
  const source = await readFile(file);
  const loader = loaders[extname(file)];
  if (loader === undefined) return shortened(digestOf(source));
  const { code } = await transform(source, {
    loader,
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  return shortened(digestOf(code));
}

// They tell builds of one module apart and are part of no key, so that a few letters are enough.
function shortened(digest: string): string {
  return digest.slice(0, 12);
}

const loaders: Readonly<Record<string, 'ts' | 'js'>> = {
  '.ts': 'ts',
  '.js': 'js',
  '.mjs': 'js',
  '.cjs': 'js',
};

function nameOf(workspace: string, file: string): string {
  const path = relative(workspace, file).split(sep).join('/');
  const installed = path.lastIndexOf('node_modules/');
  return installed === -1 ? path : path.slice(installed);
}

function workspaceOf(packageRoot: string): string {
  for (let folder = packageRoot; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'pnpm-workspace.yaml'))) return folder;
    if (dirname(folder) === folder) return packageRoot;
  }
}
