/**
 * Bytes as printable ASCII without `<`: 13 bits in two characters of 91, and up to 6 bits at the end in one. Base64 needs 8 % more, and
 * stands in a script element as well as this.
 */
export function denseText(bytes: Uint8Array): string {
  const codes = new Uint8Array(2 * Math.ceil((8 * bytes.length) / 13));
  let [bits, held, at] = [0, 0, 0];
  const put = (value: number) => {
    codes[at++] = codeOf(Math.floor(value / 91));
    codes[at++] = codeOf(value % 91);
  };
  for (const byte of bytes) {
    bits |= byte << held;
    held += 8;
    if (held < 13) continue;
    put(bits & 8191);
    bits >>= 13;
    held -= 13;
  }
  if (held > 6) put(bits);
  else if (held > 0) codes[at++] = codeOf(bits);
  return new TextDecoder().decode(codes.subarray(0, at));
}

/** The bytes of a text of `denseText`. */
export function bytesOfDenseText(text: string): Uint8Array<ArrayBuffer> {
  const pairs = text.length >> 1;
  const bytes = new Uint8Array((13 * pairs + (text.length % 2 === 1 ? 6 : 0)) >> 3);
  let [bits, held, at] = [0, 0, 0];
  for (let index = 0; index < text.length; index += 2) {
    const first = valueAt(text.charCodeAt(index));
    const isPair = index + 1 < text.length;
    bits |= (isPair ? 91 * first + valueAt(text.charCodeAt(index + 1)) : first) << held;
    held += isPair ? 13 : 6;
    for (; held >= 8; held -= 8, bits >>= 8) bytes[at++] = bits & 255;
  }
  return bytes;
}

/** The characters from `#` to `~`, without `<`. */
function codeOf(value: number): number {
  return value < 25 ? value + 35 : value + 36;
}

function valueAt(code: number): number {
  return code < 60 ? code - 35 : code - 36;
}
