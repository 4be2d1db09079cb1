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

/**
 * The form in which `get` gives what it is asked for. The end of the name of `--out` says it, or else `--json` or `--csv`.
 *
 * @throws UserError when the name ends otherwise, or contradicts `--json` or `--csv`
 */
export function askedFormat({ out, json, csv }: Pick<Options, 'out' | 'json' | 'csv'>): GetFormat {
  const flag = json ? 'json' : csv ? 'csv' : undefined;
  if (out === undefined) return flag ?? 'txt';
  const ending = extname(out).slice(1).toLowerCase();
  const format = formats.find((each) => each === ending);
  if (format === undefined)
    throw new UserError(
      `--out is '${out}': the end of the name gives the format, so it must be .json, .csv or .txt, or for a figure .svg or .png`,
    );
  if (flag !== undefined && flag !== format)
    throw new UserError(`--out is '${out}', which asks for ${format}: it cannot be combined with --${flag}`);
  return format;
}
