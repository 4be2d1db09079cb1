import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { terms } from '../src/sentences/glossary.js';

const folder = join(import.meta.dirname, 'trial-models');

/** What the pages of the trial models say, by the place where it stands: a figure with its definitions, or a part of the text. */
const places = readdirSync(folder).flatMap((file) =>
  readFileSync(join(folder, file), 'utf8')
    .split(/^(?=\[[^\]]+\]$)/m)
    .map((text) => ({ place: `${file} ${text.split('\n', 1)[0]!}`, text })),
);
const glossary = terms.map(({ name, meaning }) => `${name}: ${meaning}`).join('\n');

/** A letter stands explained where its meaning, or what it is equal to, follows it, or where a word names it. */
const standsExplained = (letter: string, text: string) =>
  new RegExp(`${letter}[₀-₉]? (?:=|is )|(?:gain|With) ${letter}|${letter}, which`).test(text);

/** Mathematics that a reader of this field writes without a word. */
const plain = new Set(['Σ', 'π', 'Γ', 'ε', 'β₁', 'β₂']);

describe('what the page does not explain where it stands is in the glossary', () => {
  it.each([...new Set(places.flatMap(({ text }) => text.match(/\p{Script=Greek}[₀-₉]?/gu) ?? []))])(
    'the letter %s',
    (letter) => {
      if (plain.has(letter)) return;
      const unexplained = places.filter(
        ({ text }) => text.includes(letter) && !standsExplained(letter, text) && !glossary.includes(letter),
      );
      expect(unexplained.map(({ place }) => place)).toEqual([]);
    },
  );

  it.each([
    ...['active entr', 'attenuation', 'balanced gauge', 'codeword', 'converged', 'cross-gain', '-design'],
    ...['frame potential', 'interference', 'load', 'naive', 'neuron', 'overlap', 'p-value', 'polytope'],
    ...['pinv', 'pseudo-inverse', 'root mean square', 'standard error', 'superposition', 'tight frame'],
    ...['W_eff', 'R⁺', 'R⁻'],
  ])('the term “%s”', (term) => {
    const written = term === 'W_eff' ? /W_?eff/ : new RegExp(term, 'i');
    // A term that no page uses any more needs no test.
    expect(places.some(({ text }) => written.test(text))).toBe(true);
    const named = new RegExp(term, 'i');
    expect(terms.some(({ name, forms }) => named.test(name) || named.test(forms ?? ''))).toBe(true);
  });
});
