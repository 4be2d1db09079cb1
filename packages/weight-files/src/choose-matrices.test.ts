import { describe, expect, it } from 'vitest';
import { json, matrix, npy, npyOf, npz, text } from '../test/support/sample-files.js';
import { isPair } from './matrix-names.js';
import { readWeights } from './read-weights.js';

const [wide, tall] = [matrix(2, 3), matrix(3, 2)];

describe('the names of two layers', () => {
  it.each([
    ['W_in', 'W_out'],
    ['W_in.weight', 'W_out.weight'],
    ['input', 'output'],
    ['fc1.weight', 'fc2.weight'],
    ['W1', 'W2'],
    ['model.mlp_in.weight', 'model.mlp_out.weight'],
    ['encoder.weight', 'decoder.weight'],
    ['net.0.weight', 'net.2.weight'],
    ['layers.0.weight', 'layers.1.weight'],
    ['mlp.up_proj.weight', 'mlp.down_proj.weight'],
    ['linearIn', 'linearOut'],
    ['W_E', 'W_U'],
    ['W_in/kernel', 'W_out/kernel'],
    ['dense/kernel', 'dense_1/kernel'],
    ['Win', 'Wout'],
    ['MLPIn', 'MLPOut'],
    ['hidden_layer.weight', 'output_layer.weight'],
    ['encoder_weight', 'decoder_weight'],
    ['wi.weight', 'wo.weight'],
    ['i2h.weight', 'h2o.weight'],
    ['weight_ih', 'weight_ho'],
    ['W_xh', 'W_hy'],
    ['wih', 'who'],
    ['weights_input_hidden', 'weights_hidden_output'],
    ['inputToHidden.weight', 'hiddenToOutput.weight'],
    ['W_h', 'W_o'],
    ['W_e', 'W_d'],
    ['readin.weight', 'readout.weight'],
    ['fc.weight', 'out.weight'],
    ['hidden.weight', 'final.weight'],
    ['mlp.c_fc.weight', 'mlp.c_proj.weight'],
    ['lin1.weight', 'lin2.weight'],
    ['input_layer.weight', 'output_layer.weight'],
  ])('%s goes with %s', (first, second) => {
    expect(isPair(first, second)).toBe(true);
    expect(isPair(second, first)).toBe(false);
  });

  it.each([
    ['W_in', 'W_in'],
    ['W_in', 'b_out'],
    ['W_in.weight', 'W_out'],
    ['fc1.weight', 'fc3.weight'],
    ['net.0.weight', 'net.3.weight'],
    ['a.in', 'b.out'],
    ['begin', 'beout'],
    ['dense/kernel', 'dense_2/kernel'],
    ['in_one', 'out_two'],
    ['x', 'y'],
    ['U', 'V'],
    ['i2h', 'h2h'],
    ['weight_ih_l0', 'weight_hh_l0'],
    ['which', 'who'],
  ])('%s does not go with %s', (first, second) => {
    expect(isPair(first, second)).toBe(false);
  });
});

