import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { BackendName } from './load-backend.js';

/** Which backend this machine has for TensorFlow.js: what a result by it depends on besides its parameters. */
export interface BackendFacts {
  readonly backend: BackendName;
  /** The package that computes, with its version. */
  readonly version: string;
  /** The version of the native library behind it, where it is known. */
  readonly libtensorflow?: string;
  /** Why it is not native TensorFlow. */
  readonly whyNotNative?: string;
  /** Folder with the native library, where `scripts/provide-tfjs-node.mjs` has put one. */
  readonly cache?: string;
}

/** What the script leaves in the folder of tfjs-node. */
interface ProvidedNative {
  readonly libtensorflow?: string;
  readonly cache?: string;
  readonly why?: string;
}

/** The switch of native TensorFlow: `off` keeps it from being installed, and from being used. */
const SWITCH = 'SUPERPOSITION_TFJS_NATIVE';

/**
 * Finds the best backend without loading anything of TensorFlow.js, in a millisecond: native when its addon is there, or
 * WebAssembly. Undefined when the packages of TensorFlow.js are not installed.
 */
export function findBackend(): BackendFacts | undefined {
  const wasm = manifestOf('@tensorflow/tfjs-backend-wasm');
  const tfjs = manifestOf('@tensorflow/tfjs');
  if (wasm === undefined || tfjs === undefined) return undefined;
  const fallback = { backend: 'wasm', version: `tfjs-backend-wasm ${wasm.version}` } as const;
  if (process.env[SWITCH] === 'off') return { ...fallback, whyNotNative: `${SWITCH} is off` };
  const node = manifestOf('@tensorflow/tfjs-node');
  if (node === undefined) return { ...fallback, whyNotNative: '@tensorflow/tfjs-node is not installed' };
  const provided = readProvided(node.folder);
  // A link whose target has gone does not exist, so a cache that was deleted is not there either.
  if (existsSync(join(node.folder, 'lib/napi-v8/tfjs_binding.node'))) {
    return {
      backend: 'tensorflow',
      version: `tfjs-node ${node.version}`,
      ...(provided.libtensorflow !== undefined && { libtensorflow: provided.libtensorflow }),
      ...(provided.cache !== undefined && { cache: provided.cache }),
    };
  }
  return { ...fallback, whyNotNative: provided.why ?? 'its native library is not there: run pnpm install' };
}

/**
 * What libtensorflow reads from the environment once, when it is loaded: quiet, and one thread, which is three times as
 * fast on matrices this small as a pool for each core. What the user has set stays. To be called in the main thread
 * before anything loads it, as assignments in a worker thread do not reach native code.
 */
export function prepareNative(): void {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  process.env['TF_NUM_INTRAOP_THREADS'] ??= '1';
  process.env['TF_NUM_INTEROP_THREADS'] ??= '1';
}

function manifestOf(name: string): { readonly folder: string; readonly version: string } | undefined {
  try {
    const file = createRequire(import.meta.url).resolve(`${name}/package.json`);
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
    return { folder: dirname(file), version };
  } catch {
    return undefined;
  }
}

function readProvided(folder: string): ProvidedNative {
  try {
    return JSON.parse(readFileSync(join(folder, 'native.json'), 'utf8')) as ProvidedNative;
  } catch {
    return {};
  }
}
