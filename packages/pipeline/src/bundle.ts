import { builtinModules } from 'node:module';
import { build, type Metafile, type Plugin } from 'esbuild';
import { canonicalJson } from './canonical-json.js';
import { type Digest, digestOf } from './digest.js';
import { externalVersions } from './external-versions.js';
import type { AnyTask, TaskAddress } from './task.js';

/** The code of one task as it is hashed and as it runs. */
export interface Bundle {
  readonly address: TaskAddress;
  readonly fingerprint: Digest;
  readonly code: string;
  /** Source files that went into it, relative to the package. */
  readonly sources: readonly string[];
}

/** A task whose code depends on more than its inputs and parameters; the message names what it reaches for. */
export class ImpureTask extends Error {
  override readonly name = 'ImpureTask';
}

/**
 * Bundles exactly one export with everything it uses. The text changes with the function, its helpers and its third-party
 * code; comments, types, unused exports, sibling files and the folder of the checkout do not enter it.
 *
 * @param packageRoot folder of the package that the task's address names
 * @throws ImpureTask when the code reads the clock, the environment, the file system, the network or Math.random
 */
export async function bundleTask(
  packageRoot: string,
  task: Pick<AnyTask, 'address' | 'externals'>,
): Promise<Bundle> {
  const [module, exportName] = task.address.split('#') as [string, string];
  const result = await build({
    stdin: { contents: `export { ${exportName} } from '${module}';`, resolveDir: packageRoot },
    // Bundles name CommonJS files by their path from here.
    absWorkingDir: packageRoot,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['source'],
    external: task.externals.flatMap((name) => [name, `${name}/*`]),
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    charset: 'utf8',
    define: Object.fromEntries(impureGlobals.map((name) => [name, marker(name)])),
    plugins: [builtinsWithoutSideEffects],
    logLevel: 'silent',
  });
  const code = result.outputFiles[0]!.text;
  refuseImpure(task, code, result.metafile);
  const externals = externalVersions(packageRoot, task.externals);
  return {
    address: task.address,
    fingerprint: digestOf(task.externals.length === 0 ? code : `${code}\n${canonicalJson(externals)}`),
    code,
    sources: Object.keys(result.metafile.inputs).filter(
      (file) => file !== '<stdin>' && !file.includes('node_modules/'),
    ),
  };
}

// esbuild's `define` replaces a global only where it is really the global, and tree-shaking leaves only what is used:
// a marker that survives into the bundle is a use of what it stands for.
const impureGlobals = [
  'Math.random',
  'Date',
  'performance',
  'process',
  'crypto',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'navigator',
  'Intl',
  'globalThis',
];

const pureBuiltins = new Set([
  'assert',
  'buffer',
  'events',
  'punycode',
  'querystring',
  'string_decoder',
  'url',
  'util',
]);

function marker(name: string): string {
  return `__impure_${name.replace('.', '$')}`;
}

function refuseImpure(task: Pick<AnyTask, 'address' | 'externals'>, code: string, metafile: Metafile): void {
  const used = new Set(
    impureGlobals.filter((name) => new RegExp(`${marker(name).replace('$', '\\$')}(?![\\w$])`).test(code)),
  );
  for (const output of Object.values(metafile.outputs)) {
    for (const { path, external } of output.imports) {
      const name = path.replace(/^node:/, '');
      if (external && builtinModules.includes(name) && !pureBuiltins.has(name.split('/')[0]!))
        used.add(`node:${name}`);
    }
  }
  if (used.size === 0) return;
  throw new ImpureTask(
    `the task ${task.address} uses ${[...used].join(', ')}: a task may depend on its inputs and parameters alone; ` +
      'pass what it needs as a parameter, or declare the package that needs it as external',
  );
}

const builtinsWithoutSideEffects: Plugin = {
  name: 'builtins-without-side-effects',
  setup(esbuild) {
    const names = builtinModules.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
    // Otherwise an import that nothing uses would stay in the bundle, and count as a use.
    esbuild.onResolve({ filter: new RegExp(`^(node:)?(${names})$`) }, ({ path }) => ({
      path,
      external: true,
      sideEffects: false,
    }));
  },
};
