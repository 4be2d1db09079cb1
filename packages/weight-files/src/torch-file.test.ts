import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attempt, joined, text } from '../test/support/sample-files.js';
import {
  call,
  dict,
  global,
  integer,
  list,
  type Pickled,
  stateDict,
  string,
  tensor,
  torchFile,
} from '../test/support/torch-files.js';
import { readWeights } from './read-weights.js';

const input = Float32Array.of(1, 2, 3, 4, 5, 6);
const output = Float32Array.of(-1, -2, -3, -4, -5, -6);
const both = { W_in: tensor('0', [2, 3]), W_out: tensor('1', [3, 2]) };
const storages = { 0: input, 1: output };
const right = { features: 3, neurons: 2, input, output };
const plain = torchFile(stateDict(both), storages);

describe('a file of PyTorch', () => {
  it('is read when it is a state_dict', () => {
    expect(readWeights(plain)).toEqual({
      format: 'pt',
      weights: right,
      isRounded: false,
      from: { W_in: 'W_in', W_out: 'W_out' },
      passedOver: [],
      warnings: [],
    });
  });

  it('is read when it is a checkpoint, without the optimizer and the counters', () => {
    const moments = { exp_avg: tensor('2', [2, 3]), step: integer(5) };
    const file = torchFile(
      dict({
        epoch: integer(3),
        best: call('numpy.core.multiarray', 'scalar', call('numpy', 'dtype', string('f8')), string('x')),
        model_state_dict: stateDict({ 'fc1.weight': both.W_in, 'fc2.weight': both.W_out }),
        optimizer_state_dict: dict({ state: dict({ 0: dict(moments) }) }),
      }),
      { ...storages, 2: input },
    );
    const read = readWeights(file);
    expect(read.weights).toEqual(right);
    expect(read.from).toEqual({ W_in: 'model_state_dict.fc1.weight', W_out: 'model_state_dict.fc2.weight' });
    expect(read.passedOver).toEqual([
      'epoch',
      'best',
      'optimizer_state_dict.state.0.exp_avg',
      'optimizer_state_dict.state.0.step',
    ]);
  });

  it('may be a checkpoint with sets, complex numbers and the state of a generator', () => {
    const file = torchFile(
      dict({
        model: stateDict(both),
        rng_state: tensor('2', [6]),
        seen: call('__builtin__', 'set', list(integer(1))),
        phase: call('__builtin__', 'complex', integer(3), integer(2)),
      }),
      { ...storages, 2: input },
    );
    const { weights, passedOver } = readWeights(file);
    expect(weights).toEqual(right);
    expect(passedOver).toEqual(['rng_state', 'seen', 'phase']);
  });

  it('may hold parameters, views of one storage, and transposed ones', () => {
    const shared = Float32Array.of(9, ...input, -1, -4, -2, -5, -3, -6);
    const file = torchFile(
      stateDict({
        W_in: call(
          'torch._utils',
          '_rebuild_parameter',
          tensor('0', [2, 3], { start: 1 }),
          Uint8Array.of(0x88),
        ),
        W_out: tensor('0', [3, 2], { start: 7, strides: [2, 1] }),
      }),
      { 0: shared },
    );
    expect(readWeights(file).weights).toEqual({ ...right, output: shared.subarray(7) });
    const turned = torchFile(
      stateDict({ W_in: both.W_in, W_out: tensor('1', [3, 2], { strides: [1, 3] }) }),
      storages,
    );
    expect(readWeights(turned).weights.output).toEqual(Float32Array.of(-1, -4, -2, -5, -3, -6));
  });

  it.each([
    ['HalfStorage', Uint16Array.of(0x3c00, 0x4000, 0x4200, 0x4400, 0x4500, 0x4600)],
    ['BFloat16Storage', Uint16Array.of(0x3f80, 0x4000, 0x4040, 0x4080, 0x40a0, 0x40c0)],
    ['DoubleStorage', Float64Array.from(input)],
    ['LongStorage', BigInt64Array.of(1n, 2n, 3n, 4n, 5n, 6n)],
    ['CharStorage', Int8Array.from(input)],
  ])('may hold numbers in a %s', (kind, numbers) => {
    const file = torchFile(stateDict({ ...both, W_in: tensor('0', [2, 3], { kind }) }), {
      0: numbers,
      1: output,
    });
    expect(readWeights(file).weights).toEqual(right);
  });

  it('executes nothing, and says what it was to call', () => {
    const calls = (value: Pickled) => attempt(torchFile(dict({ ...both, extra: value }), storages));
    expect(calls(call('posix', 'system', string('touch /tmp/x')))).toMatch(
      /^it wants to call "posix.system", which is refused/,
    );
    expect(calls(call('__main__', 'Net'))).toMatch(
      /"__main__.Net".*torch.save\(model.state_dict\(\), file\)/,
    );
    expect(calls(joined(global('argparse', 'Namespace'), Uint8Array.of(0x29, 0x81)))).toMatch(
      /"argparse.Namespace"/,
    );
    expect(calls(call('collections', 'OrderedDict', integer(5)))).toMatch(/"collections.OrderedDict"/);
    // A name that nobody calls is only a name.
    expect(calls(global('torch', 'float32'))).toMatchObject(right);
  });

  it.each<[string, Uint8Array, string | RegExp]>([
    [
      'a storage that is not there',
      torchFile(stateDict(both), { 0: input }),
      'it lacks its numbers, "archive/data/1"',
    ],
    [
      'a tensor beyond its storage',
      torchFile(stateDict({ ...both, W_in: tensor('0', [2, 3], { start: 1 }) }), storages),
      /reaches beyond its storage/,
    ],
    [
      'a complex storage',
      torchFile(stateDict({ ...both, W_in: tensor('0', [2, 3], { kind: 'ComplexFloatStorage' }) }), storages),
      /"ComplexFloatStorage", complex numbers, and the weights of this network are real/,
    ],
    [
      'a quantized tensor',
      torchFile(dict({ ...both, W_in: call('torch._utils', '_rebuild_qtensor') }), storages),
      'it holds a quantized tensor: write a plain one of float32, .dequantize()',
    ],
    ['no tensor', torchFile(dict({ epoch: integer(1) }), {}), /^it holds no matrix but "epoch"/],
    [
      'an unknown opcode',
      torchFile(text('i'), {}),
      'the pickle in the file has the opcode 0x69, which no file of tensors has',
    ],
    ['an empty stack', torchFile(new Uint8Array(), {}), 'the pickle in the file is damaged'],
    ['a text beyond the end', torchFile(text('X\xff\xff'), {}), /the pickle in the file is cut short/],
  ])('is refused for %s', (_, bytes, message) => {
    expect(attempt(bytes)).toMatch(message);
  });

  it('may hold counters of a scheduler', () => {
    const scheduler = dict({ milestones: call('collections', 'Counter', dict({})), betas: list(integer(1)) });
    expect(attempt(torchFile(dict({ ...both, lr_scheduler: scheduler }), storages))).toEqual(right);
  });

  it('holds a bias also as a list, or as a tensor that repeats one number', () => {
    const withOther = (other: Record<string, Pickled>) =>
      attempt(torchFile(dict({ ...both, ...other }), storages));
    expect(withOther({ bias: list(integer(1), integer(2)) })).toMatch(/"bias" \(2\), which is not all zero/);
    expect(withOther({ bias: integer(1) })).toMatch(/"bias", which is not all zero/);
    const repeated = (length: number) =>
      attempt(
        torchFile(dict({ ...both, b_in: tensor('2', [length], { strides: [0] }) }), {
          ...storages,
          2: Float32Array.of(0),
        }),
      );
    expect(repeated(1000)).toEqual(right);
    expect(repeated(2 ** 30)).toMatch(/^it holds more than 4194304 numbers besides both matrices/);
  });

  it('holds the last one of two values of one key, as in Python', () => {
    const twice = joined(dict(both), string('W_in'), tensor('1', [2, 3]), text('s'));
    expect(attempt(torchFile(twice, storages))).toEqual({ ...right, input: output });
  });

  it('is refused when a tensor is negated only when it is read', () => {
    const negated = tensor('0', [2, 3], { metadata: dict({ neg: Uint8Array.of(0x88) }) });
    expect(attempt(torchFile(stateDict({ ...both, W_in: negated }), storages))).toMatch(/negated lazily/);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['millions of objects', new Uint8Array(1_100_000).fill(0x7d), /more than 1000000 parts/],
    [
      'a key that is nested deeply',
      joined(text('}('), integer(1), new Uint8Array(200_000).fill(0x85), integer(1), text('u')),
      /^it holds no matrix but "\?"/,
    ],
    ['a name of many characters', dict({ ['x'.repeat(1001)]: integer(1) }), /a name of 1001 characters/],
    ['a tensor of many axes', stateDict({ W_in: tensor('0', new Array(65).fill(1)) }), /a shape or strides/],
  ])('is refused for %s', (_, pickle, message) => {
    expect(attempt(torchFile(pickle, storages))).toMatch(message);
  });

  it('is refused when it says that it unpacks to more than it may, before anything is unpacked', () => {
    const zeros = new Float32Array(2 ** 25);
    const file = torchFile(
      stateDict({ ...both, b_in: tensor('2', [2 ** 25]) }),
      { ...storages, 2: zeros },
      9,
    );
    expect(attempt(file)).toMatch(/^its parts up to "archive\/data\/2" say they take more than/);
  });

  it('with lists that hold each other many times has an end', () => {
    // Each list holds the one before twice: 2⁶⁰ parts, if one follows them all.
    let value = text(']');
    for (let level = 0; level < 60; level++) value = joined(text('('), value, text('2l'));
    expect(attempt(torchFile(dict({ x: value }), {}))).toMatch(/nested too deeply, or has too many parts/);
  });

  it('is refused at whichever byte it is cut short', () => {
    for (let length = 0; length < plain.length; length++)
      expect(attempt(plain.subarray(0, length))).toBeTypeOf('string');
  });

  it('with any bytes of its pickle changed is other weights or an error with a message, and nothing worse', () => {
    const pickle = joined(Uint8Array.of(0x80, 2), stateDict(both));
    const change = fc.tuple(fc.nat({ max: pickle.length - 1 }), fc.nat({ max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = pickle.slice(2);
        for (const [at, byte] of changes) changed[at] = byte;
        const read = attempt(torchFile(changed, storages));
        if (typeof read === 'string') expect(read).toMatch(/\S{3}/);
        else expect([...read.input, ...read.output].every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
