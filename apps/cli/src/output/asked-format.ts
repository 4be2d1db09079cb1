import { extname } from 'node:path';
import type { Options } from '../arguments/command-line.js';
import { UserError } from '../user-error.js';
import type { PictureFormat } from './draw-figure.js';
import type { ValueFormat } from './value-formats.js';

const formats = ['json', 'csv', 'txt', 'svg', 'png'] as const satisfies readonly (
  | ValueFormat
  | PictureFormat
)[];

export type GetFormat = (typeof formats)[number];

type Asked = Pick<Options, 'out' | 'json' | 'csv'>;

/**
 * The form in which `get` gives what it is asked for. The end of the name of `--out` says it, or else `--json` or `--csv`.
 *
 * @throws UserError when the name ends otherwise, or contradicts `--json` or `--csv`
 */
export function askedFormat(asked: Asked): GetFormat {
  return formatOf(asked, formats, 'txt', '.json, .csv or .txt, or for a figure .svg or .png');
}

/**
 * The form that the end of the name of `--out` asks for, or else `--json` or `--csv`.
 *
 * @param otherwise the form where none of them is given
 * @param endings how messages list the ends that a name can have
 * @throws UserError when the name ends otherwise, or contradicts `--json` or `--csv`
 */
export function formatOf<Format extends string>(
  { out, json, csv }: Asked,
  formats: readonly (Format | 'json' | 'csv')[],
  otherwise: NoInfer<Format> | 'csv',
  endings: string,
): Format | 'json' | 'csv' {
  const flag = json ? 'json' : csv ? 'csv' : undefined;
  if (out === undefined) return flag ?? otherwise;
  const ending = extname(out).slice(1).toLowerCase();
  const format = formats.find((each) => each === ending);
  if (format === undefined)
    throw new UserError(`--out is '${out}': the end of the name gives the format, so it must be ${endings}`);
  if (flag !== undefined && flag !== format)
    throw new UserError(`--out is '${out}', which asks for ${format}: it cannot be combined with --${flag}`);
  return format;
}
