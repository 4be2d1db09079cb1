import { loadNative } from './load-native.js';
import { namespaceOf } from './namespace-of.js';
import type { TensorFlow } from './tensorflow.js';

/** `tensorflow` is libtensorflow through tfjs-node; `wasm` and `cpu` (plain JavaScript) work everywhere. */
export type BackendName = 'tensorflow' | 'wasm' | 'cpu';

/**
 * Loads TensorFlow.js with exactly this backend. Nothing of TensorFlow.js is loaded before this call. Rejects when the
 * backend cannot be loaded; it never takes another one instead.
 */
export async function loadBackend(name: BackendName): Promise<TensorFlow> {
  if (name === 'tensorflow') await loadNative();
  if (name === 'wasm') await import('@tensorflow/tfjs-backend-wasm');
  const tf = namespaceOf(await import('@tensorflow/tfjs'));
  // Otherwise TensorFlow.js prints an advertisement for the native backend.
  tf.enableProdMode();
  if (!(await tf.setBackend(name))) throw new Error(`TensorFlow.js could not start its backend '${name}'`);
  await tf.ready();
  return tf;
}
