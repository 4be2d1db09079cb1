import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import type { AnyTaskFunction } from '../graph/task.js';
import { type Digest, digestOf } from '../values/digest.js';
import { type BundleScript, scriptOf } from './script-of.js';

/** A bundle on disk, and the digest that its text had when it was built. */
export interface BundleFile {
  /** URL of the file. */
  readonly file: string;
  /** Absent for code that nobody has hashed. */
  readonly digest?: Digest | undefined;
}

/** A new instance of a bundle. */
export interface BundleInstance {
  readonly fn: AnyTaskFunction;
  /** Bytes that stay in memory for ever. */
  readonly kept: number;
}

/** A bundle as a function that makes instances of it. */
interface Compiled {
  readonly make: (modules: object, exports: object) => void;
  readonly modules: object;
}

/** Of all bundles that are functions, by file and digest. What was compiled once does not change when the file does. */
const compiled = new Map<string, Compiled>();
let imported = 0;

/**
 * Makes a new instance of a bundle, so that no call sees what an earlier call left in the variables of the module.
 *
 * @throws Error when the file is not what was built: its results would be recorded under the key of other code
 */
export async function importBundle(bundle: BundleFile, exportName: string): Promise<BundleInstance> {
  const { file, digest } = bundle;
  const name = `${file} ${digest}`;
  const known = compiled.get(name);
  if (known !== undefined) return { fn: exportOf(file, instanceOf(known), exportName), kept: 0 };
  const text = await readBundle(bundle);
  const made = digest === undefined ? undefined : await compile(file, text);
  if (made === undefined) {
    imported++;
    return {
      fn: exportOf(file, (await import(`${file}?${imported}`)) as Exports, exportName),
      kept: text.length,
    };
  }
  compiled.set(name, made);
  return { fn: exportOf(file, instanceOf(made), exportName), kept: 0 };
}

type Exports = Readonly<Record<string, AnyTaskFunction>>;

function instanceOf({ make, modules }: Compiled): Exports {
  const exports: Exports = {};
  make(modules, exports);
  return exports;
}

function exportOf(file: string, exports: Exports, name: string): AnyTaskFunction {
  const fn = exports[name];
  if (fn === undefined) throw new Error(`${file} has no export '${name}'`);
  return fn;
}

async function readBundle({ file, digest }: BundleFile): Promise<string> {
  const text = await readFile(new URL(file), 'utf8').catch(() => undefined);
  if (text !== undefined && (digest === undefined || digestOf(text) === digest)) return text;
  const what = text === undefined ? 'is missing' : 'was changed after the build';
  throw new Error(`the bundle ${fileURLToPath(file)} ${what}: build the package again`);
}

async function compile(file: string, text: string): Promise<Compiled | undefined> {
  const script = scriptOf(text);
  if (script === undefined) return undefined;
  try {
    const make = compileFunction(script.text, ['__modules', '__exports'], { filename: `${file}?` });
    return { make: make as Compiled['make'], modules: await modulesOf(script) };
  } catch {
    // For example a module that awaits something before it is ready. A function cannot do that.
    return undefined;
  }
}

async function modulesOf({ specifiers }: BundleScript): Promise<object> {
  const entries = specifiers.map(async (name) => [name, await import(name)] as const);
  return Object.fromEntries(await Promise.all(entries));
}
