import { quoted, WeightFileError } from './weight-file-error.js';

// A pickle is a program for a machine with a stack, which may call any function of Python. This machine calls none. It knows lists,
// numbers, texts, and the few names that PyTorch writes to say what a tensor is. Any other call is refused, with its name.
// The opcodes are those of Lib/pickletools.py of Python, https://docs.python.org/3/library/pickletools.html.

/** A dict, an OrderedDict. */
export class Dict {
  readonly entries = new Map<unknown, unknown>();
}

/** The name of a class or function of Python. It is only a name here. */
export class Global {
  constructor(readonly name: string) {}
}

/** What a pickle keeps elsewhere: the numbers of a tensor. */
export class Persistent {
  constructor(readonly id: unknown) {}
}

/** The result of a call that makes no tensor and no container, such as a number of NumPy. Nobody looks into it. */
export class Opaque {}

/** A call that a pickle asks for. */
export type Caller = (name: string, values: readonly unknown[]) => unknown;

const mark = Symbol('mark');

/** A step makes one object at most, and a state_dict takes about thirty for a tensor. */
const mostSteps = 1_000_000;

/**
 * Reads a pickle. Dicts become {@link Dict}, lists and tuples arrays, `None` null.
 *
 * @param call makes what is understood of a call, and throws for every other one
 * @throws WeightFileError when it is damaged, or does anything else
 */
