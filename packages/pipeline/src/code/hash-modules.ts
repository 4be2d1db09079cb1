import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, relative, sep } from 'node:path';
import { transform } from 'esbuild';
import { digestOf } from '../values/digest.js';

/**
 * Digests of the code of modules, without comments, types and layout. The name of a module is its path in the
 * workspace, or, for other packages, its path in `node_modules`. It is never an absolute path.
 *
 * @param packageRoot folder of the package, with links resolved
 * @param modules paths relative to this folder
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

// The digests only distinguish versions of one module and are part of no key. So 12 characters are enough.
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
