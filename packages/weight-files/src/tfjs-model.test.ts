import { describe, expect, it } from 'vitest';
import { json } from '../test/support/sample-files.js';
import { readWeights } from './read-weights.js';

describe('the files of a folder', () => {
  it('are a model of TensorFlow.js, whose kernels are transposed', () => {
    const weights = ['W_in', 'W_out'].map((name, index) => ({
      name: `${name}/kernel`,
      shape: index === 0 ? [3, 2] : [2, 3],
      dtype: 'float32',
    }));
    const model = (manifest: object) => json({ modelTopology: { a: [{}] }, weightsManifest: manifest });
    const bytes = new Uint8Array(Float32Array.of(1, 4, 2, 5, 3, 6, 1, 2, 3, 4, 5, 6).buffer);
    const parts = { 'a.bin': bytes.subarray(0, 20), 'b.bin': bytes.subarray(20) };
    const files = { 'model.json': model([{ paths: ['a.bin', 'b.bin'], weights }]), ...parts };
    expect(readWeights(files)).toMatchObject({
      format: 'tfjs',
      weights: { features: 3, neurons: 2, input: Float32Array.of(1, 2, 3, 4, 5, 6) },
      from: { W_in: 'W_in/kernel', W_out: 'W_out/kernel' },
    });
    expect(() => readWeights({ 'model.json': files['model.json'], 'a.bin': parts['a.bin'] })).toThrow(
      'the file "b.bin" of the model is missing',
    );
    expect(() => readWeights({ ...files, 'b.bin': new Uint8Array(3) })).toThrow(/too short for W_in\/kernel/);
    expect(() => readWeights({ ...files, 'b.bin': new Uint8Array(99) })).toThrow(/but its tensors take 48/);
    const dotted = model([{ paths: ['./a.bin', './b.bin'], weights }]);
    expect(readWeights({ ...files, 'model.json': dotted }).format).toBe('tfjs');
    const large = { 'model.json': model([{ paths: ['c.bin', 'c.bin', 'c.bin'], weights }]) };
    expect(() => readWeights({ ...large, 'c.bin': new Uint8Array(1e8) })).toThrow(
      'its files are 300000000 bytes long, but at most 268435456 are read',
    );
    expect(() => readWeights({ ...files, 'model.json': model([{}]) })).toThrow(
      /no list of \{ paths, weights \}/,
    );
    expect(() => readWeights(files['model.json'])).toThrow(/so give the folder/);
  });

  it('are quantized numbers of a model, which are read as TensorFlow.js reads them', () => {
    const read = (stored: Uint8Array, quantization: object) => {
      const weights = ['dense/kernel', 'dense_1/kernel'].map((name) => ({
        name,
        shape: [1, 1],
        dtype: 'float32',
        quantization,
      }));
      const manifest = [{ paths: ['a.bin'], weights }];
      const { input, output } = readWeights({
        'model.json': json({ modelTopology: {}, weightsManifest: manifest }),
        'a.bin': stored,
      }).weights;
      return [...input, ...output];
    };
    const [min, scale] = [-0.3, 0.1];
    expect(read(Uint8Array.of(0, 7), { dtype: 'uint8', min, scale })).toEqual(
      [min, 7 * scale + min].map(Math.fround),
    );
    expect(read(Uint8Array.of(1, 0, 0, 1), { dtype: 'uint16', min, scale })).toEqual(
      [scale + min, 256 * scale + min].map(Math.fround),
    );
    expect(read(Uint8Array.of(0, 0x3c, 0, 0xc0), { dtype: 'float16' })).toEqual([1, -2]);
    for (const strange of [{ dtype: 'uint8' }, { dtype: 'int4', min, scale }, null as never])
      expect(() => read(Uint8Array.of(0, 7), strange)).toThrow(
        'dense/kernel of the model.json is "float32", quantized in a way that is not known: convert the model without quantization',
      );
  });

  it('are refused when the model of TensorFlow.js has other activations or layers', () => {
    const weights = ['dense', 'dense_1'].map((name) => ({
      name: `${name}/kernel`,
      shape: [1, 1],
      dtype: 'float32',
    }));
    const dense = (activation: string) => ({ class_name: 'Dense', config: { units: 1, activation } });
    const files = (modelTopology: object) => ({
      'model.json': json({ modelTopology, weightsManifest: [{ paths: ['a.bin'], weights }] }),
      'a.bin': new Uint8Array(8),
    });
    const model = (...layers: readonly object[]) => files({ class_name: 'Sequential', config: { layers } });
    const keras = (...config: readonly object[]) =>
      files({ model_config: { class_name: 'Sequential', config } });
    const relu = { class_name: 'ReLU', config: { max_value: null } };
    const idle = { class_name: 'Dropout', config: { rate: 0.1 } };
    for (const right of [
      model(dense('relu'), dense('linear')),
      keras(dense('linear'), relu, idle, dense('linear')),
      model(dense('linear'), { class_name: 'Activation', config: { activation: 'relu' } }, dense('linear')),
    ])
      expect(readWeights(right).warnings).toEqual([]);
    const another = model(dense('tanh'), dense('linear'));
    expect(() => readWeights(another)).toThrow(
      'its layers are "Dense", "tanh", "Dense", not "Dense", "relu", "Dense": it is another network. --weights-names W_in=dense/kernel',
    );
    expect(
      readWeights(another, { names: { W_in: 'dense/kernel', W_out: 'dense_1/kernel' } }).warnings,
    ).toHaveLength(1);
    for (const wrong of [
      model(dense('relu'), dense('relu')),
      model(dense('linear'), dense('linear')),
      keras(dense('relu'), { class_name: 'LayerNormalization', config: {} }, dense('linear')),
      model(dense('linear'), { class_name: 'ReLU', config: { max_value: 6 } }, dense('linear')),
    ])
      expect(() => readWeights(wrong)).toThrow('it is another network');
  });
});
