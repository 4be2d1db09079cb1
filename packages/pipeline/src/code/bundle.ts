import { builtinModules } from 'node:module';
import { build, type Metafile, transform } from 'esbuild';
import type { AnyTask, TaskAddress } from '../graph/task.js';
import { type Digest, digestOf } from '../values/digest.js';
import {
  type ExternalPackage,
  externalContents,
  externalPackages,
  fingerprintOf,
} from './external-packages.js';
import { type FileDigests, openFileDigests } from './file-digests.js';

/** The code of one task. The text that we hash is the text that runs. */
export interface Bundle {
  readonly address: TaskAddress;
  /** Of the code. */
  readonly digest: Digest;
  /** Of the code and of the packages that it loads. */
  readonly fingerprint: Digest;
  readonly code: string;
  readonly externals: readonly ExternalPackage[];
  /** Source files that esbuild read for it, relative to the package. */
  readonly sources: readonly string[];
  /** Those sources of which nothing is left in the code, except perhaps constants that esbuild has inlined. */
  readonly unused: readonly string[];
}

/**
 * The code of a task depends on more than its inputs and parameters. The message names the globals and modules it uses.
 */
export class ImpureTask extends Error {
  override readonly name = 'ImpureTask';
}

/**
 * Bundles one export with all code that it uses. The text of the bundle changes with the function, its helpers and its
 * third-party code. Comments, types, unused exports, other files and the folder of the checkout do not change it.
 *
 * @param packageRoot folder of the package that the task's address names
 * @param installed what is known of the external packages
 * @throws ImpureTask when the code reads the clock, the environment, the file system, the network or Math.random
 */
export async function bundleTask(
  packageRoot: string,
  task: Pick<AnyTask, 'address' | 'externals'>,
  installed: Installed = installedFrom(packageRoot),
): Promise<Bundle> {
  const [module, exportName] = task.address.split('#') as [string, string];
  const result = await build({
    stdin: { contents: `export { ${exportName} } from '${module}';`, resolveDir: packageRoot },
    // esbuild writes the paths of CommonJS files into the bundle, relative to this folder.
    absWorkingDir: packageRoot,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target,
    conditions: ['source'],
    external: task.externals.flatMap((name) => [name, `${name}/*`]),
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    charset: 'utf8',
    // Many libraries ask for this. Without a value here, they would read the environment and be refused.
    define: { 'process.env.NODE_ENV': '"production"' },
    // esbuild only warns of these by default, and the bundle would call something undefined.
    logOverride: { 'import-is-undefined': 'error', 'call-import-namespace': 'error' },
    logLevel: 'silent',
  });
  const imports = Object.values(result.metafile.outputs).flatMap((output) => output.imports);
  const bundled = result.outputFiles[0]!.text;
  await refuseImpure(task, bundled, imports);
  const code = withRequire(bundled, imports);
  const digest = digestOf(code);
  const externals = await installed.packages(task.externals);
  return {
    address: task.address,
    digest,
    fingerprint: fingerprintOf(digest, externalContents(packageRoot, externals, installed.digests)),
    code,
    externals,
    sources: Object.keys(result.metafile.inputs).filter((file) => file !== '<stdin>'),
    unused: Object.values(result.metafile.outputs).flatMap(({ inputs }) =>
      Object.keys(result.metafile.inputs).filter((file) => !(inputs[file]?.bytesInOutput ?? 0)),
    ),
  };
}

const target = 'node20';

/** What is known of the packages that are installed for a package with tasks. */
export interface Installed {
  packages(names: readonly string[]): Promise<readonly ExternalPackage[]>;
  readonly digests: FileDigests;
}

/** Asks once for each list of names. */
export function installedFrom(packageRoot: string): Installed {
  const known = new Map<string, Promise<readonly ExternalPackage[]>>();
  return {
    digests: openFileDigests(packageRoot),
    async packages(names) {
      if (names.length === 0) return [];
      const list = names.toSorted().join('\n');
      const packages = known.get(list) ?? externalPackages(packageRoot, names);
      known.set(list, packages);
      return packages;
    },
  };
}

type Imports = Metafile['outputs'][string]['imports'];

/** Defines `require` in the bundle if it is needed: CommonJS code calls it for modules that were not bundled. */
function withRequire(code: string, imports: Imports): string {
  const needed = imports.some(({ kind, external }) => external && kind === 'require-call');
  return needed
    ? `import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);${code}`
    : code;
}

// Globals that a task must not use. Calls of `require` are not here: we check what was required, in `imports`.
const impureGlobals = [
  'Math.random',
  'Date',
  'Temporal',
  'performance',
  'process',
  'crypto',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'BroadcastChannel',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'navigator',
  'localStorage',
  'sessionStorage',
  'Intl',
  'global',
  'globalThis',
  'self',
  'window',
  'import.meta.url',
  'import.meta.dirname',
  'import.meta.filename',
  '__dirname',
  '__filename',
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
  return `__impure_${name.replaceAll('.', '$')}`;
}

/**
 * Replaces each impure global by a marker and then searches the code for markers. esbuild's `define` does not replace
 * local variables of the same name. The finished bundle contains only code that the task uses. So each marker is a use
 * of its global.
 */
async function refuseImpure(task: Pick<AnyTask, 'address'>, code: string, imports: Imports): Promise<void> {
  const marked = await transform(code, {
    define: Object.fromEntries(impureGlobals.map((name) => [name, marker(name)])),
    format: 'esm',
    target,
    logLevel: 'silent',
  });
  const identifiers = new Set(marked.code.match(/__impure_[\w$]+/g));
  const used = new Set(impureGlobals.filter((name) => identifiers.has(marker(name))));
  for (const { path, external } of imports) {
    const name = path.replace(/^node:/, '');
    if (external && builtinModules.includes(name) && !pureBuiltins.has(name.split('/')[0]!))
      used.add(`node:${name}`);
  }
  if (used.size === 0) return;
  throw new ImpureTask(
    `the task ${task.address} uses ${[...used].join(', ')}: a task may depend on its inputs and parameters alone; ` +
      'pass what it needs as a parameter, or declare the package that needs it as external',
  );
}
