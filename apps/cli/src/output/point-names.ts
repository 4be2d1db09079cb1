import { createHash } from 'node:crypto';
import { extname } from 'node:path';

/**
 * Names for the files of several reports: the name of the index page with the settings of each report in it, such as
 * `report.training.steps=500.html`. No two are the same, also where file names do not distinguish capitals.
 *
 * @param points the settings of each report, by path
 */
export function pointNames(
  index: string,
  points: readonly Readonly<Record<string, unknown>>[],
): readonly string[] {
  const extension = /^\.html?$/i.test(extname(index)) ? extname(index) : '';
  const stem = index.slice(0, index.length - extension.length);
  const taken = new Set([index.toLowerCase()]);
  return points.map((settings) => {
    const whole = Object.entries(settings)
      .map(([path, value]) => `${path}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join(',');
    const words = whole.replace(forbidden, '-');
    const plain = `${stem}.${words}${extension}`;
    const isUsable = Buffer.byteLength(plain) <= longestName && !taken.has(plain.toLowerCase());
    const digest = createHash('sha256').update(whole).digest('hex').slice(0, 8);
    const name = isUsable ? plain : `${cut(stem, 60)}.${cut(words, 80)}-${digest}${extension}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

/** What some file system or shell does not take in a name. */
const forbidden = /[/\\:*?"<>|\p{Cc}\p{Cf}\s]/gu;

/** Bytes that a name may have on most file systems, less some for a second name beside it. */
const longestName = 200;

/** The beginning of a text, with at most so many bytes. */
function cut(text: string, bytes: number): string {
  let result = '';
  for (const character of text) {
    if (Buffer.byteLength(result + character) > bytes) break;
    result += character;
  }
  return result;
}