describe('a file with more than two matrices of usual names', () => {
  it('passes over counters and biases that are all zero, by name', () => {
    const read = readWeights(
      json({
        W_in: wide,
        b_in: [0, 0],
        W_out: tall,
        b_out: [0, 0, 0],
        step: 7,
        note: 'x',
        config: { lr: 1 },
      }),
    );
    expect(read.passedOver).toEqual(['b_in', 'b_out', 'step', 'note', 'config.lr']);
    expect(read.warnings).toEqual([]);
  });

  it.each([
    ['a norm of zeros', { norm: { weight: [0, 0] } }, 'a norm, a scale or a bias'],
    ['a layer of zeros', { W_middle: matrix(2, 2, 0) }, 'a further layer'],
    [
      'a bias in a part whose name only looks like that of losses',
      { target_net: { bias: [1, 2] } },
      'a bias',
    ],
    ['the same for a log', { logits: { b: [1, 2] } }, 'a bias'],
    ['a bias of one number', { bias: 0.5 }, 'a bias'],
    ['a bias with an axis of length 1', { b_in: [[1, 2]] }, 'a bias'],
  ])('refuses %s', (_, others, what) => {
    const file = json({ W_in: wide, W_out: tall, ...others });
    expect(() => readWeights(file)).toThrow(`with ${what} it would be another network`);
    const [warning] = readWeights(file, { names: { W_in: 'W_in', W_out: 'W_out' } }).warnings;
    if (what === 'a further layer') expect(warning).toBeUndefined();
    else expect(warning).toMatch(/which is left out: the network with it is another one$/);
  });

  it('takes from a checkpoint nothing but the model', () => {
    const parts = ['optimizer_state_dict', 'lr_schedulers', 'trainLoss', 'hyper_parameters', 'args', 'logs'];
    const others = Object.fromEntries(parts.map((part) => [part, { bias: [1, 2] }]));
    expect(readWeights(json({ model: { W_in: wide, W_out: tall }, ...others })).passedOver).toEqual(
      parts.map((part) => `${part}.bias`),
    );
  });

  it('drops axes of length 1', () => {
    expect(readWeights(json({ W_in: [wide], W_out: [[tall]] })).weights).toMatchObject({
      features: 3,
      neurons: 2,
    });
  });

  it('takes what it is told, and says what is left of the network', () => {
    const file = json({ a: wide, b: tall, c: matrix(3, 3), bias: [1, 0] });
    expect(() => readWeights(file)).toThrow(
      'it holds the matrices "a" (2 × 3), "b" (3 × 2), "c" (3 × 3), whose names do not say which is W_in and which W_out: --weights-names W_in=a,W_out=b takes them so',
    );
    const read = readWeights(file, { names: { W_in: 'a', W_out: 'b' } });
    expect(read).toMatchObject({
      from: { W_in: 'a', W_out: 'b' },
      passedOver: ['c', 'bias'],
      warnings: ['the file also holds "bias" (2), which is left out: the network with it is another one'],
    });
    expect(() => readWeights(file, { names: { W_in: 'a', W_out: 'd' } })).toThrow(
      'it holds no "d": it holds "a" (2 × 3), "b" (3 × 2), "c" (3 × 3), "bias" (2)',
    );
    expect(() => readWeights(file, { names: { W_in: 'a', W_out: 'bias' } })).toThrow(
      'bias has the shape (2): it must be a matrix',
    );
  });

  it('may be named by the end of a name, if no other one ends so', () => {
    const file = json({ one: { W_in: wide, W_out: tall }, two: { W_in: wide, other: tall } });
    expect(readWeights(file, { names: { W_in: 'one.W_in', W_out: 'other' } }).from).toEqual({
      W_in: 'one.W_in',
      W_out: 'two.other',
    });
    expect(() => readWeights(file, { names: { W_in: 'W_in', W_out: 'other' } })).toThrow(
      'it holds no "W_in"',
    );
  });

  it('with two pairs is asked about', () => {
    expect(() => readWeights(json({ fc1: wide, fc2: tall, fc3: wide }))).toThrow(
      'it holds more than two layers in a row, "fc1" (2 × 3), "fc2" (3 × 2), "fc3" (2 × 3): with a further layer it is another network. --weights-names W_in=fc1,W_out=fc2 takes these two all the same',
    );
    expect(() => readWeights(json({ a: { fc1: wide, fc2: tall }, b: { fc1: wide, fc2: tall } }))).toThrow(
      'it holds 2 pairs of matrices, "a.fc1" (2 × 3), "a.fc2" (3 × 2), "b.fc1" (2 × 3), "b.fc2" (3 × 2): --weights-names W_in=a.fc1,W_out=a.fc2 takes one of them',
    );
  });
});

describe('transposes', () => {
  const some = [
    [1, 2, 3],
    [4, 5, 6],
  ];
  it('are taken by .T behind a name', () => {
    const read = readWeights(json({ W: some }), { names: { W_in: 'W', W_out: 'W.T' } });
    expect(read.weights.output).toEqual(Float32Array.of(1, 4, 2, 5, 3, 6));
    expect(read.from).toEqual({ W_in: 'W', W_out: 'W.T' });
    // A tensor that is called so comes first.
    const named = readWeights(json({ W: some, 'W.T': tall }), { names: { W_in: 'W', W_out: 'W.T' } });
    expect(named.weights.output).toEqual(new Float32Array(6).fill(0.5));
  });

  it('of both are taken by one option, which more neurons than features suggest', () => {
    const file = json({ W_in: tall, W_out: wide });
    expect(readWeights(file)).toMatchObject({
      weights: { features: 2, neurons: 3 },
      warnings: [
        '3 neurons are more than 2 features, which is unusual: if both matrices are transposed, --transpose turns them round',
      ],
    });
    expect(readWeights(file, { transpose: true })).toMatchObject({
      weights: { features: 3, neurons: 2 },
      from: { W_in: 'W_in.T', W_out: 'W_out.T' },
      warnings: [],
    });
  });
});

describe('several files', () => {
  it('are two arrays of NumPy', () => {
    const files = { 'W_in.npy': npyOf([2, 3]), 'W_out.npy': npyOf([3, 2]) };
    expect(readWeights(files)).toMatchObject({ format: 'npy', weights: { features: 3, neurons: 2 } });
    expect(() => readWeights({ 'W_in.npy': npyOf([2, 3]) })).toThrow('it holds one matrix, "W_in" (2 × 3)');
    expect(() => readWeights({ 'W_in.npy': npyOf([2, 3]), 'W_out.npy': text('x') })).toThrow(
      'W_out: it is not an array of NumPy',
    );
    expect(() => readWeights({})).toThrow('there are no files');
  });
});

