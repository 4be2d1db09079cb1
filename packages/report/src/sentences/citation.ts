import { rule } from './rule.js';

/** What a reader cites: a figure of a report. */
export interface Cited {
  /** The title of the report. */
  readonly report: string;
  /** The name and the title of the figure, without marks. */
  readonly figure: string;
  /** The id of the figure in the page. */
  readonly id: string;
  /** The digest of the content of the report. */
  readonly digest?: string | undefined;
  /** The version of the program that made it. */
  readonly version?: string | undefined;
}

/** How to cite a figure, as a line of text. */
export const citation = rule(
  'names the figure, the report and its digest, and the version that made it, as the page has them',
  ({ report, figure, digest, version }: Cited) =>
    [
      `${ended(report)} ${ended(figure)}`,
      version === undefined ? '' : ` Made by superposition ${version}.`,
      digest === undefined ? '' : ` Digest of the report: sha256 ${digest}.`,
    ].join(''),
);

/** The same for BibTeX. */
export const bibtex = rule(
  'the same as the line of text',
  ({ report, figure, id, digest, version }: Cited) => {
    const key = ['superposition', digest?.slice(0, 8), id].filter((part) => part !== undefined).join('-');
    const fields = [
      `title = {${escaped(`${ended(report)} ${figure}`)}}`,
      ...(version === undefined ? [] : [`howpublished = {Report made by superposition ${version}}`]),
      ...(digest === undefined ? [] : [`note = {Digest of the report: sha256 ${digest}}`]),
    ];
    return `@misc{${key},\n${fields.map((field) => `  ${field},\n`).join('')}}`;
  },
);

function ended(words: string): string {
  return /[.?!]$/.test(words) ? words : `${words}.`;
}

/** Characters that LaTeX gives a meaning. Braces that do not match would end the field. */
function escaped(words: string): string {
  const special: Readonly<Record<string, string>> = {
    '\\': '\\textbackslash{}',
    '~': '\\textasciitilde{}',
    '^': '\\textasciicircum{}',
  };
  return words.replace(/[\\~^{}%&_#$]/g, (character) => special[character] ?? `\\${character}`);
}
