import { escapeHtml } from '@superposition/pipeline/escape-html';
import type { Html } from './html.js';

/**
 * A sentence of the report as HTML: escaped, then the few symbols it uses set as mathematics. `W_in`, `W_out`,
 * `W_eff` get a subscript, `R⁺` and `R⁻` an italic letter, `^q` is raised, `*words*` emphasis.
 */
export function prose(sentence: string): Html {
  const markup = escapeHtml(sentence)
    .replace(/\bW_(in|out|eff)\b/g, '<i>W</i><sub>$1</sub>')
    .replace(/\bR([⁺⁻])/g, '<i>R</i>$1')
    .replace(/(\S) = (?=\S)/g, '$1\u00a0=\u00a0')
    .replace(/\^([\w.]+)/g, '<sup>$1</sup>')
    .replace(/\b10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, power: string) => `10<sup>${plainDigits(power)}</sup>`)
    .replace(/\*([^*\s][^*]*)\*/g, '<em>$1</em>');
  return { markup };
}

/** Fonts draw raised digits of their own in different sizes; the page's are one size. */
function plainDigits(power: string): string {
  return [...power].map((c) => (c === '⁻' ? '−' : String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c)))).join('');
}
