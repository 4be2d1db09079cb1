import { throws } from 'node:assert/strict';
import { describe, it } from 'vitest';
import { json } from './codec.js';
import { values } from './values.js';

const codec = values();

describe('values()', () => {
  it('refuses bytes that are not its own', () => {
    const bytes = codec.encode({ a: Uint8Array.of(1, 2, 3), b: Float64Array.of(1) });
    for (let length = 0; length < bytes.length; length++)
      throws(() => codec.decode(bytes.subarray(0, length)), Error);
    throws(() => codec.decode(Uint8Array.of(...bytes, 0)), { message: /followed by other bytes/ });
    throws(() => codec.decode(Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7)), { message: /begin neither like JSON/ });
    throws(() => codec.decode(Uint8Array.of(0xff)), Error);
    const of = (text: string) => new TextEncoder().encode(text);
    for (const tag of ['"naN"', '"Mnfinity"', '"1"', 'null', '[]', '"NaN","x":1']) {
      throws(() => codec.decode(of(`[{"$number":${tag}}]`)), { message: /names none of NaN/ });
      throws(() => json().decode(of(`[{"$number":${tag}}]`)), { message: /names none of NaN/ });
    }
  });

  it('refuses arrays that overlap, and bytes between them', () => {
    const bytes = codec.encode([Uint8Array.of(1), Uint8Array.of(2), Uint8Array.of()]);
    const text = Buffer.from(bytes).toString('latin1');
    const edited = (from: string, to: string) =>
      Uint8Array.from(Buffer.from(text.replace(from, to), 'latin1'));
    for (const [from, to] of [
      ['["Uint8Array",8,1]', '["Uint8Array",0,1]'],
      ['["Uint8Array",16,0]', '["Uint8Array",24,0]'],
      ['["Uint8Array",16,0]', '["Uint8Array", 8,0]'],
      ['\u0001\0', '\u0001\u0001'],
      ['"$number":["Uint8Array",0,1]', '"$number":["Uint8Array",0,1,2]'],
    ] as const)
      throws(() => codec.decode(edited(from, to)), Error, `${from} → ${to}`);
  });
});
