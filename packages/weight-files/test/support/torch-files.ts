import { zipSync } from 'fflate';
import { joined, text } from './sample-files.js';

/** Opcodes of a pickle, as `torch.save` writes them. */
export type Pickled = Uint8Array;

const op = (letter: string) => text(letter);
const uint32 = (value: number) => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
};

export const string = (value: string): Pickled => joined(op('X'), uint32(text(value).length), text(value));
export const integer = (value: number): Pickled => joined(op('J'), uint32(value));
export const global = (module: string, name: string): Pickled => text(`c${module}\n${name}\n`);
const tuple = (...values: readonly Pickled[]): Pickled => joined(op('('), ...values, op('t'));
export const call = (module: string, name: string, ...values: readonly Pickled[]): Pickled =>
  joined(global(module, name), tuple(...values), op('R'));
export const list = (...values: readonly Pickled[]): Pickled => joined(op(']('), ...values, op('e'));
export const dict = (members: Readonly<Record<string, Pickled>>): Pickled =>
  joined(op('}('), ...Object.entries(members).flatMap(([name, value]) => [string(name), value]), op('u'));
/** An OrderedDict with an attribute, as a state_dict is. */
export const stateDict = (members: Readonly<Record<string, Pickled>>): Pickled =>
  joined(
    call('collections', 'OrderedDict'),
    op('('),
    ...Object.entries(members).flatMap(([name, value]) => [string(name), value]),
    op('u'),
    dict({ _metadata: call('collections', 'OrderedDict') }),
    op('b'),
  );
export const tensor = (
  storage: string,
  shape: readonly number[],
  {
    start = 0,
    strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, length) => product * length, 1)),
    kind = 'FloatStorage',
    metadata,
  }: {
    readonly start?: number;
    readonly strides?: readonly number[];
    readonly kind?: string;
    readonly metadata?: Pickled;
  } = {},
): Pickled =>
  call(
    'torch._utils',
    '_rebuild_tensor_v2',
    joined(
      tuple(string('storage'), global('torch', kind), string(storage), string('cpu'), integer(0)),
      op('Q'),
    ),
    integer(start),
    tuple(...shape.map(integer)),
    tuple(...strides.map(integer)),
    Uint8Array.of(0x89),
    call('collections', 'OrderedDict'),
    ...(metadata === undefined ? [] : [metadata]),
  );

/** A file as torch.save writes it. */
export function torchFile(
  value: Pickled,
  storages: Readonly<Record<string, ArrayBufferView>>,
  level: 0 | 9 = 0,
): Uint8Array {
  const files = Object.entries(storages).map(([key, { buffer, byteOffset, byteLength }]) => [
    `archive/data/${key}`,
    new Uint8Array(buffer, byteOffset, byteLength),
  ]);
  return zipSync(
    {
      'archive/data.pkl': joined(Uint8Array.of(0x80, 2), value, op('.')),
      'archive/byteorder': text('little'),
      ...(Object.fromEntries(files) as Record<string, Uint8Array>),
      'archive/version': text('3\n'),
    },
    { level, mtime: '1990-01-01' },
  );
}
