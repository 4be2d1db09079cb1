import type { JudgedClaim } from '@superposition/analyses/internal/claims/verdict';
import { type Html, html } from '../text/html.js';

type Verdict = JudgedClaim['verdict']['kind'];

/** A disc, half a disc, a diamond, a cross, two arrows, a crossed circle, a tick, a dash, a square, dots: told apart without a colour. */
const shapes: Readonly<Record<Verdict, string>> = {
  agrees: '<circle class="filled" cx="6" cy="6" r="4.5"/>',
  'agrees with another quantity':
    '<circle cx="6" cy="6" r="4.75"/><path class="filled" d="M6 1.25a4.75 4.75 0 0 0 0 9.5z"/>',
  'right arithmetic, wrong premise': '<path d="M6 1l5 5-5 5-5-5z"/>',
  disagrees: '<path d="M2 2l8 8M10 2l-8 8"/>',
  'contradicted by the document itself':
    '<path d="M1 3.75h10M8.5 1.25l2.5 2.5-2.5 2.5M11 8.25h-10M3.5 5.75l-2.5 2.5 2.5 2.5"/>',
  impossible: '<circle cx="6" cy="6" r="4.75"/><path d="M2.75 9.25l6.5-6.5"/>',
  answered: '<path d="M1.75 6.5l3 3.25 5.5-7.5"/>',
  'not shown by these models': '<path d="M1.5 6h9"/>',
  'not comparable': '<path d="M1.75 1.75h8.5v8.5h-8.5z"/>',
  'not yet judged': '<circle class="dotted" cx="6" cy="6" r="4.75"/>',
};

/** A verdict as its shape and its word. */
export function verdictMark(kind: Verdict): Html {
  return mark(shapes[kind], kind);
}

/** A yes or no of another comparison, with the shapes of verdicts. */
export function agreementMark(agrees: boolean | null, word: string): Html {
  return mark(agrees === null ? undefined : shapes[agrees ? 'agrees' : 'disagrees'], word);
}

function mark(shape: string | undefined, word: string): Html {
  const drawn =
    shape === undefined
      ? null
      : { markup: `<svg class="verdict-shape" viewBox="0 0 12 12" aria-hidden="true">${shape}</svg>` };
  return html`<span class="verdict">${drawn}${word}</span>`;
}
