import type { Weights } from '@superposition/core/internal/network/weights';
import { zipSync } from 'fflate';
import { writeNpy } from '../../src/npy.js';
import { readWeights } from '../../src/read-weights.js';
import { WeightFileError } from '../../src/weight-file-error.js';

/** Reads a file. Returns the weights or the message of a WeightFileError; any other error is a bug and is thrown. */
export function attempt(bytes: Uint8Array): Weights | string {
  try {
    return readWeights(bytes).weights;
  } catch (error) {
    if (error instanceof WeightFileError) return error.message;
    throw error;
  }
}

/** The bytes of a text. */
export const text = (value: string) => new TextEncoder().encode(value);
/** Joins bytes. */
export const joined = (...parts: readonly Uint8Array[]) => new Uint8Array(parts.flatMap((part) => [...part]));

/** A JSON file with this value. */
export const json = (value: object) => text(JSON.stringify(value));
/** A .safetensors file with this header and `size` bytes of data. */
export function safetensors(header: object | string, size: number, data = new Uint8Array(size)): Uint8Array {
  const encoded = text(typeof header === 'string' ? header : JSON.stringify(header));
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(encoded.length), true);
  return joined(length, encoded, data);
}
/** A tensor in the header of a .safetensors file. */
export const tensor = (shape: readonly unknown[], data_offsets: readonly unknown[], dtype = 'F32') => ({
  dtype,
  shape,
  data_offsets,
});
/** A NumPy array with this header literal. */
export function npy(header: string, data: Uint8Array): Uint8Array {
  const length = new Uint8Array(2);
  new DataView(length.buffer).setUint16(0, header.length, true);
  return joined(Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0), length, text(header), data);
}
/** A NumPy array of this shape; each entry is ½. */
export const npyOf = (shape: readonly [number, number]) =>
  writeNpy(new Float32Array(shape[0] * shape[1]).fill(0.5), shape);
/** An .npz archive with these files. */
export const npz = (files: Record<string, Uint8Array>) => zipSync(files, { mtime: '1990-01-01' });
/** A matrix as JSON holds it. */
export const matrix = (rows: number, columns: number, value: unknown = 0.5) =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => value));
