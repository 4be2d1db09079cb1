import { afterEach, expect, it, vi } from 'vitest';
import { describeBackend, openBackend } from './backend.js';
import { findBackend, prepareNative } from './find-backend.js';

afterEach(() => vi.unstubAllEnvs());

it('finds without loading what opening then loads', async () => {
  const { tf, ...opened } = await openBackend();
  expect(opened).toEqual(findBackend());
  expect(tf.getBackend()).toBe(opened.backend);
});

it('takes WebAssembly when native TensorFlow is switched off, and says why', async () => {
  vi.stubEnv('SUPERPOSITION_TFJS_NATIVE', 'off');
  const { tf, ...opened } = await openBackend();
  expect(tf.getBackend()).toBe('wasm');
  expect(opened).toEqual(findBackend());
  expect(describeBackend(opened)).toMatch(
    /^wasm \(tfjs-backend-wasm \d+\.\d+\.\d+\); not native: SUPERPOSITION_TFJS_NATIVE is off$/,
  );
});

it('describes the native backend in the words of the command line', () => {
  const facts = { backend: 'tensorflow', version: 'tfjs-node 4.22.0', libtensorflow: '2.12.1' } as const;
  expect(describeBackend(facts)).toBe('tensorflow (native, tfjs-node 4.22.0)');
});

it('leaves the number of threads to a user who has set it', () => {
  vi.stubEnv('TF_NUM_INTRAOP_THREADS', '3');
  vi.stubEnv('TF_NUM_INTEROP_THREADS', undefined);
  prepareNative();
  expect(process.env['TF_NUM_INTRAOP_THREADS']).toBe('3');
  expect(process.env['TF_NUM_INTEROP_THREADS']).toBe('1');
});
