/**
 * The numbers of an array in the form in which figures give it to Plotly, with base64 in `bdata`; a list of rows if it has
 * a shape. Undefined for every other value.
 */
export function decodedArray(value: object): readonly number[] | readonly (readonly number[])[] | undefined {
  const { bdata, dtype, shape } = value as Readonly<Record<string, unknown>>;
  if (typeof bdata !== 'string' || (dtype !== 'f4' && dtype !== 'i4')) return undefined;
  const bytes = Uint8Array.from(atob(bdata), (character) => character.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const numbers = Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) =>
    dtype === 'f4' ? view.getFloat32(4 * index, true) : view.getInt32(4 * index, true),
  );
  const columns = typeof shape === 'string' ? Number(shape.split(',')[1]) : Number.NaN;
  if (!(columns >= 1)) return numbers;
  const rows: number[][] = [];
  for (let start = 0; start < numbers.length; start += columns)
    rows.push(numbers.slice(start, start + columns));
  return rows;
}
