import { createReadStream } from 'node:fs';

/**
 * The lines of a UTF-8 file, with one line in memory at a time. Text after the last line end counts as a line too.
 *
 * @param longest largest number of bytes in a line
 * @throws RangeError for a longer line, TypeError for bytes that are not UTF-8
 */
export async function* readLines(file: string, longest = 2 ** 28): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let parts: Buffer[] = [];
  let length = 0;
  const finish = () => {
    const line = decoder.decode(Buffer.concat(parts));
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      parts.push(chunk.subarray(start, end));
      start = end + 1;
      yield finish();
    }
    parts.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > longest) throw new RangeError(`a line is longer than ${longest} bytes`);
  }
  if (length > 0) yield finish();
}
