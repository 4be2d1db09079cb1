import { firstLineOf } from '@superposition/core/internal/config/first-line';
import { type Backend, describeBackend as describe, openBackend as open } from '../backend.js';
import { type BackendFacts, prepareNative } from '../find-backend.js';
import { type BackendName, loadBackend as load } from '../load-backend.js';
import type { TensorFlow } from '../tensorflow.js';
import { checkBackendFacts, checkBackendName } from './arguments.js';

const packages = {
  tensorflow: '@tensorflow/tfjs @tensorflow/tfjs-node, then npx superposition-tfjs provide',
  wasm: '@tensorflow/tfjs @tensorflow/tfjs-backend-wasm',
  cpu: '@tensorflow/tfjs',
} as const satisfies Readonly<Record<BackendName, string>>;

/**
 * Loads TensorFlow.js with the best backend that is installed and loads: native tfjs-node, else WebAssembly, else plain
 * JavaScript. It needs Node. Loading takes about a second.
 *
 * @returns `tf`, the namespace; which backend it is and its version; and why it is not the native one
 * @throws (rejects with) Error that says what to install, when TensorFlow.js is not
 */
export function openBackend(): Promise<Backend> {
  return open();
}

/**
 * Loads TensorFlow.js with exactly this backend, and never takes another one instead: `tensorflow` is libtensorflow through
 * tfjs-node; `wasm` and `cpu` (plain JavaScript) work everywhere. Before native TensorFlow it sets TF_NUM_INTRAOP_THREADS
 * and TF_NUM_INTEROP_THREADS to 1 and TF_ENABLE_ONEDNN_OPTS to 0, unless they are set.
 *
 * @throws (rejects with) TypeError or RangeError for another name; Error that says what to install when it does not load
 */
export async function loadBackend(name: BackendName): Promise<TensorFlow> {
  checkBackendName('name', name);
  if (name === 'tensorflow') prepareNative();
  try {
    return await load(name);
  } catch (cause) {
    const missing = `npm i ${packages[name]}`;
    throw new Error(`the backend '${name}' does not load: ${firstLineOf(cause)}; to install it: ${missing}`, {
      cause,
    });
  }
}

/**
 * A backend in one line: `tensorflow (native, tfjs-node 4.22.0)`, or another one and why it is not native.
 *
 * @throws TypeError or RangeError for what is no backend
 */
export function describeBackend(backend: BackendFacts): string {
  checkBackendFacts(backend);
  return describe(backend);
}
