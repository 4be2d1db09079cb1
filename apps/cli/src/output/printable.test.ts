import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from './printable.js';

describe('printable', () => {
  it.each([
    ['\u001b[2J', '\\u001b[2J'],
    ['\u009b31m', '\\u009b31m'],
    ['a\u0007\u0000\u007f', 'a\\u0007\\u0000\\u007f'],
    ['wrong\rright', 'wrong\\u000dright'],
    ['\u202etxt.exe\u2066', '\\u202etxt.exe\\u2066'],
    ['one\u2028two\u2029', 'one\\u2028two\\u2029'],
    ['a\tb\nc\r\n', 'a\tb\nc\r\n'],
    ['ünïcödé 😀 → −', 'ünïcödé 😀 → −'],
  ])('shows %j as %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  const text = fc
    .array(fc.integer({ min: 0, max: 0x20_80 }).map((code) => String.fromCharCode(code)))
    .map((characters) => characters.join(''));

  it('leaves no control character in any text', () => {
    fc.assert(
      fc.property(text, (any) => {
        const shown = printable(any).replaceAll('\r\n', '\n');
        expect(shown).not.toMatch(/(?![\n\t])[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  it('keeps the value of JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), text, (value, name) => {
        const whole = { [name]: value, name };
        expect(JSON.parse(printable(JSON.stringify(whole, null, 2)))).toEqual(
          JSON.parse(JSON.stringify(whole)),
        );
      }),
    );
  });
});
