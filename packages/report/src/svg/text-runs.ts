import { bold as boldWidths, characters, regular } from './glyph-widths.js';

/** A piece of a text in one style. */
export interface Run {
  readonly text: string;
  readonly italic: boolean;
  readonly bold: boolean;
  /** How far the piece is raised (1) or lowered (−1). */
  readonly raised: -1 | 0 | 1;
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: '\u00a0',
  mu: 'μ',
  times: '×',
  plusmn: '±',
  deg: '°',
};

/**
 * The lines of a text with the markup that Plotly and our own prose know: i, em, b, strong, sub, sup and br. Other tags are left
 * out, and their contents stay.
 */
export function linesOf(markup: string): readonly (readonly Run[])[] {
  const lines: Run[][] = [[]];
  const open: string[] = [];
  for (const [, tag, text] of markup.matchAll(/(<\/?[a-z][^>]*>)|([^<]+|<)/gi)) {
    if (tag === undefined) {
      const has = (...names: string[]) => names.some((name) => open.includes(name));
      const plain = unescaped(text!).replaceAll(/[\n\t]+/g, ' ');
      const raised = has('sup') ? 1 : has('sub') ? -1 : 0;
      lines.at(-1)!.push({ text: plain, italic: has('i', 'em'), bold: has('b', 'strong'), raised });
      continue;
    }
    const name = /[a-z]+/i.exec(tag)![0].toLowerCase();
    if (name === 'br') lines.push([]);
    else if (tag.startsWith('</')) open.splice(open.lastIndexOf(name) >>> 0, 1);
    else open.push(name);
  }
  return lines;
}

function unescaped(text: string): string {
  return text.replaceAll(
    /&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi,
    (all, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
      if (name !== undefined) return entities[name] ?? all;
      const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );
}

/** Raised and lowered pieces have this share of the size around them. */
export const smallShare = 0.72;

const places = new Map([...characters].map((character, index) => [character, index]));

/** The width of runs in pixels, at most. A character that the table lacks counts as one em. */
function runsWidth(runs: readonly Run[], size: number, bold = false): number {
  let thousandths = 0;
  for (const run of runs) {
    const widths = bold || run.bold ? boldWidths : regular;
    const share = run.raised === 0 ? 1 : smallShare;
    for (const character of run.text) thousandths += share * (widths[places.get(character) ?? -1] ?? 1000);
  }
  return (thousandths * size) / 1000;
}

/** The width in pixels of the widest line of a marked text. */
export function textWidth(markup: string, size: number, bold = false): number {
  return Math.max(...linesOf(markup).map((runs) => runsWidth(runs, size, bold)));
}

/** From baseline to baseline, as a share of the size: that of Plotly. */
export const lineHeight = 1.3;

/** The text broken at spaces into lines of at most this width, where a word allows it; lines are joined by `<br>`. */
export function wrapped(markup: string, size: number, width: number, bold = false): string {
  return markup
    .split(/<br\s*\/?>/i)
    .map((line) => {
      const lines: string[] = [];
      // A tag may hold a space: it does not end a word.
      for (const word of line.match(/(?:<[^>]*>|[^<> ])+/g) ?? []) {
        const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
        if (lines.length > 0 && textWidth(longer, size, bold) <= width) lines[lines.length - 1] = longer;
        else lines.push(word);
      }
      return lines.join('<br>');
    })
    .join('<br>');
}

/** The text, or its beginning and an ellipsis where it is wider. A shortened text loses its markup. */
export function shortened(markup: string, size: number, width: number): string {
  if (textWidth(markup, size) <= width) return markup;
  const letters = [
    ...linesOf(markup)
      .flat()
      .map(({ text }) => text)
      .join(''),
  ];
  while (letters.length > 0 && runsWidth([plainRun(`${letters.join('')}…`)], size) > width) letters.pop();
  return letters.length === 0 ? '' : `${letters.join('').trimEnd()}…`;
}

const plainRun = (text: string): Run => ({ text, italic: false, bold: false, raised: 0 });
