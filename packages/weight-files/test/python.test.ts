import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forward } from '@superposition/core/internal/network/forward';
import { initialWeights, type Weights } from '@superposition/core/internal/network/weights';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWeights, weightFormats } from '../src/read-weights.js';
import { writeWeights } from '../src/write-weights.js';

const probe = spawnSync('python3', ['-c', 'import numpy, safetensors.numpy'], { encoding: 'utf8' });
const missing =
  probe.status === 0
    ? undefined
    : `NOT TESTED with Python: ${probe.error?.message ?? probe.stderr.trim().split('\n').at(-1)}`;
if (missing !== undefined && process.env['CI'] !== undefined) {
  it('is tested with Python in CI', () => expect.unreachable(missing));
} else if (missing !== undefined) {
  process.stderr.write(`\n${missing}\n\n`);
}

interface Told {
  readonly names: readonly string[];
  readonly shapes: readonly (readonly number[])[];
  readonly bits: readonly string[];
  readonly outputs: readonly (readonly number[])[];
}

const hex = (matrix: Float32Array) => Buffer.from(matrix.buffer).toString('hex');

describe.skipIf(missing !== undefined)('weights that go to Python and back', () => {
  let folder: string;
  const weights: Weights = initialWeights(
    { features: 7, neurons: 3, init: { kind: 'normal', scale: 0.5 } },
    4,
  );
  weights.input.set([-0, 2 ** -149, -3e38]);
  const inputs = Array.from({ length: 20 }, (_, sample) =>
    Array.from({ length: 7 }, (__, feature) => Math.fround(Math.sin(7 * sample + feature + 1))),
  );
  inputs.forEach((input) => {
    // Feature 2 has a weight of −3e38. With an input of 0, its products stay within float32 and can be compared.
    input[2] = 0;
  });
  let told: readonly Told[];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'superposition-python-'));
    for (const format of weightFormats)
      writeFileSync(join(folder, `model.${format}`), writeWeights(weights, format));
    writeFileSync(join(folder, 'inputs.json'), JSON.stringify(inputs));
    const script = fileURLToPath(new URL('exchange.py', import.meta.url));
    told = JSON.parse(execFileSync('python3', [script, folder], { encoding: 'utf8' })) as readonly Told[];
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are the same bits in NumPy, safetensors and JSON there', () => {
    expect(told).toHaveLength(3);
    for (const { names, shapes, bits } of told) {
      expect(names).toEqual(['W_in', 'W_out']);
      expect(shapes).toEqual([
        [3, 7],
        [7, 3],
      ]);
      expect(bits).toEqual([hex(weights.input), hex(weights.output)]);
    }
  });

  it('give the same outputs there, up to the rounding of float32', () => {
    const absolute = { ...weights, input: weights.input.map(Math.abs), output: weights.output.map(Math.abs) };
    for (const [sample, input] of inputs.entries()) {
      const exact = forward(weights, input);
      // Each product and each sum of two chained dot products rounds once, by at most 2⁻²⁴ of its size.
      const size = forward(absolute, input.map(Math.abs));
      for (const [output, y] of exact.entries()) {
        const bound = (7 + 3 + 2) * 2 ** -24 * size[output]!;
        for (const { outputs } of told)
          expect(Math.abs(outputs[sample]![output]! - y)).toBeLessThanOrEqual(bound);
      }
    }
  });

  it.each([
    'savez.npz',
    'savez_compressed.npz',
    'float64.npz',
    'fortran.npz',
    'big_endian.npz',
    'save_file.safetensors',
    'float64.safetensors',
    'python.json',
  ])('come back to the bit from %s', (file) => {
    const read = readWeights(readFileSync(join(folder, file)));
    expect(read.isRounded).toBe(false);
    expect([read.weights.features, read.weights.neurons]).toEqual([7, 3]);
    expect([hex(read.weights.input), hex(read.weights.output)]).toEqual([
      hex(weights.input),
      hex(weights.output),
    ]);
  });
});
