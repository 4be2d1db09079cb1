import { quoted } from './weight-file-error.js';

/** Kinds of files that people take for weights, by their first bytes, and what to do instead. */
const kinds: readonly (readonly [begins: string | readonly number[], name: string, advice: string])[] = [
  ['version https://git-lfs', 'a pointer of Git LFS, and not the file itself', 'git lfs pull'],
  [
    [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c],
    'a file of PyTorch in its format from before version 1.6',
    'load it and write it again with torch.save',
  ],
  [
    [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a],
    'an HDF5 file, as Keras writes it',
    'write the matrices with numpy.savez',
  ],
  ['MATLAB 5.0 MAT-file', 'a MATLAB file', 'scipy.io.loadmat reads it, and numpy.savez writes the matrices'],
  ['GGUF', 'a GGUF file', 'write the matrices with numpy.savez or safetensors'],
  [
    'SQLite format 3',
    'a SQLite database, such as a cache',
    'superposition export writes the weights of a model in a cache',
  ],
  [[0x1f, 0x8b], 'compressed by gzip', 'unpack it first'],
  ['BZh', 'compressed by bzip2', 'unpack it first'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'compressed by xz', 'unpack it first'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'compressed by zstd', 'unpack it first'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7z archive', 'unpack it first'],
  ['PAR1', 'a Parquet file', 'write the matrices with numpy.savez'],
  ['%PDF', 'a PDF document', 'write the matrices with numpy.savez'],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG image', 'write the matrices with numpy.savez'],
  [[0xff, 0xfe], 'text in UTF-16', 'write it in UTF-8'],
  [[0xfe, 0xff], 'text in UTF-16', 'write it in UTF-8'],
];

const pickle = 'it is a pickle of Python: a pickle can run code, so write the matrices with numpy.savez';

/** What a file is that is none of the formats of weights, and what to do; undefined if its first bytes do not tell. */
export function kindOf(bytes: Uint8Array): string | undefined {
  for (const [begins, name, advice] of kinds) {
    const start = typeof begins === 'string' ? new TextEncoder().encode(begins) : Uint8Array.from(begins);
    if (start.every((byte, index) => bytes[index] === byte)) return `it is ${name}: ${advice}`;
  }
  if (bytes[0] === 0x80 && [2, 3, 4, 5].includes(bytes[1]!)) return pickle;
  const at = (position: number, word: string) =>
    new TextDecoder('latin1').decode(bytes.subarray(position, position + word.length)) === word;
  if (at(257, 'ustar')) return 'it is a tar archive: unpack it first';
  if (at(4, 'TFL3')) return 'it is a model of TensorFlow Lite: write the matrices with numpy.savez';
  // The version of its format, and then one of the next fields of a model, such as the name of the program that wrote it.
  if (bytes[0] === 0x08 && bytes[1]! < 0x20 && [0x12, 0x1a, 0x22, 0x28, 0x32, 0x3a, 0x42].includes(bytes[2]!))
    return 'it is an ONNX file: onnx.numpy_helper.to_array gives its matrices, and numpy.savez writes them';
  const text = new TextDecoder().decode(bytes.subarray(0, 1000)).trimStart();
  // Protocol 0 is text, and protocol 1 has no number at its start.
  if (/^(\((dp|lp)\d+\n|\(?c[\w.]+\n\w+\n|[}\]]q\0)/.test(text)) return pickle;
  if (text.startsWith('['))
    return 'it is a list, and not an object with names: write { "W_in": [[…], …], "W_out": [[…], …] }';
  if (/^<(!doctype\s+html|html|\?xml|head|body)\b/i.test(text))
    return 'it is a web page, perhaps the answer of a server instead of the file: download it again';
  if (/^[-+\d."'\w]+([,;\t][-+\d."'\w ]*)+\r?\n/.test(text) || /^[-+\d.eE]+( +[-+\d.eE]+)+\r?\n/.test(text))
    return 'it is a table of text, which holds one matrix at most: numpy.loadtxt reads it, and numpy.savez writes both matrices';
  return undefined;
}

/** What a zip archive is that is neither an .npz nor a .pt, by the names of the files in it, and what to do. */
export function kindOfArchive(names: readonly string[]): string {
  if (names.includes('model.weights.h5'))
    return 'it is a model of Keras: write the transposes of its kernels as W_in and W_out with numpy.savez';
  const inside = names.find((name) => !name.endsWith('.npy'));
  return `it is a zip archive with ${quoted(inside ?? '')} in it, and no .npz: unpack it first`;
}
