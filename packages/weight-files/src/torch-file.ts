import { type NumberFormat, numberFormats, unreadType } from './number-format.js';
import { Dict, Global, Opaque, Persistent, readPickle, refusedCall } from './pickle.js';
import { entriesIn, isShape, type StoredTensor, sizeOf } from './stored-tensor.js';
import { unpack } from './unpack.js';
import { quoted, WeightFileError } from './weight-file-error.js';
import type { ZipEntry } from './zip-directory.js';

// The format of torch.save since version 1.6: a zip archive with a pickle, `<name>/data.pkl`, and the numbers of each storage in
// `<name>/data/<key>`. See torch/serialization.py and torch/_utils.py of PyTorch.

const storageFormats: Readonly<Record<string, NumberFormat>> = {
  DoubleStorage: numberFormats.float64,
  FloatStorage: numberFormats.float32,
  HalfStorage: numberFormats.float16,
  BFloat16Storage: numberFormats.bfloat16,
  LongStorage: numberFormats.int64,
  IntStorage: numberFormats.int32,
  ShortStorage: numberFormats.int16,
  CharStorage: numberFormats.int8,
  ByteStorage: numberFormats.uint8,
  BoolStorage: numberFormats.bool,
};

const dtypeFormats: Readonly<Record<string, NumberFormat>> = {
  'torch.float64': numberFormats.float64,
  'torch.float32': numberFormats.float32,
  'torch.float16': numberFormats.float16,
  'torch.bfloat16': numberFormats.bfloat16,
  'torch.int64': numberFormats.int64,
  'torch.int32': numberFormats.int32,
  'torch.int16': numberFormats.int16,
  'torch.int8': numberFormats.int8,
  'torch.uint8': numberFormats.uint8,
  'torch.bool': numberFormats.bool,
};

/** A tensor of the pickle. Its numbers lie in a storage, which it may share with others. */
class Tensor {
  constructor(
    readonly shape: readonly number[],
    readonly entry: (index: number) => number,
  ) {}
}

/** Whether an archive is a file of PyTorch. */
export function isTorchArchive(entries: readonly ZipEntry[]): boolean {
  return entries.some(({ name }) => /(^|\/)data\.pkl$/.test(name));
}

/**
 * Reads the tensors of what torch.save has written: a state_dict, or a checkpoint with one in it. Nothing of it is executed.
 *
 * @throws WeightFileError when it is damaged, or holds anything but tensors, containers, numbers and texts
 */
export function readTorchFile(entries: readonly ZipEntry[]): readonly StoredTensor[] {
  const pickles = entries.filter(({ name }) => /(^|\/)data\.pkl$/.test(name));
  if (pickles.length !== 1)
    throw new WeightFileError('it holds several files data.pkl: write one with torch.save');
  const folder = pickles[0]!.name.slice(0, -'data.pkl'.length);
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  if (byName.has(`${folder}constants.pkl`))
    throw new WeightFileError(
      'it is a program of TorchScript: write its tensors, torch.save(model.state_dict(), file)',
    );
  let room = mostStored;
  const within = (entry: ZipEntry) => {
    room -= entry.size;
    if (room < 0)
      throw new WeightFileError(
        `its parts up to ${quoted(entry.name)} say they take more than ${mostStored} bytes`,
      );
    return unpack(entry);
  };
  const order = byName.get(`${folder}byteorder`);
  const littleEndian = order === undefined || new TextDecoder().decode(within(order)).trim() !== 'big';
  const storages = new Map<string, Uint8Array>();
  const storage = (key: string): Uint8Array => {
    const known = storages.get(key);
    if (known !== undefined) return known;
    const entry = byName.get(`${folder}data/${key}`);
    if (entry === undefined)
      throw new WeightFileError(`it lacks its numbers, ${quoted(`${folder}data/${key}`)}`);
    const bytes = within(entry);
    storages.set(key, bytes);
    return bytes;
  };

  const tensor = (values: readonly unknown[], dtype: unknown, lazily: unknown): Tensor => {
    const [stored, start, shape, strides] = values as readonly [unknown, number, unknown, unknown];
    if (lazily instanceof Dict && lazily.entries.size > 0)
      throw new WeightFileError(
        'a tensor of the file is conjugated or negated lazily: write it resolved, .resolve_neg()',
      );
    const { format, kind, key } = storageOf(stored, dtype);
    if (!isShape([start]) || !isShape(shape) || !isShape(strides) || shape.length !== strides.length)
      throw new WeightFileError('a tensor of the file has a shape or strides that are no whole numbers');
    let entries: ((index: number) => number) | undefined;
    const entry = (index: number) => {
      if (format === undefined)
        throw new WeightFileError(`a tensor of the file has the type ${quoted(kind)}, ${unreadType(kind)}`);
      // A storage is only inflated for a tensor that is used.
      entries ??= inStorage(storage(key), format, { start, shape, strides, littleEndian });
      return entries(index);
    };
    return new Tensor(shape, entry);
  };
  if (pickles[0]!.size > mostPickled)
    throw new WeightFileError(
      `its pickle says it is ${pickles[0]!.size} bytes long, but at most ${mostPickled} are read: write the tensors alone, torch.save(model.state_dict(), file)`,
    );
  const value = readPickle(within(pickles[0]!), (name, values) => {
    switch (name) {
      case 'collections.OrderedDict':
        // Python sets its items afterwards.
        if (values.length > 0) throw refusedCall(name);
        return new Dict();
      case 'collections.defaultdict':
        return new Dict();
      case 'collections.Counter':
        return values[0] instanceof Dict ? values[0] : new Dict();
      case 'torch._utils._rebuild_tensor':
        return tensor(values, undefined, undefined);
      case 'torch._utils._rebuild_tensor_v2':
        return tensor(values, undefined, values[6]);
      case 'torch._utils._rebuild_tensor_v3':
        return tensor(values, values[6], values[7]);
      case 'torch._utils._rebuild_parameter':
      case 'torch._utils._rebuild_parameter_with_state':
        return values[0];
      case 'torch.Size':
        return values[0];
      // The protocol that torch.save uses has the names of Python 2.
      case '__builtin__.set':
      case 'builtins.set':
      case '__builtin__.complex':
      case '__builtin__.bytearray':
      case 'builtins.complex':
      case 'builtins.bytearray':
      case 'torch.device':
      case 'numpy.dtype':
      case 'numpy.core.multiarray.scalar':
      case 'numpy._core.multiarray.scalar':
      case '_codecs.encode':
        return new Opaque();
      default:
        throw refusedCall(name);
    }
  });
  return tensorsIn(value);
}

