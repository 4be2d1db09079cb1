import { initialWeights, type Weights } from '@superposition/core/internal/network/weights';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attempt } from '../test/support/sample-files.js';
import { readWeights, weightFormats } from './read-weights.js';
import { writeWeights } from './write-weights.js';

const bits = ({ features, neurons, input, output }: Weights) => ({
  features,
  neurons,
  input: [...new Uint32Array(input.slice().buffer)],
  output: [...new Uint32Array(output.slice().buffer)],
});

const finite = fc.float({ noNaN: true, noDefaultInfinity: true });
const anyWeights = fc
  .record({ features: fc.integer({ min: 1, max: 6 }), neurons: fc.integer({ min: 1, max: 6 }) })
  .chain(({ features, neurons }) => {
    const matrix = fc
      .array(finite, { minLength: features * neurons, maxLength: features * neurons })
      .map((entries) => Float32Array.from(entries));
    return fc.record({
      features: fc.constant(features),
      neurons: fc.constant(neurons),
      input: matrix,
      output: matrix,
    });
  });
const some: Weights = initialWeights({ features: 5, neurons: 3, init: { kind: 'normal', scale: 0.5 } }, 1);

describe.each(weightFormats)('%s', (format) => {
  it('gives back the bits of any weights, and the same file for the same weights', () => {
    fc.assert(
      fc.property(anyWeights, (weights) => {
        const bytes = writeWeights(weights, format);
        const read = readWeights(bytes);
        expect(read.format).toBe(format);
        expect(read.isRounded).toBe(false);
        expect(bits(read.weights)).toEqual(bits(weights));
        expect(writeWeights(structuredClone(weights), format)).toEqual(bytes);
      }),
      { numRuns: 60 },
    );
  });

  it('is refused at whichever byte it is cut short, or is still whole', () => {
    const bytes = writeWeights(some, format);
    for (let length = 0; length < bytes.length; length++) {
      const read = attempt(bytes.subarray(0, length));
      if (typeof read !== 'string') {
        // The only piece that is still whole is JSON without its last line break.
        expect([format, length]).toEqual(['json', bytes.length - 1]);
        expect(bits(read)).toEqual(bits(some));
      }
    }
  });

  it('with any bytes changed is other weights or an error with a message, and nothing worse', () => {
    const bytes = writeWeights(some, format);
    const change = fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const changed = bytes.slice();
        for (const [at, by] of changes) changed[at]! ^= by;
        const read = attempt(changed);
        // Only .npz has checksums.
        if (format === 'npz' && typeof read !== 'string') expect(bits(read)).toEqual(bits(some));
        if (typeof read === 'string') expect(read).toMatch(/\S{3}/);
        else expect([...read.input, ...read.output].every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });
});

it('any bytes at all are an error with a message', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(attempt(bytes)).toBeTypeOf('string');
    }),
  );
});

it('refuses to write what nothing could read', () => {
  const broken = { ...some, input: some.input.map((value, index) => (index === 2 ? Number.NaN : value)) };
  expect(() => writeWeights(broken, 'npz')).toThrow('weights.input[2] is NaN');
});
