/** Reads lines and counted bytes from bytes that come in chunks. It holds one chunk, and what it is asked for. */
export interface ByteReader {
  /**
   * The bytes before the next line end, as latin1; the line end is passed. Fewer come at the end of all bytes.
   *
   * @param longest number of bytes; undefined if there is no line end within so many
   */
  line(longest: number): Promise<{ readonly text: string; readonly isEnded: boolean } | undefined>;
  /** The next bytes, as they come; fewer at the end of all bytes. All must be taken before anything else is read. */
  bytes(count: number): AsyncGenerator<Uint8Array>;
  /** Whether no byte is left. */
  isAtEnd(): Promise<boolean>;
}

export function byteReader(chunks: AsyncIterator<Uint8Array>): ByteReader {
  let rest: Uint8Array = new Uint8Array();
  /** Whether there is a byte in `rest`, after a read if there was none. */
  const fill = async () => {
    while (rest.length === 0) {
      const next = await chunks.next();
      if (next.done) return false;
      rest = next.value;
    }
    return true;
  };
  const take = (count: number) => {
    const taken = rest.subarray(0, count);
    rest = rest.subarray(count);
    return taken;
  };
  return {
    async line(longest) {
      let text = '';
      while (await fill()) {
        const end = rest.subarray(0, longest + 1 - text.length).indexOf(0x0a);
        const piece = take(end === -1 ? longest + 1 - text.length : end);
        text += Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('latin1');
        if (end !== -1) {
          take(1);
          return { text, isEnded: true };
        }
        if (text.length > longest) return undefined;
      }
      return { text, isEnded: false };
    },
    async *bytes(count) {
      for (let left = count; left > 0 && (await fill()); ) {
        const piece = take(left);
        left -= piece.length;
        yield piece;
      }
    },
    isAtEnd: async () => !(await fill()),
  };
}
