import { escapeHtml } from '@superposition/pipeline/internal/values/escape-html';
import type { Html } from './html.js';
import { withoutBreaks } from './no-break.js';

/**
 * A sentence of the report as HTML. The text is escaped. Then its symbols are set as mathematics: `W_in`, `W_out` and
 * `W_eff` get a subscript, `R⁺` and `R⁻` an italic letter, the indices of `R⁺ᵢᵢ` and `xᵢ` a size that can be read, and `^q` is raised. `*words*` are emphasized. What stands
 * between two backticks becomes code, in which nothing else is set. Formulas and numbers stay on one line.
 */
export function prose(sentence: string): Html {
  const markup = escapeHtml(sentence)
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 0 ? set(part) : `<code>${part}</code>`))
    .join('');
  return { markup };
}

function set(escaped: string): string {
  return withoutBreaks(escaped)
    .replace(/\bW_(in|out|eff)\b/g, '<i>W</i><sub>$1</sub>')
    .replace(/(?<=\bR[⁺⁻]|\b[a-z])[ᵢⱼ₀-₉]+/g, lowered)
    .replace(/\bR([⁺⁻])/g, '<i>R</i>$1')
    .replace(/\^(\w+(?:\.\w+)*)/g, '<sup>$1</sup>')
    .replace(/\b10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, power: string) => `10<sup>${plainDigits(power)}</sup>`)
    .replace(/\*([^*\s][^*]*)\*/g, '<em>$1</em>');
}

/** Most fonts have these letters in a size that few can read. */
function lowered(indices: string): string {
  const plain = [...indices].map((c) => ({ ᵢ: 'i', ⱼ: 'j' })[c] ?? String('₀₁₂₃₄₅₆₇₈₉'.indexOf(c)));
  return `<sub>${plain.join('')}</sub>`;
}

/** The raised digits of a font differ in size. Set as superscripts, all have one size. */
function plainDigits(power: string): string {
  return [...power].map((c) => (c === '⁻' ? '−' : String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c)))).join('');
}
