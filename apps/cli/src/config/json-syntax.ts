/** The first character of a text at which it stops being JSON, and what should stand there. */
export interface JsonMistake {
  readonly offset: number;
  readonly message: string;
}

type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or end';

const space = /[ \t\n\r]*/y;
const literal = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const string = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/y;

/**
 * Finds out where a text stops being JSON. JSON.parse itself tells this only in some cases, and in other words in each
 * version of Node.js. Undefined when the text is JSON.
 */
export function findJsonMistake(text: string): JsonMistake | undefined {
  let offset = 0;
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = offset;
    const found = pattern.exec(text);
    if (found !== null) offset += found[0].length;
    return found !== null;
  };
  for (;;) {
    take(space);
    const letter = text[offset];
    if (expected === ', or end' && open.length === 0) {
      return letter === undefined ? undefined : { offset, message: 'nothing may follow the value' };
    }
    if (letter === '/' || letter === '#') return { offset, message: 'JSON has no comments' };
    switch (expected) {
      case 'value':
      case 'value or ]':
        if (letter === ']' && expected === 'value or ]') {
          offset++;
          open.pop();
          expected = ', or end';
        } else if (letter === '{' || letter === '[') {
          offset++;
          open.push(letter);
          expected = letter === '{' ? 'name or }' : 'value or ]';
        } else if (take(string)) {
          if (text[offset] !== '"') return brokenString(text, offset);
          offset++;
          expected = ', or end';
        } else if (take(literal)) {
          expected = ', or end';
        } else {
          return { offset, message: endsEarly(letter) ?? 'expected a value' };
        }
        break;
      case 'name':
      case 'name or }':
        if (letter === '}' && expected === 'name or }') {
          offset++;
          open.pop();
          expected = ', or end';
        } else if (take(string)) {
          if (text[offset] !== '"') return brokenString(text, offset);
          offset++;
          expected = ':';
        } else {
          const wanted = letter === '}' ? 'no comma may stand before }' : 'expected a name in double quotes';
          return { offset, message: endsEarly(letter) ?? wanted };
        }
        break;
      case ':':
        if (letter !== ':') return { offset, message: endsEarly(letter) ?? "expected ':'" };
        offset++;
        expected = 'value';
        break;
      case ', or end': {
        const group = open.at(-1)!;
        const end = group === '{' ? '}' : ']';
        if (letter === ',') expected = group === '{' ? 'name' : 'value';
        else if (letter === end) open.pop();
        else return { offset, message: endsEarly(letter) ?? `expected ',' or '${end}'` };
        offset++;
      }
    }
  }
}

function endsEarly(letter: string | undefined): string | undefined {
  return letter === undefined ? 'Unexpected end of JSON input' : undefined;
}

function brokenString(text: string, offset: number): JsonMistake {
  const letter = text[offset];
  if (letter === undefined) return { offset, message: 'the text ends within double quotes' };
  return {
    offset,
    message:
      letter === '\\' ? 'there is no such escape' : 'the double quotes must be closed on the same line',
  };
}
