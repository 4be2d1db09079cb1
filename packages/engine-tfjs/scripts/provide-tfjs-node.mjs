// Makes native TensorFlow.js work. @tensorflow/tfjs-node cannot install itself: the server that its installer fetches
// from refuses every request. If native tfjs-node already works, this does nothing. Without native tfjs-node, the WASM
// backend is used. superposition-tfjs.mjs runs it.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { addonFile, buildAddon, findCompiler } from './build-addon.mjs';
import { librarySources } from './libtensorflow.mjs';
import { runQuietly } from './run-quietly.mjs';

/** @param {string} message */
const say = (message) => process.stdout.write(`TensorFlow.js: ${message}\n`);

/**
 * Throws when native tfjs-node does not load, or when it loads and multiplies wrongly.
 *
 * @param {string} packageRoot folder of tfjs-node
 */
function tryNative(packageRoot) {
  const program = `
    const util = require('util');
    // As in src/load-native.ts: Node 23 has removed the first of these, and tfjs-node calls both.
    Object.assign(util, { isNullOrUndefined: (value) => value == null, isArray: Array.isArray });
    const tf = require(${JSON.stringify(packageRoot)});
    const [product] = tf.matMul(tf.tensor2d([[2]]), tf.tensor2d([[3]])).dataSync();
    if (product !== 6) throw new Error('error: 2 × 3 is ' + product);
    process.stdout.write(tf.backend().binding.TF_Version);
  `;
  return runQuietly(process.execPath, ['-e', program], {
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' },
    minutes: 2,
  });
}

function cacheFolder() {
  const { XDG_CACHE_HOME } = process.env;
  const folder = join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'superposition', 'tfjs-node');
  makeFolder(folder);
  return folder;
}

/**
 * Makes a folder and its parents. The recursive `mkdir` of Node 20 never ends inside a folder such as /proc, which
 * exists but in which no folder can be made.
 *
 * @param {string} folder
 */
function makeFolder(folder) {
  try {
    mkdirSync(folder);
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || existsSync(dirname(folder))) throw error;
    makeFolder(dirname(folder));
    makeFolder(folder);
  }
}

/**
 * Removes what killed installations have left behind.
 *
 * @param {string} cache
 */
function sweep(cache) {
  const yesterday = Date.now() - 24 * 3_600_000;
  for (const name of readdirSync(cache)) {
    const folder = join(cache, name);
    if (name.startsWith('staging-') && statSync(folder).mtimeMs < yesterday)
      rmSync(folder, { recursive: true });
  }
}

/**
 * Builds an entry of the cache in another folder and moves it into place in one step, so that an entry is always
 * complete.
 *
 * @param {import('./libtensorflow.mjs').Source} source
 * @param {string} entry
 * @param {string} packageRoot
 */
async function makeEntry(source, entry, packageRoot) {
  const compiler = findCompiler();
  if (source.fetches !== undefined) {
    say(
      `fetching ${source.fetches} for native tfjs-node (once for each user; SUPERPOSITION_TFJS_NATIVE=off prevents it)`,
    );
  }
  const staging = mkdtempSync(join(dirname(entry), 'staging-'));
  try {
    mkdirSync(join(staging, 'deps'));
    await source.provide(join(staging, 'deps'));
    await buildAddon(compiler, packageRoot, staging);
    rmSync(join(staging, 'deps/include'), { recursive: true });
    renameSync(staging, entry);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    // If the entry is there, another installation was faster.
    if (!isThere(entry)) throw error;
  }
}

/** @param {string} entry */
function isThere(entry) {
  return statSync(join(entry, addonFile), { throwIfNoEntry: false }) !== undefined;
}

/** @param {string} packageRoot */
function unlink(packageRoot) {
  for (const name of ['deps', 'lib']) rmSync(join(packageRoot, name), { recursive: true, force: true });
}

/**
 * @param {string} entry
 * @param {string} packageRoot
 */
function link(entry, packageRoot) {
  unlink(packageRoot);
  for (const name of ['deps', 'lib']) symlinkSync(join(entry, name), join(packageRoot, name));
}

/**
 * @param {import('./libtensorflow.mjs').Source} source
 * @param {string} cache
 * @param {string} packageRoot
 * @param {string} version of tfjs-node
 * @returns {Promise<string>} the version of libtensorflow that is in use now
 */
async function useSource(source, cache, packageRoot, version) {
  const entry = join(cache, `${version}-${process.platform}-${process.arch}-${source.key}`);
  if (isThere(entry)) {
    try {
      link(entry, packageRoot);
      return tryNative(packageRoot);
    } catch {
      // The entry is damaged, or the library that it links to has gone. We make it again.
      rmSync(entry, { recursive: true });
    }
  }
  await makeEntry(source, entry, packageRoot);
  link(entry, packageRoot);
  return tryNative(packageRoot);
}

/**
 * What `findBackend` reads: the version that is used and where it came from, or why there is none.
 *
 * @param {string} packageRoot
 * @param {{ libtensorflow: string, from?: string, cache?: string } | { why: string }} facts
 */
function record(packageRoot, facts) {
  writeFileSync(join(packageRoot, 'native.json'), `${JSON.stringify(facts)}\n`);
}

/** @param {string} packageRoot */
async function provide(packageRoot) {
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  if (existsSync(join(packageRoot, addonFile))) {
    try {
      const libtensorflow = tryNative(packageRoot);
      if (!existsSync(join(packageRoot, 'native.json'))) record(packageRoot, { libtensorflow });
      return;
    } catch {
      // It does not work: we provide it again below.
    }
  }
  const started = performance.now();
  const cache = cacheFolder();
  sweep(cache);
  let failure;
  for (const source of librarySources()) {
    try {
      const libtensorflow = await useSource(source, cache, packageRoot, version);
      record(packageRoot, { libtensorflow, from: source.from, cache });
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      say(
        `native tfjs-node ${version} with libtensorflow ${libtensorflow} is ready (${seconds} s, kept in ${cache})`,
      );
      return;
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

/**
 * @param {unknown} error
 * @returns {string} why native tfjs-node cannot be provided
 */
function reasonOf(error) {
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  if (code === 'MODULE_NOT_FOUND')
    return '@tensorflow/tfjs-node is not installed: npm i @tensorflow/tfjs-node';
  return message.split('\n')[0] ?? '';
}

/**
 * Makes native tfjs-node work, or says why it does not. It throws nothing.
 *
 * @returns {Promise<boolean>} whether native tfjs-node works now
 */
export async function provideTfjsNode() {
  /** @type {string | undefined} */
  let packageRoot;
  try {
    packageRoot = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-node/package.json'));
    if (process.env['SUPERPOSITION_TFJS_NATIVE'] === 'off')
      throw new Error('SUPERPOSITION_TFJS_NATIVE is off');
    await provide(packageRoot);
    return true;
  } catch (error) {
    const why = reasonOf(error);
    say(`the WASM backend is used, not native tfjs-node: ${why}`);
    try {
      if (packageRoot !== undefined) {
        if (process.env['SUPERPOSITION_TFJS_NATIVE'] !== 'off') unlink(packageRoot);
        record(packageRoot, { why });
      }
    } catch {
      // The folder cannot be written. Whoever loads native tfjs-node later will see the reason.
    }
  }
  return false;
}
