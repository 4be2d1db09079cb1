/** How the numbers of a packed array are read: their bytes, and the function of a `DataView`. */
interface Element {
  readonly bytes: 1 | 2 | 4 | 8;
  readonly read: (view: DataView, at: number) => number;
}

const unsigned8: Element = { bytes: 1, read: (view, at) => view.getUint8(at) };
const elements = {
  i1: { bytes: 1, read: (view, at) => view.getInt8(at) },
  u1: unsigned8,
  u1c: unsigned8,
  i2: { bytes: 2, read: (view, at) => view.getInt16(at, true) },
  u2: { bytes: 2, read: (view, at) => view.getUint16(at, true) },
  i4: { bytes: 4, read: (view, at) => view.getInt32(at, true) },
  u4: { bytes: 4, read: (view, at) => view.getUint32(at, true) },
  f4: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  f8: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
} as const satisfies Readonly<Record<string, Element>>;

/** The other names that Plotly has for these types. */
const longNames: Readonly<Record<string, keyof typeof elements>> = {
  int8: 'i1',
  uint8: 'u1',
  uint8c: 'u1c',
  int16: 'i2',
  uint16: 'u2',
  int32: 'i4',
  uint32: 'u4',
  float32: 'f4',
  float64: 'f8',
};

/** How the numbers of a type of Plotly's packed arrays are read; undefined for a type that Plotly does not know. */
function elementOf(dtype: unknown): Element | undefined {
  if (typeof dtype !== 'string') return undefined;
  const name = Object.hasOwn(longNames, dtype) ? longNames[dtype]! : dtype;
  return Object.hasOwn(elements, name) ? elements[name as keyof typeof elements] : undefined;
}

/** The bytes of each number of this type; undefined for a type that Plotly does not know. */
export function elementBytes(dtype: unknown): Element['bytes'] | undefined {
  return elementOf(dtype)?.bytes;
}

/** The bytes of each number of a packed array; undefined where the value is none, or its bytes are no whole numbers. */
export function bytesPerElement(value: object): Element['bytes'] | undefined {
  const { bdata, dtype } = value as Readonly<Record<string, unknown>>;
  const element = elementOf(dtype);
  if (typeof bdata !== 'string' || element === undefined || !isBase64(bdata)) return undefined;
  return (0.75 * bdata.length - (bdata.length - bdata.replace(/=+$/, '').length)) % element.bytes === 0
    ? element.bytes
    : undefined;
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(text);
}

/**
 * The numbers of an array in the form in which figures give it to Plotly, with base64 in `bdata`; a list of rows if it has
 * a shape of two numbers. Undefined for every other value.
 */
export function decodedArray(value: object): readonly number[] | readonly (readonly number[])[] | undefined {
  if (bytesPerElement(value) === undefined) return undefined;
  const { bdata, dtype, shape } = value as { bdata: string; dtype: string; shape?: unknown };
  const { bytes: size, read } = elementOf(dtype)!;
  const bytes = Uint8Array.from(atob(bdata), (character) => character.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const numbers = Array.from({ length: bytes.length / size }, (_, index) => read(view, size * index));
  if (shape === undefined) return numbers;
  const sides = String(shape).split(',').map(Number);
  if (sides.length > 2 || sides.reduce((product, side) => product * side, 1) !== numbers.length)
    return undefined;
  const [rows, columns] = sides as [number, number?];
  if (columns === undefined) return numbers;
  return Array.from({ length: rows }, (_, row) => numbers.slice(row * columns, (row + 1) * columns));
}
