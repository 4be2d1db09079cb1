import { described } from '@superposition/core/internal/public/arguments';
import { type WeightFormat, weightFormats } from './read-weights.js';

/**
 * The format that the end of a file's name asks for, for `writeWeights`: `formatOf('runs/model.npz')` is `'npz'`. Capital
 * letters count as small ones. `readWeights` needs no name, because the content tells the format.
 *
 * @param name the name of a file, or its path
 * @throws RangeError for another ending; it names the known ones. TypeError for what is no text
 */
export function formatOf(name: string): WeightFormat {
  const known = weightFormats.map((format) => `.${format}`).join(', ');
  if (typeof name !== 'string')
    throw new TypeError(`the name of the file is ${described(name)}: must be a text that ends in ${known}`);
  const format = weightFormats.find((each) => name.toLowerCase().endsWith(`.${each}`));
  if (format === undefined) throw new RangeError(`${described(name)} ends in none of ${known}`);
  return format;
}
