import { describe, expect, it } from 'vitest';
import { linkTerms } from './link-terms.js';

const of = (markup: string) => linkTerms({ markup }).markup;
const link = (id: string, word: string) => `<a class="term" href="#term-${id}">${word}</a>`;

describe('the words of the glossary', () => {
  it('are linked where they are first used, and only there', () => {
    expect(of('<p>The gain of a feature. Gains differ.</p><ul><li>gain</li></ul>')).toBe(
      `<p>The ${link('gain', 'gain')} of a feature. Gains differ.</p><ul><li>gain</li></ul>`,
    );
    expect(of('<p>seed 1, <em>naive</em> and seeds</p>')).toBe(
      `<p>${link('seed', 'seed')} 1, <em>${link('naive', 'naive')}</em> and seeds</p>`,
    );
  });

  it.each([
    '<h2>Gain</h2>',
    '<p><a href="#x">the gain</a></p>',
    '<p><code>gain.positive</code></p>',
    '<p class="finding">Every gain is alike.</p>',
    '<p aria-label="gain">x</p>',
    '<p>cross-gain-like</p>',
    '<p>annealed by half a cosine</p>',
    '<svg><title>gain</title></svg>',
    '<table><tbody><tr><td><p>gain</p></td></tr></tbody></table>',
    '<p><!--panel figure-1/gain--></p>',
    '<div>gain</div>',
  ])('are left as they are in %s', (markup) => {
    expect(of(markup)).toBe(markup);
  });

  it('are linked again after what is closed has ended, and a longer word counts before one in it', () => {
    expect(of('<p><code>a</code><br>a cross-gain, a gain</p>')).toBe(
      `<p><code>a</code><br>a ${link('cross-gain', 'cross-gain')}, a ${link('gain', 'gain')}</p>`,
    );
  });
});
