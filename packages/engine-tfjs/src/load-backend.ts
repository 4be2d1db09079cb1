import type { TensorFlow } from './tensorflow.js';

/** `tensorflow` is libtensorflow through tfjs-node; `wasm` and `cpu` (plain JavaScript) work everywhere. */
export type BackendName = 'tensorflow' | 'wasm' | 'cpu';

/**
 * Loads TensorFlow.js with exactly this backend; nothing of it is loaded before. Rejects when the backend is not there,
 * and never takes another one instead.
 */
export async function loadBackend(name: BackendName): Promise<TensorFlow> {
  if (name === 'tensorflow') await import('@tensorflow/tfjs-node');
  if (name === 'wasm') await import('@tensorflow/tfjs-backend-wasm');
  const tf = namespaceOf(await import('@tensorflow/tfjs'));
  // Otherwise it greets the reader with an advertisement for the backend that could not be had.
  tf.enableProdMode();
  if (!(await tf.setBackend(name))) throw new Error(`TensorFlow.js could not start its backend '${name}'`);
  await tf.ready();
  return tf;
}

/** Node hands over a CommonJS module as `default`, with only those names beside it that it could guess. */
function namespaceOf(module: TensorFlow & { readonly default?: TensorFlow }): TensorFlow {
  return module.default ?? module;
}