function storageOf(
  stored: unknown,
  dtype: unknown,
): { readonly format: NumberFormat | undefined; readonly kind: string; readonly key: string } {
  const id = stored instanceof Persistent ? stored.id : undefined;
  if (!Array.isArray(id) || id[0] !== 'storage' || !(id[1] instanceof Global) || typeof id[2] !== 'string')
    throw new WeightFileError('a tensor of the file lies in what is no storage of PyTorch');
  const [known, kind] =
    dtype instanceof Global ? [dtypeFormats, dtype.name] : [storageFormats, id[1].name.replace(/^.*\./, '')];
  return { format: Object.hasOwn(known, kind) ? known[kind] : undefined, kind, key: id[2] };
}

function inStorage(
  bytes: Uint8Array,
  format: NumberFormat,
  {
    start,
    shape,
    strides,
    littleEndian,
  }: { start: number; shape: readonly number[]; strides: readonly number[]; littleEndian: boolean },
): (index: number) => number {
  const last = shape.reduce((place, length, axis) => place + (length - 1) * strides[axis]!, start);
  if (sizeOf(shape) > 0 && !(format.bytes * (last + 1) <= bytes.length))
    throw new WeightFileError(
      'a tensor of the file reaches beyond its storage: the file is cut short or damaged',
    );
  return entriesIn(bytes, format, shape, { littleEndian, start, strides });
}

/** In bytes, of all parts that are unpacked: twice what two matrices in float64 take. */
const mostStored = 2 ** 27;

/** In bytes. A state_dict of a thousand tensors takes a tenth of a megabyte. */
const mostPickled = 2 ** 24;

/** No checkpoint has more parts. One with lists that hold each other many times would have no end. */
const most = 100_000;

function tensorsIn(value: unknown): readonly StoredTensor[] {
  const found: StoredTensor[] = [];
  const kindOf = listKinds();
  let seen = 0;
  const walk = (name: string, part: string | undefined, each: unknown, depth: number) => {
    if (++seen > most || depth > 16)
      throw new WeightFileError('it is nested too deeply, or has too many parts');
    const within = part === undefined ? {} : { part };
    if (each instanceof Tensor) found.push({ name, shape: each.shape, entry: each.entry, ...within });
    else if (each instanceof Dict || (Array.isArray(each) && kindOf(each) === 'parts')) {
      for (const [key, member] of each instanceof Dict ? each.entries : each.entries()) {
        const inside = name === '' ? textOf(key) : `${name}.${textOf(key)}`;
        walk(inside, depth === 0 && !(member instanceof Tensor) ? textOf(key) : part, member, depth + 1);
      }
    } else if (Array.isArray(each) && kindOf(each) === 'numbers')
      found.push({ name, shape: [each.length], entry: (index) => each[index] as number, ...within });
    else
      found.push({ name, shape: [], entry: () => (typeof each === 'number' ? each : Number.NaN), ...within });
  };
  walk('', undefined, value, 0);
  return found;
}

type ListKind = 'parts' | 'numbers' | 'others';

/** What lists hold. A list may be in many places, so each is looked through once. */
function listKinds(): (list: readonly unknown[]) => ListKind {
  const kinds = new Map<readonly unknown[], ListKind>();
  return (list) => {
    const kind =
      kinds.get(list) ??
      (list.some((each) => each instanceof Tensor || each instanceof Dict || Array.isArray(each))
        ? 'parts'
        : list.length > 0 && list.every((each) => typeof each === 'number')
          ? 'numbers'
          : 'others');
    kinds.set(list, kind);
    return kind;
  };
}

/** A key as a part of a name. */
function textOf(key: unknown): string {
  if (typeof key === 'string' && key.length > 1000)
    throw new WeightFileError(`it holds a name of ${key.length} characters: at most 1000 are read`);
  return ['string', 'number', 'boolean'].includes(typeof key) ? String(key) : '?';
}
