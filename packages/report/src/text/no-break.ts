const operator = /(?<=\S) ([=≈≠≤≥<>±×÷·+−/∈→]|&lt;|&gt;) (?=\S)/g;
const number = '[−+]?[\\d.\\u202f]+(?:\\u00a0×\\u00a010[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?';

/**
 * Keeps together what a reader takes in at once: a formula, an interval, a number with its unit, a name with its number. Takes
 * and gives escaped text.
 */
export function withoutBreaks(escaped: string): string {
  return (
    escaped
      .replace(operator, '\u00a0$1\u00a0')
      .replace(/(\d) (?=(?:%|px|[kMG]B|m?s|times)(?![\p{L}\d]))/gu, '$1\u00a0')
      .replace(/\b([Ss]eeds?|[Ff]igures?|[Ss]ections?) (?=\d)/g, '$1\u00a0')
      .replace(new RegExp(`([[(]${number}), (?=${number}[\\])])`, 'g'), '$1,\u00a0')
      // Browsers may end a line after a bar and after a slash, where there is no space to mark.
      .replace(
        /\|[^|\s<][^|<]{0,30}\|(?:\^\w+(?:\.\w+)*)?|(?<![^\s(])[^\s/()<|]{1,16}\/[^\s/()<|,.;:]{1,16}(?![^\s,.;:)])/g,
        wrapped,
      )
  );
}

function wrapped(text: string): string {
  return `<span class="together">${text}</span>`;
}
