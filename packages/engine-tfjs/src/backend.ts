import { firstLineOf } from '@superposition/core/internal/config/first-line';
import { type BackendFacts, findBackend, prepareNative } from './find-backend.js';
import { loadBackend } from './load-backend.js';
import type { TensorFlow } from './tensorflow.js';

/** TensorFlow.js with the best backend that really loads on this machine. */
export interface Backend extends BackendFacts {
  readonly tf: TensorFlow;
}

/**
 * Loads TensorFlow.js with the best backend: native tfjs-node if it loads, else WebAssembly, else plain JavaScript. The
 * result names the backend and its version, and says why it is not the native one. Rejects when TensorFlow.js is not
 * installed at all.
 */
export async function openBackend(): Promise<Backend> {
  const found = findBackend();
  if (found === undefined)
    throw new Error('TensorFlow.js is not installed: npm i @tensorflow/tfjs @tensorflow/tfjs-backend-wasm');
  prepareNative();
  let whyNotNative = found.whyNotNative;
  if (found.backend === 'tensorflow') {
    try {
      return { ...found, tf: await loadBackend('tensorflow') };
    } catch (error) {
      whyNotNative = `it does not load: ${firstLineOf(error)}`;
    }
  }
  const reason = whyNotNative === undefined ? {} : { whyNotNative };
  try {
    const tf = await loadBackend('wasm');
    return { backend: 'wasm', version: `tfjs-backend-wasm ${tf.version['tfjs-core']}`, ...reason, tf };
  } catch {
    const tf = await loadBackend('cpu');
    return { backend: 'cpu', version: `tfjs ${tf.version['tfjs-core']}`, ...reason, tf };
  }
}

/** Describes a backend in one line: `tensorflow (native, tfjs-node 4.22.0)`, or another one and why. */
export function describeBackend({ backend, version, whyNotNative }: BackendFacts): string {
  if (backend === 'tensorflow') return `tensorflow (native, ${version})`;
  return `${backend} (${version}); not native: ${whyNotNative}`;
}
