/**
 * A text as a terminal or a text file may get it. A text may come from a stranger: out of a report, a cache, a config, a
 * file of weights, or the message of an error. Its control characters could move the cursor, change what stands on the
 * screen or type into the terminal, and bidirectional controls could make a line read as another one. We write each of
 * these as `\uXXXX`. Line feeds, tabs, and the carriage return of a CRLF stay.
 *
 * JSON stays JSON with the same value: there, such characters can only stand inside of strings, in which `\uXXXX` means
 * the character.
 */
export function printable(text: string): string {
  return text.replace(unprintable, (character) =>
    character === '\r\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

// C0 except tab and line feed, DEL, C1, the line and paragraph separators, and the controls of bidirectional text.
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what we look for
  /\r\n|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
