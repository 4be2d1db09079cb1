import { describe, expect, it } from 'vitest';
import { json, matrix } from '../test/support/sample-files.js';
import { readWeights } from './read-weights.js';

const [wide, tall] = [matrix(2, 3), matrix(3, 2)];

describe('a file with what matrices are computed from', () => {
  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      'weight norm',
      {
        'fc1.weight_g': [[1], [2]],
        'fc1.weight_v': wide,
        'fc2.weight_g': [[1], [2], [3]],
        'fc2.weight_v': tall,
      },
      '"fc1.weight_v" is the direction of a matrix, and its length apart (weight norm) beside "fc1.weight_g": torch.nn.utils.remove_weight_norm(layer) makes it a plain matrix',
    ],
    [
      'weight norm of the first layer alone',
      { 'fc1.weight_g': [[1], [2]], 'fc1.weight_v': wide, 'fc2.weight': tall },
      'remove_weight_norm(layer)',
    ],
    [
      'weight norm as a parametrization',
      {
        'fc1.parametrizations.weight.original0': [[1], [2]],
        'fc1.parametrizations.weight.original1': wide,
        'fc2.parametrizations.weight.original0': [[1], [2], [3]],
        'fc2.parametrizations.weight.original1': tall,
      },
      'torch.nn.utils.parametrize.remove_parametrizations(layer',
    ],
    [
      'spectral norm',
      { 'fc1.weight_orig': wide, 'fc1.weight_u': [1, 2], 'fc1.weight_v': [1, 2, 3], 'fc2.weight': tall },
      '"fc1.weight_orig" is a matrix that spectral norm divides',
    ],
    [
      'spectral norm as a parametrization',
      {
        'fc1.parametrizations.weight.original': wide,
        'fc1.parametrizations.weight.0._u': [1, 2],
        'fc2.weight': tall,
      },
      'remove_parametrizations(layer',
    ],
    [
      'pruning',
      { 'fc1.weight_orig': wide, 'fc1.weight_mask': wide, 'fc2.weight': tall },
      'prune.remove(layer',
    ],
    [
      'adapters',
      { 'fc1.lora_A.default.weight': wide, 'fc1.lora_B.default.weight': tall, 'fc1.base_layer.weight': wide },
      'model.merge_and_unload() of PEFT',
    ],
    [
      'quantized weights',
      { 'fc1.weight': wide, 'fc1.weight_scale': [1, 2], 'fc2.weight': tall },
      'dequantize it',
    ],
    ['one scale', { 'fc1.weight': wide, 'fc1.weight_scale': 0.5, 'fc2.weight': tall }, 'dequantize it'],
    [
      'weights of GPTQ',
      { 'fc1.qweight': wide, 'fc1.scales': [[1, 2]], 'fc2.qweight': tall },
      'dequantize it',
    ],
    [
      'weights of bitsandbytes',
      { 'fc1.weight': wide, 'fc1.SCB': [1, 2], 'fc2.weight': tall },
      'dequantize it',
    ],
  ])('is told what it is: %s', (_, file, message) => {
    expect(() => readWeights(json(file))).toThrow(message);
  });

  it('gives a warning where its names are given', () => {
    const file = json({ 'fc1.weight_g': [[1], [2]], 'fc1.weight_v': wide, 'fc2.weight': tall });
    const { warnings } = readWeights(file, { names: { W_in: 'fc1.weight_v', W_out: 'fc2.weight' } });
    expect(warnings[0]).toMatch('"fc1.weight_v" is the direction of a matrix');
  });

  it('is no file whose optimizer or settings have a scale, nor one of other names that end alike', () => {
    const scaler = { scale: 65536, growth: 2 };
    const plain = { W_in: wide, W_out: tall, optimizer: { W_in_scale: [1] }, scaler, init_scale: 0.1 };
    expect(readWeights(json(plain)).weights).toMatchObject({ features: 3, neurons: 2 });
    expect(() => readWeights(json({ net_u: wide, net_v: tall }))).toThrow('whose names do not say');
  });
});
