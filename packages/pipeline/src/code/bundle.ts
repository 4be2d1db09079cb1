import { isBuiltin } from 'node:module';
import { type BuildOptions, build, type Message, type Metafile, type OutputFile } from 'esbuild';
import { PipelineMistake } from '../graph/pipeline-mistake.js';
import type { AnyTask, TaskAddress } from '../graph/task.js';
import { type Digest, digestOf } from '../values/digest.js';
import { afterResolution } from './after-resolution.js';
import { type ExternalPackage, externalContents, fingerprintOf } from './external-contents.js';
import { type Installed, installedFrom } from './installed.js';
import { ImpureTask, refuseImpure } from './refuse-impure.js';
import { withRequire } from './with-require.js';

export { ImpureTask };

/** The code of one task. The text that we hash is the text that runs. */
export interface Bundle {
  readonly address: TaskAddress;
  /** Of the code. */
  readonly digest: Digest;
  /** Of the code and of the packages that it loads. */
  readonly fingerprint: Digest;
  readonly code: string;
  /** Leads from places in the code to places in the sources. It is no part of the digest: comments move the places. */
  readonly map: SourceMapText;
  /** The names of the packages that are declared external, sorted. */
  readonly externals: readonly string[];
  /** What these packages load. */
  readonly packages: readonly ExternalPackage[];
  /** The code loads none of these packages. */
  readonly isSealed: boolean;
  /** Source files that esbuild read for it, relative to the package. */
  readonly sources: readonly string[];
  /** Those sources of which nothing is left in the code, except perhaps constants that esbuild has inlined. */
  readonly unused: readonly string[];
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
  installed: Installed = installedFrom(packageRoot, task.externals),
): Promise<Bundle> {
  const options = optionsOf(packageRoot, task);
  const whole = await build(options).catch((error: unknown) => {
    throw explained(error, task.address);
  });
  const { metafile } = whole;
  const imports = importsOf(metafile);
  const isSealed = imports.every(({ path }) => isBuiltin(path));
  const bundled = textOf(whole, '.mjs');
  const kinds = (kind: string) => imports.filter((each) => each.kind === kind).map(({ path }) => path);
  const judged = { whole: bundled, imports: [...kinds('import-statement'), ...kinds('dynamic-import')] };
  if (isSealed) {
    const hasThirdParties = Object.keys(metafile.inputs).some((file) => thirdParty.test(file));
    const own = hasThirdParties ? await build({ ...options, plugins: [withoutThirdParties] }) : whole;
    // Third-party code may `require` anything: `withRequire` refuses it when it does.
    const paths = importsOf(own.metafile).map(({ path }) => path);
    await refuseImpure(
      task,
      { ...judged, own: textOf(own, '.mjs'), imports: [...judged.imports, ...paths] },
      target,
    );
  } else {
    await refuseImpure(task, { ...judged, imports: imports.map(({ path }) => path) }, target);
  }
  const requires = imports.some(({ kind }) => kind === 'require-call');
  const code = requires ? withRequire(bundled, task.externals) : bundled;
  const digest = digestOf(code);
  const externals = [...new Set(task.externals)].sort();
  const packages = await installed.packages(externals);
  return {
    address: task.address,
    digest,
    fingerprint: fingerprintOf(digest, externalContents(packageRoot, packages, installed.digests)),
    code,
    // esbuild has not seen what stands before its own text.
    map: { text: textOf(whole, '.mjs.map'), column: code.length - bundled.length },
    externals,
    packages,
    isSealed,
    sources: Object.keys(metafile.inputs).filter((file) => file !== '<stdin>'),
    unused: Object.keys(metafile.inputs).filter(
      (file) => !(metafile.outputs[outfile]?.inputs[file]?.bytesInOutput ?? 0),
    ),
  };
}

/** A source map as esbuild writes it, with sources relative to the package. */
interface SourceMapText {
  readonly text: string;
  /** The column of the first line of the code at which the text begins that it maps. */
  readonly column: number;
}

function textOf({ outputFiles }: { readonly outputFiles: readonly OutputFile[] }, ending: string): string {
  return outputFiles.find(({ path }) => path.endsWith(ending))!.text;
}

const target = 'node20';

/** Only a name: nothing is written there. The sources in the source map are relative to its folder. */
const outfile = 'bundle.mjs';

/** What esbuild says when the package has no such module says nothing of the task. */
function explained(error: unknown, address: TaskAddress): unknown {
  const { errors = [] } = error as { readonly errors?: readonly Message[] };
  const isOfAddress = errors.some(
    ({ text, location }) => location?.file === '<stdin>' && text.startsWith('Could not resolve'),
  );
  if (!isOfAddress) return error;
  const [module] = address.split('#');
  return new PipelineMistake(
    `the module of the task ${address} cannot be found: name '${module}' among the exports in the package.json of its package`,
    { cause: error },
  );
}

function optionsOf(packageRoot: string, { address, externals }: Pick<AnyTask, 'address' | 'externals'>) {
  const [module, exportName] = address.split('#') as [string, string];
  return {
    stdin: { contents: `export { ${exportName} } from '${module}';`, resolveDir: packageRoot },
    // esbuild writes the paths of CommonJS files into the bundle, relative to this folder.
    absWorkingDir: packageRoot,
    bundle: true,
    write: false,
    // In a file of its own, so that the text of the bundle is the same with it and without it.
    sourcemap: 'external',
    sourcesContent: false,
    outfile,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target,
    conditions: ['@superposition/source'],
    external: externals.flatMap((name) => [name, `${name}/*`]),
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    charset: 'utf8',
    // Many libraries ask for this. Without a value here, they would read the environment and be refused.
    define: { 'process.env.NODE_ENV': '"production"' },
    // esbuild only warns of these by default, and the bundle would call something undefined.
    logOverride: { 'import-is-undefined': 'error', 'call-import-namespace': 'error' },
    logLevel: 'silent',
  } satisfies BuildOptions;
}

const thirdParty = /(^|[\\/])node_modules[\\/]/;

/** Leaves out the modules of packages in `node_modules`. A link there to a package of the workspace is not third-party. */
const withoutThirdParties = afterResolution('without third parties', (found, path) =>
  thirdParty.test(found.path) ? { path, external: true } : found,
);

type Imports = Metafile['outputs'][string]['imports'];

/** The imports of modules that are not in the bundle. */
function importsOf({ outputs }: Metafile): Imports {
  return Object.values(outputs).flatMap(({ imports }) => imports.filter(({ external }) => external));
}
