/** One piece of text of a page, as a reader meets it. */
export interface PageWords {
  /** The figure or section that it stands in. */
  readonly place: string;
  readonly kind: 'text' | 'panel' | 'table';
  readonly words: string;
}

/** The sentences and labels of a page's body. Of tables it takes cells of four words and more. */
export function pageWords(body: string): readonly PageWords[] {
  const words: PageWords[] = [];
  let place = '';
  const seen = new Set<string>();
  const add = (kind: PageWords['kind'], markup: string) => {
    const text = plain(markup);
    if (text === '') return;
    if (kind === 'table') {
      // Rows of a table often say the same but for their numbers.
      const row = `${place} ${masked(text)}`;
      if (seen.has(row) || text.split(' ').length < 4) return;
      seen.add(row);
    }
    words.push({ place, kind, words: text });
  };
  const pieces =
    /<script[\s\S]*?<\/script>|<svg[\s\S]*?<\/svg>|<(?<tag>section|figure|header)\b[^>]*\bid="(?<id>[^"]+)"|aria-label="(?<label>[^"]*)"|<(?<block>p|li|h[1-4]|summary|dt|dd|pre)\b[^>]*>(?<text>[\s\S]*?)<\/\k<block>>|<(?<cell>caption|th|td)\b[^>]*>(?<entry>[\s\S]*?)<\/\k<cell>>/g;
  for (const { groups } of body.matchAll(pieces)) {
    const { id, label, text, entry } = groups!;
    if (id !== undefined) place = id;
    else if (label !== undefined) add('panel', label);
    else if (text !== undefined) add('text', text);
    // Definitions of quantities are the same on every page, and have a test of their own.
    else if (entry !== undefined)
      add('table', entry.replace(/<code>[\s\S]*?<span class="definition">[\s\S]*/, ''));
  }
  return words;
}

/** The text of a page in the order of reading, a place after the other, with a `#` for each number. */
export function maskedText(words: readonly PageWords[]): string {
  return words
    .map(({ place, kind, words: each }, index) => {
      const heading = words[index - 1]?.place === place ? '' : `\n[${place}]\n`;
      return `${heading}${kind === 'text' ? '' : `(${kind}) `}${masked(each)}\n`;
    })
    .join('')
    .trimStart();
}

/** Words with a `#` in the place of each number, so that they change only with the wording. */
function masked(words: string): string {
  return words.replace(
    /(?<![\p{L}\d_^])[−-]?(?:\d+(?:[\u202f.]\d+)*(?:\u00a0×\u00a010−?\d+)?(?:e[+-]?\d+)?|∞)(?!\p{L})/gu,
    '#',
  );
}

function plain(markup: string): string {
  return markup
    .replace(/<(p|li|h\d|pre|span(?! class="together")|dd|div)\b/g, ' <$1')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, power: string) => `10${[...power].map(plainDigit).join('')}`)
    .replace(/[ \n]+/g, ' ')
    .trim();
}

const plainDigit = (digit: string) => (digit === '⁻' ? '−' : String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)));

/** The sentences of a paragraph. */
export function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.!?])\s+(?=[\p{Lu}*])/u);
}