export function readPickle(bytes: Uint8Array, call: Caller): unknown {
  const fail = (what: string): never => {
    throw new WeightFileError(`the pickle in the file ${what}`);
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stack: unknown[] = [];
  const memo = new Map<number, unknown>();
  let at = 0;
  const take = (length: number): number => {
    if (!(at + length <= bytes.length)) fail('is cut short');
    at += length;
    return at - length;
  };
  const byte = () => view.getUint8(take(1));
  const uint32 = () => view.getUint32(take(4), true);
  const uint64 = () => Number(view.getBigUint64(take(8), true));
  const raw = (length: number) => {
    const start = take(length);
    return bytes.subarray(start, start + length);
  };
  const text = (length: number) => new TextDecoder().decode(raw(length));
  const line = () => {
    const end = bytes.indexOf(0x0a, at);
    if (end === -1) fail('is cut short');
    const start = at;
    at = end + 1;
    return new TextDecoder().decode(bytes.subarray(start, end));
  };
  const pop = (): unknown => {
    if (stack.length === 0 || stack.at(-1) === mark) fail('is damaged');
    return stack.pop();
  };
  const top = (): unknown => (stack.length === 0 ? fail('is damaged') : stack.at(-1));
  const popToMark = (): unknown[] => {
    const start = stack.lastIndexOf(mark);
    if (start === -1) fail('is damaged');
    const values = stack.splice(start);
    values.shift();
    return values;
  };
  const get = (index: number) => (memo.has(index) ? memo.get(index) : fail('is damaged'));
  const setItems = (values: readonly unknown[]) => {
    const dict = top();
    if (!(dict instanceof Dict) || values.length % 2 !== 0) return fail('sets items of what is no dict');
    for (let index = 0; index < values.length; index += 2) dict.entries.set(values[index], values[index + 1]);
  };
  const append = (values: readonly unknown[]) => {
    const list = top();
    if (!Array.isArray(list)) return fail('appends to what is no list');
    for (const value of values) list.push(value);
  };
  const reduce = () => {
    const [values, callee] = [pop(), pop()];
    if (!(callee instanceof Global)) return fail('calls what is no function');
    stack.push(
      call(callee.name, Array.isArray(values) ? values : fail('calls a function without its arguments')),
    );
  };
  const opcodes: Readonly<Record<number, () => void>> = {
    128: () => void byte(),
    149: () => void take(8),
    40: () => stack.push(mark),
    48: () => void stack.pop(),
    49: () => void popToMark(),
    50: () => stack.push(top()),
    78: () => stack.push(null),
    136: () => stack.push(true),
    137: () => stack.push(false),
    74: () => stack.push(view.getInt32(take(4), true)),
    75: () => stack.push(byte()),
    77: () => stack.push(view.getUint16(take(2), true)),
    138: () => stack.push(integer(raw(byte()))),
    139: () => stack.push(integer(raw(uint32()))),
    71: () => stack.push(view.getFloat64(take(8), false)),
    88: () => stack.push(text(uint32())),
    140: () => stack.push(text(byte())),
    141: () => stack.push(text(uint64())),
    84: () => stack.push(text(uint32())),
    85: () => stack.push(text(byte())),
    66: () => stack.push(raw(uint32())),
    67: () => stack.push(raw(byte())),
    142: () => stack.push(raw(uint64())),
    125: () => stack.push(new Dict()),
    93: () => stack.push([]),
    41: () => stack.push([]),
    143: () => stack.push([]),
    116: () => stack.push(popToMark()),
    108: () => stack.push(popToMark()),
    133: () => stack.push([pop()]),
    134: () => stack.push([pop(), pop()].reverse()),
    135: () => stack.push([pop(), pop(), pop()].reverse()),
    100: () => {
      const values = popToMark();
      stack.push(new Dict());
      setItems(values);
    },
    97: () => append([pop()]),
    101: () => append(popToMark()),
    144: () => append(popToMark()),
    115: () => setItems([pop(), pop()].reverse()),
    117: () => setItems(popToMark()),
    113: () => void memo.set(byte(), top()),
    114: () => void memo.set(uint32(), top()),
    148: () => void memo.set(memo.size, top()),
    104: () => stack.push(get(byte())),
    106: () => stack.push(get(uint32())),
    99: () => stack.push(new Global(`${line()}.${line()}`)),
    147: () => {
      const [name, module] = [pop(), pop()];
      if (typeof name !== 'string' || typeof module !== 'string') return fail('is damaged');
      stack.push(new Global(`${module}.${name}`));
    },
    81: () => stack.push(new Persistent(pop())),
    82: reduce,
    129: reduce,
    // The attributes of a dict: of a state_dict, the versions of its modules.
    98: () => {
      pop();
      if (!(top() instanceof Dict || top() instanceof Opaque)) fail('sets the attributes of an object');
    },
  };
  for (let steps = 0; ; steps++) {
    const opcode = byte();
    if (steps > mostSteps)
      fail(`has more than ${mostSteps} parts: write the tensors alone, torch.save(model.state_dict(), file)`);
    if (opcode === 0x2e) return pop();
    const operate = Object.hasOwn(opcodes, opcode) ? opcodes[opcode]! : undefined;
    if (operate === undefined)
      fail(`has the opcode 0x${opcode.toString(16).padStart(2, '0')}, which no file of tensors has`);
    else operate();
  }
}

/** Little-endian, two's complement. Beyond 2⁵³ it is only approximately right; no number that is used is as large. */
function integer(bytes: Uint8Array): number {
  if (bytes.length > 16)
    throw new WeightFileError(`the pickle in the file holds a number of ${bytes.length} bytes`);
  let value = 0n;
  for (const [index, each] of bytes.entries()) value |= BigInt(each) << BigInt(8 * index);
  return Number(BigInt.asIntN(8 * bytes.length, value));
}

/** Tensors that are no plain numbers, by the functions that make them, and what makes them plain. */
const otherTensors: readonly (readonly [call: RegExp, what: string, advice: string])[] = [
  [/^torch\._utils\._rebuild_qtensor$/, 'a quantized tensor', '.dequantize()'],
  [/^torch\._utils\._rebuild_sparse/, 'a sparse tensor', '.to_dense()'],
  [/^torch\._utils\._rebuild_nested_tensor$/, 'a nested tensor', '.to_padded_tensor(0)'],
  [/^torch\._utils\._rebuild_meta/, 'a tensor without numbers', 'load the model on the CPU first'],
];

/** What is said of a call that is not understood. Nothing is called. */
export function refusedCall(name: string): WeightFileError {
  const other = otherTensors.find(([call]) => call.test(name));
  if (other !== undefined)
    return new WeightFileError(`it holds ${other[1]}: write a plain one of float32, ${other[2]}`);
  return new WeightFileError(
    `it wants to call ${quoted(name)}, which is refused, as everything is that could run code: write the tensors alone, ` +
      `torch.save(model.state_dict(), file)`,
  );
}