it.each([
  [
    'version https://git-lfs.github.com/spec/v1\noid sha256:0\n',
    'it is a pointer of Git LFS, and not the file itself: git lfs pull',
  ],
  ['\x80\x04K\x01.', 'it is a pickle of Python: a pickle can run code'],
  ['\x89HDF\r\n\x1a\n', 'it is an HDF5 file, as Keras writes it'],
  ['MATLAB 5.0 MAT-file, Platform', 'it is a MATLAB file'],
  ['GGUF\x03', 'it is a GGUF file'],
  ['\x1f\x8b\x08', 'it is compressed by gzip: unpack it first'],
  ['\x08\x08\x12\x07pytorch', 'it is an ONNX file'],
  ['\x08\x0b\x3a\xe1\x02', 'it is an ONNX file'],
  ['(dp0\nVW_in\np1\n', 'it is a pickle of Python: a pickle can run code'],
  ['ccollections\nOrderedDict\np0\n', 'it is a pickle of Python: a pickle can run code'],
  ['}q\0(X\x04\0\0\0W_in', 'it is a pickle of Python: a pickle can run code'],
  ['[[[1, 2]], [[1], [2]]]', 'it is a list, and not an object with names: write { "W_in": [[…], …]'],
  ['<!DOCTYPE html><html>', 'it is a web page'],
  ['0.1,0.2,0.3\n0.4,0.5,0.6\n', 'it is a table of text'],
  ['0.1 0.2 0.3\n0.4 0.5 0.6\n', 'it is a table of text'],
  ['SQLite format 3\0', 'it is a SQLite database'],
])('a file that is something else is named for what it is: %j', (start, message) => {
  const bytes = Uint8Array.from(start, (character) => character.charCodeAt(0));
  expect(() => readWeights(bytes)).toThrow(message);
});

it('a file of PyTorch beside arrays of NumPy is no .npz', () => {
  expect(() => readWeights(npz({ 'W_in.npy': npyOf([2, 3]), 'notes.txt': text('x') }))).toThrow(
    'it is a zip archive with "notes.txt" in it, and no .npz: unpack it first',
  );
  expect(() => readWeights(npz({ 'config.json': text('{}'), 'model.weights.h5': text('x') }))).toThrow(
    'it is a model of Keras: write the transposes of its kernels as W_in and W_out with numpy.savez',
  );
});

it('an array of more axes than a matrix has is told by its shape', () => {
  const deep = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1, 3), }", new Uint8Array(24));
  expect(() => readWeights(npz({ 'W_in.npy': deep, 'W_out.npy': npyOf([3, 2]) }))).toThrow(
    'W_in has the shape (2, 1, 3): it must be a matrix',
  );
});

it('wrong options are told', () => {
  const file = json({ W_in: wide, W_out: tall });
  expect(() => readWeights(file, { transpose: 'yes' as never })).toThrow(
    'transpose is "yes": must be true or false',
  );
  expect(() => readWeights(file, { names: { W_in: 'a' } as never })).toThrow('names.W_out is undefined');
});

describe('matrices that libraries write as inputs × outputs', () => {
  it('are turned round if they are kernels, in any format', () => {
    const file = json({ 'dense/kernel': tall, 'dense_1/kernel': wide, 'dense/bias': [0, 0] });
    expect(readWeights(file)).toMatchObject({
      weights: { features: 3, neurons: 2 },
      from: { W_in: 'dense/kernel', W_out: 'dense_1/kernel' },
      warnings: [],
    });
  });

  it.each([
    ['TransformerLens', 'blocks.0.mlp.W_in', 'blocks.0.mlp.W_out'],
    ['SAELens', 'W_enc', 'W_dec'],
    ['GPT-2 of Hugging Face', 'c_fc.weight', 'c_proj.weight'],
  ])('are told by their names, as %s has them', (library, W_in, W_out) => {
    const file = json({ [W_in]: wide, [W_out]: tall });
    const names = { W_in, W_out };
    expect(readWeights(file, { names }).warnings).toEqual([
      `in ${library}, matrices of these names are inputs × outputs: if these are, --transpose turns them round (3 features × 2 neurons were read)`,
    ]);
    const turned = readWeights(json({ [W_in]: tall, [W_out]: wide }), { names, transpose: true });
    expect(turned).toMatchObject({ weights: { features: 3, neurons: 2 }, warnings: [] });
  });
});

describe('a file with very many tensors', () => {
  it('is not searched for pairs of names', () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, layer) => [`layers.${layer}`, [[1]]]));
    expect(() => readWeights(json(many))).toThrow(
      /^it holds 300 arrays, "layers.0" \(1 × 1\).* and 292 more/,
    );
  });

  it('or with a very long name is refused with its beginning', () => {
    expect(() => readWeights(json({ W_in: wide, W_out: tall, ['x'.repeat(2000)]: 1 }))).toThrow(
      /^"x{37}\.\.\." is the beginning of a name of 2000 characters: at most 1000 are read$/,
    );
  });
});
