// Files in `dist` that the last build has not made. Turborepo restores what a build made before, and removes nothing.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { metafiles } from './bundled.js';
import { filesBelow } from './pack.js';

/** Their paths in the package, with `/`. */
export function leftovers(packageRoot: string): readonly string[] {
  const built = new Set(metafiles(packageRoot).flatMap(({ outputs }) => Object.keys(outputs)));
  const bundles = bundlesOf(packageRoot);
  return filesBelow(join(packageRoot, 'dist'))
    .map(({ path }) => `dist/${path}`)
    .filter((path) => {
      const [module] = path.slice('dist/'.length).split(/\.d\.ts(?:\.map)?$/);
      if (`dist/${module}` !== path) return !existsSync(join(packageRoot, 'src', `${module}.ts`));
      if (path.startsWith('dist/tasks/')) return bundles !== undefined && !bundles.has(path);
      return /\.(js|css|wasm)(\.map)?$/.test(path) && !built.has(path);
    });
}

/** The files that `bundleTasks` has written; undefined in a package without tasks. */
function bundlesOf(packageRoot: string): ReadonlySet<string> | undefined {
  const manifest = join(packageRoot, 'dist/tasks/manifest.json');
  if (!existsSync(manifest)) return undefined;
  const { tasks } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    readonly tasks: Readonly<Record<string, { readonly bundle: string }>>;
  };
  const bundles = Object.values(tasks).flatMap(({ bundle }) => [`${bundle}.mjs`, `${bundle}.mjs.map`]);
  return new Set(['manifest.json', 'modules.json', ...bundles].map((name) => `dist/tasks/${name}`));
}
