import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import {
  attempt,
  joined,
  json,
  matrix,
  npy,
  npyOf,
  npz,
  safetensors,
  tensor,
  text,
} from '../test/support/sample-files.js';
import { writeNpy } from './npy.js';

/** An archive whose only array claims to be small and inflates to 16 MB. */
function bomb(): Uint8Array {
  const bytes = zipSync({ 'W_in.npy': new Uint8Array(2 ** 24) }, { level: 9, mtime: '1990-01-01' });
  const directory = bytes.length - 22 - 46 - 'W_in.npy'.length;
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(directory + 24, 200, true);
  return bytes;
}

describe('a file that is not right', () => {
  it.each<[string, Uint8Array, string | RegExp]>([
    ['nothing', new Uint8Array(), 'it is empty'],
    ['some other file', text('%PDF-1.7 …'), 'it is a PDF document: write the matrices with numpy.savez'],
    ['a single array', npyOf([2, 3]), /single array of NumPy: write both with numpy.savez/],
    ['text', text('Dear all,'), /none of .npz, .safetensors, .pt and JSON/],
    ['a PyTorch file without sense', npz({ 'archive/data.pkl': text('x') }), /the pickle in the file/],
    [
      'a matrix less',
      json({ W_in: matrix(2, 3) }),
      /^it holds one matrix, "W_in" \(2 × 3\), and two are needed: write W_in/,
    ],
    [
      'a bias',
      json({ W_in: matrix(2, 3), W_out: matrix(3, 2), b_in: [0, 2] }),
      'beside "W_in" and "W_out" it holds "b_in" (2), which is not all zero: with a bias it would be another network. --weights-names W_in=W_in,W_out=W_out takes these two all the same',
    ],
    [
      'a bias as a tensor',
      npz({ 'W_in.npy': npyOf([2, 3]), 'W_out.npy': npyOf([3, 2]), 'b_in.npy': npyOf([1, 2]) }),
      /^beside "W_in" and "W_out" it holds "b_in" \(1 × 2\), which is not all zero: with a bias/,
    ],
    [
      'one matrix under two names',
      json({ W_in: matrix(2, 3), input: matrix(2, 3), W_out: matrix(3, 2) }),
      /^beside "W_in" and "W_out" it holds "input" \(2 × 3\): with a further layer/,
    ],
    [
      'a transposed matrix',
      json({ W_in: matrix(2, 3), W_out: matrix(2, 3) }),
      'W_out is 2 × 3, but beside W_in of 2 × 3 (neurons × features) it must be 3 × 2 (features × neurons): one of the two looks transposed',
    ],
    [
      'matrices of two models',
      json({ W_in: matrix(2, 3), W_out: matrix(4, 2) }),
      'W_out is 4 × 2, but beside W_in of 2 × 3 (neurons × features) it must be 3 × 2 (features × neurons)',
    ],
    [
      'a NaN',
      npz({ 'W_in.npy': writeNpy(Float32Array.of(1, Number.NaN), [1, 2]), 'W_out.npy': npyOf([2, 1]) }),
      /^W_in\[0, 1\] is NaN, not a finite number/,
    ],
    [
      'a number beyond float32',
      json({ W_in: [[1e39]], W_out: [[1]] }),
      /^W_in\[0, 0\] is 1e\+39, beyond the range of float32/,
    ],
    [
      'an infinity in JSON',
      text('{"W_in": [[1e999]], "W_out": [[1]]}'),
      /W_in\[0, 0\] is Infinity, not a finite/,
    ],
    [
      'NaN in JSON',
      text('{"W_in": [[NaN]], "W_out": [[1]]}'),
      'W_in[0, 0] is NaN, not a finite number: such weights cannot be measured',
    ],
    [
      'an infinity of Python',
      text('{"W_in": [[1, -Infinity]], "W_out": [[1], [2]]}'),
      'W_in[0, 1] is -Infinity, not a finite number: such weights cannot be measured',
    ],
    [
      'NaN in a bias',
      text('{"W_in": [[1]], "W_out": [[1]], "b": [NaN]}'),
      /"b" \(1\), which is not all zero/,
    ],
    ['NaN for a name', text('{"W_in": [[1]], "W_out": [[1]], NaN: 1}'), /^the JSON file is not JSON/],
    ['NaN behind a number', text('{"W_in": [[1NaN]], "W_out": [[1]]}'), /^the JSON file is not JSON/],
    ['no features', json({ W_in: matrix(2, 0), W_out: [] }), /W_in is 2 × 0: features must be 1 … 4096/],
    [
      'ragged rows',
      json({ W_in: [[1, 2], [3]], W_out: matrix(2, 2) }),
      /has a row 1 of length 1, but row 0 has the length 2/,
    ],
    ['text for a number', json({ W_in: [[1, '2']], W_out: matrix(2, 1) }), /has "2" at \[0, 1\]/],
    [
      'a key twice',
      text('{"W_in": [[1]], "W_out": [[1]], "W_in": [[2]]}'),
      'the JSON file has the key "W_in" twice',
    ],
    ['a key twice by an escape', text('{"W_in": [[1]], "W_out": [[1]], "W\\u005fin": [[2]]}'), /twice/],
    [
      'a prototype',
      text('{"W_in": [[1]], "W_out": [[1]], "__proto__": {"x": 1}}'),
      /has the key "__proto__"/,
    ],
    ['a million brackets', text(`{"W_in": ${'['.repeat(1e6)}${']'.repeat(1e6)}}`), /nested more than 8 deep/],
    ['a million rows', text(`{"W_in": [${'[0],'.repeat(1e6)}[0]]}`), /more than 9192 lists and objects/],
    [
      'a million keys',
      text(`{${Array.from({ length: 1e5 }, (_, index) => `"${index}": 0`).join()}}`),
      /has more than 9192 keys/,
    ],
    ['an unended string of quotes', text(`{"${'\\"'.repeat(1e6)}`), /is not JSON, or it is cut short/],
    ['a wrong encoding', joined(text('{"W_in": "'), Uint8Array.of(0xff), text('"}')), /not text in UTF-8/],
    [
      'a header beyond the file',
      joined(Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0), text('{"a":1}')),
      /says its header is 9 bytes long, but 7 follow/,
    ],
    [
      'a huge header',
      joined(Uint8Array.of(0, 0, 0, 0, 0, 1, 0, 0), text('{"a":1}')),
      /says its header is 1099511627776 bytes long/,
    ],
    [
      'tensors that overlap',
      safetensors({ W_in: tensor([1, 1], [0, 4]), W_out: tensor([1, 1], [0, 4]) }, 4),
      /gap or an overlap before W_out/,
    ],
    [
      'bytes that belong to no tensor',
      safetensors({ W_in: tensor([1, 1], [0, 4]), W_out: tensor([1, 1], [4, 8]) }, 12),
      /take 8 bytes, but 12 are there/,
    ],
    [
      'offsets beyond the file',
      safetensors({ W_in: tensor([1, 1], [0, 4]), W_out: tensor([1, 1], [4, 8]) }, 4),
      /take 8 bytes, but 4 are there/,
    ],
    [
      'offsets that overflow',
      safetensors({ W_in: tensor([1, 1], [2 ** 53, 2 ** 53 + 4]) }, 4),
      /no data_offsets of two whole numbers/,
    ],
    [
      'offsets that run backwards',
      safetensors({ W_in: tensor([1, 1], [4, 0]) }, 4),
      /takes 4 bytes, but its data_offsets go from 4 to 0/,
    ],
    ['a negative shape', safetensors({ W_in: tensor([-1, -4], [0, 16]) }, 16), /no shape of whole numbers/],
    [
      'a huge shape',
      safetensors({ W_in: tensor([2 ** 31, 2 ** 31], [0, 16]) }, 16),
      /but its data_offsets go from 0 to 16/,
    ],
    [
      'a dtype of eight bits',
      safetensors({ W_in: tensor([1, 1], [0, 1], 'F8_E4M3'), W_out: tensor([1, 1], [1, 5]) }, 5),
      'W_in has the dtype "F8_E4M3", which is not read: convert it to float32 before it is written',
    ],
    [
      'a vector',
      safetensors({ W_in: tensor([4], [0, 16]), W_out: tensor([1, 1], [16, 20]) }, 20),
      'W_in has the shape (4): it must be a matrix',
    ],
    [
      'a tensor twice',
      safetensors(
        '{"W_in":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},"W_in":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}}',
        4,
      ),
      /the header of the safetensors file has the key "W_in" twice/,
    ],
    [
      'an array of objects',
      npz({
        'W_in.npy': npy("{'descr': '|O', 'fortran_order': False, 'shape': (1, 1), }", new Uint8Array(8)),
        'W_out.npy': npyOf([1, 1]),
      }),
      'W_in: its dtype is "|O", no numbers: write an array of float32',
    ],
    [
      'an integer beyond float64',
      npz({
        'W_in.npy': npy(
          "{'descr': '<i8', 'fortran_order': False, 'shape': (1, 1), }",
          Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 1),
        ),
        'W_out.npy': npyOf([1, 1]),
      }),
      /it holds the integer 72057594037927937, which is no weight/,
    ],
    [
      'a structured array',
      npz({
        'W_in.npy': npy(
          "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1, 1), }",
          new Uint8Array(4),
        ),
      }),
      /its header is not/,
    ],
    [
      'a header with code',
      npz({
        'W_in.npy': npy(
          "{'descr': __import__('os'), 'fortran_order': False, 'shape': (1,)}",
          new Uint8Array(4),
        ),
      }),
      /its header is not/,
    ],
    [
      'a huge array',
      npz({
        'W_in.npy': npy(
          "{'descr': '<f4', 'fortran_order': False, 'shape': (2147483648, 2147483648), }",
          new Uint8Array(4),
        ),
      }),
      /takes \S+ bytes, but 4 follow/,
    ],
    [
      'a negative array',
      npz({
        'W_in.npy': npy("{'descr': '<f4', 'fortran_order': False, 'shape': (-1, -1), }", new Uint8Array(4)),
      }),
      /its header is not/,
    ],
    ['a bomb', bomb(), /W_in is damaged in the archive: its length/],
    [
      'an honest bomb',
      zipSync({ 'W_in.npy': new Uint8Array(2 ** 26) }, { mtime: '1990-01-01' }),
      /says it is 67108864 bytes long/,
    ],
  ])('%s', (_, bytes, message) => {
    expect(attempt(bytes)).toMatch(message);
  });
});
