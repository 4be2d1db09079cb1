import { linesOf } from '../svg/text-runs.js';

/** A label with Plotly's markup as plain text: `<i>W</i><sub>in</sub>` is `W_in`. */
export function plainLabel(markup: string): string {
  return linesOf(markup)
    .map((runs) =>
      runs
        .map(({ text, raised }) =>
          raised === 0 || text.trim() === '' ? text : `${raised > 0 ? '^' : '_'}${text}`,
        )
        .join(''),
    )
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A label that is a number as programs read it, with an ASCII minus and no space inside; any other as it is. */
export function plainNumber(label: string): string {
  const ascii = label.replaceAll('−', '-').replace(/(?<=\d)[\s\u2009\u202f](?=\d)/g, '');
  const parts = /^(-?\d+)\/(\d+)$/.exec(ascii);
  if (parts !== null) return String(Number(parts[1]) / Number(parts[2]));
  return ascii !== '' && Number.isFinite(Number(ascii)) ? ascii : label;
}
