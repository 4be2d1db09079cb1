import { describe, expect, it } from 'vitest';
import { joined, npy, npz, safetensors, tensor } from '../test/support/sample-files.js';
import { readWeights, type WeightFormat } from './read-weights.js';

describe('numbers of other kinds', () => {
  const at = (format: WeightFormat, bytes: Uint8Array) => {
    const { weights, isRounded, format: found } = readWeights(bytes);
    expect(found).toBe(format);
    return { input: [...weights.input], output: [...weights.output], isRounded };
  };
  const float64 = (values: readonly number[], littleEndian: boolean) => {
    const bytes = new Uint8Array(8 * values.length);
    const view = new DataView(bytes.buffer);
    values.forEach((value, index) => {
      view.setFloat64(8 * index, value, littleEndian);
    });
    return bytes;
  };

  it('reads float64 of either byte order and column by column, and says what was rounded', () => {
    const header = (descr: string, fortran: string, shape: string) =>
      `{'shape': ${shape}, 'fortran_order': ${fortran}, 'descr': '${descr}'}\n`;
    const bytes = npz({
      'W_in.npy': npy(header('>f8', 'True', '(2, 2)'), float64([1, 3, 2, 4], false)),
      'W_out.npy': npy(header('<f8', 'False', '(2, 2,)'), float64([0.1, 0, -0, 1], true)),
    });
    const read = at('npz', bytes);
    expect(read.input).toEqual([1, 2, 3, 4]);
    expect(read.output).toEqual([Math.fround(0.1), 0, -0, 1]);
    expect(read.isRounded).toBe(true);
  });

  it('reads float16 and bfloat16', () => {
    // In float16: 1, −2, the smallest subnormal and the largest number. In bfloat16: 1, −2, 0 and −0.
    const data = Uint8Array.of(
      0x00,
      0x3c,
      0x00,
      0xc0,
      0x01,
      0x00,
      0xff,
      0x7b,
      0x80,
      0x3f,
      0x00,
      0xc0,
      0,
      0,
      0,
      0x80,
    );
    const header = { W_in: tensor([2, 2], [0, 8], 'F16'), W_out: tensor([2, 2], [8, 16], 'BF16') };
    expect(at('safetensors', safetensors({ __metadata__: { by: 'hand' }, ...header }, 16, data))).toEqual({
      input: [1, -2, 2 ** -24, 65504],
      output: [1, -2, 0, -0],
      isRounded: false,
    });
  });

  it('reads the names that PyTorch gives', () => {
    const header = { 'input.weight': tensor([1, 1], [4, 8]), 'output.weight': tensor([1, 1], [0, 4]) };
    const data = joined(Uint8Array.of(0, 0, 0, 64), Uint8Array.of(0, 0, 128, 63));
    expect(at('safetensors', safetensors(header, 8, data))).toMatchObject({ input: [1], output: [2] });
  });
});
