import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findJsonMistake } from './json-syntax.js';

const isJson = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

it('finds a mistake where JSON.parse does, and only there', () => {
  const whole = '{"a": [1, -2.5e3, true, null, "x\\n\\u0041"], "b": {"c": {}, "d": []}}';
  const piece = fc.constantFrom(...'{}[],:"\\ \n\t/019-.eE+tfn\u0000\u007f', 'true', '""', '\ud800');
  const damaged = fc
    .tuple(fc.nat(whole.length), fc.nat(3), fc.array(piece, { maxLength: 3 }))
    .map(([at, cut, pieces]) => whole.slice(0, at) + pieces.join('') + whole.slice(at + cut));
  const count = { right: 0, wrong: 0 };
  fc.assert(
    fc.property(
      fc.oneof(
        damaged,
        fc.json(),
        fc.array(piece).map((pieces) => pieces.join('')),
      ),
      (text) => {
        const mistake = findJsonMistake(text);
        count[mistake === undefined ? 'right' : 'wrong']++;
        expect(mistake === undefined).toBe(isJson(text));
        // What stands before the mistake is the beginning of some JSON text, so it has no earlier mistake.
        if (mistake !== undefined)
          expect(findJsonMistake(text.slice(0, mistake.offset))?.offset ?? mistake.offset).toBe(
            mistake.offset,
          );
      },
    ),
    { numRuns: 3_000 },
  );
  expect(count.right).toBeGreaterThan(200);
  expect(count.wrong).toBeGreaterThan(200);
});

it.each([
  ['{ "a": 1, }', 10, 'no comma may stand before }'],
  ["{ 'a': 1 }", 2, 'expected a name in double quotes'],
  ['{ "a" 1 }', 6, "expected ':'"],
  ['{ "a": 1 "b": 2 }', 9, "expected ',' or '}'"],
  ['[1 2]', 3, "expected ',' or ']'"],
  ['// settings\n{}', 0, 'JSON has no comments'],
  ['{ "a": "b\n" }', 9, 'the double quotes must be closed on the same line'],
  ['{ "a": "\\x" }', 8, 'there is no such escape'],
  ['{ "a": +1 }', 7, 'expected a value'],
  ['{} {}', 3, 'nothing may follow the value'],
  ['{ "a": ', 7, 'Unexpected end of JSON input'],
])('says of %j what should stand where', (text, offset, message) => {
  expect(findJsonMistake(text)).toEqual({ offset, message });
});
