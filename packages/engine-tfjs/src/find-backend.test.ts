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

it('names what the bits of the native library depend on: the environment, and the processor', () => {
  vi.stubEnv('TF_NUM_INTRAOP_THREADS', undefined);
  vi.stubEnv('TF_ENABLE_ONEDNN_OPTS', undefined);
  const found = findBackend();
  if (found?.backend !== 'tensorflow') return expect(found).not.toHaveProperty('environment');
  const defaults = { TF_ENABLE_ONEDNN_OPTS: '0', TF_NUM_INTEROP_THREADS: '1', TF_NUM_INTRAOP_THREADS: '1' };
  expect(found.environment).toEqual(defaults);
  expect(found.processor).toMatch(/^\w+ [0-9a-f]{12}$/);
  for (const [name, value] of [
    ['TF_NUM_INTRAOP_THREADS', '3'],
    ['TF_ENABLE_ONEDNN_OPTS', '1'],
    ['ONEDNN_MAX_CPU_ISA', 'AVX2'],
    ['OMP_NUM_THREADS', '2'],
  ] as const) {
    vi.stubEnv(name, value);
    expect(findBackend()?.environment).toMatchObject({ [name]: value });
  }
  vi.stubEnv('TF_CPP_MIN_LOG_LEVEL', '1');
  expect(findBackend()?.environment).not.toHaveProperty('TF_CPP_MIN_LOG_LEVEL');
});

it('leaves the number of threads to a user who has set it', () => {
  vi.stubEnv('TF_NUM_INTRAOP_THREADS', '3');
  vi.stubEnv('TF_NUM_INTEROP_THREADS', undefined);
  vi.stubEnv('TF_ENABLE_ONEDNN_OPTS', undefined);
  prepareNative();
  expect(process.env['TF_NUM_INTRAOP_THREADS']).toBe('3');
  expect(process.env['TF_NUM_INTEROP_THREADS']).toBe('1');
  expect(process.env['TF_ENABLE_ONEDNN_OPTS']).toBe('0');
});
