/**
 * The name of a file that a reader takes from the page, which every system takes: words of letters and digits, no more than it
 * may have, and none that a system keeps for itself.
 */
export function fileName(words: readonly (string | undefined)[], ending: string): string {
  const safe = words
    .filter((each) => each !== undefined && each !== '')
    .join(', ')
    .normalize('NFC')
    // What no system forbids: letters, digits, and a few signs between them.
    .replace(/[^\p{L}\p{M}\p{N} ,=+-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=,)/g, '');
  const short = shortened(safe.trim(), 120).replace(/^[ ,-]+|[ ,-]+$/g, '');
  const reserved = short === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(short);
  return `${reserved ? `report ${short}`.trim() : short}.${ending}`;
}

/** The beginning that has no more bytes than this; file systems count bytes, and cut no character. */
function shortened(text: string, bytes: number): string {
  const encoder = new TextEncoder();
  let [kept, length] = ['', 0];
  for (const character of text) {
    length += encoder.encode(character).length;
    if (length > bytes) break;
    kept += character;
  }
  return kept;
}
