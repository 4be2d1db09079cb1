/**
 * A path in fewer characters. Places are rounded to a tenth of a pixel, and lines and moves are relative where that is shorter; the
 * rounding of one never adds to that of the next. Of the commands it knows M, L, H, V, h, v, a and z.
 */
export function shortPath(d: string): string {
  let [x, y] = [0, 0];
  let [startX, startY] = [0, 0];
  let last = '';
  let written = '';
  const write = (command: string, numbers: readonly string[]) => {
    const isRepeated = command === last && command === 'l';
    const text = numbers.reduce((before, each) => before + (each.startsWith('-') ? '' : ',') + each);
    written += isRepeated ? (text.startsWith('-') ? '' : ',') + text : command + text;
    last = command;
  };
  for (const [, command, rest] of d.matchAll(/([MLHVhvaz])([^MLHVhvazZ]*)/gi)) {
    const all = (rest!.match(/-?[\d.]+(?:e[-+]?\d+)?/g) ?? []).map(Number);
    const tenths = all.map((value) => Math.round(10 * value));
    const [a = 0, b = 0] = tenths;
    switch (command) {
      case 'M':
      case 'L': {
        const [far, near] = [tenths.map(inPixels), [a - x, b - y].map(inPixels)];
        if (command === 'L' && b === y) write('H', [far[0]!]);
        else if (command === 'L' && a === x) write('V', [far[1]!]);
        else if (written !== '' && lengthOf(near) <= lengthOf(far)) write(command.toLowerCase(), near);
        else write(command, far);
        [x, y] = [a, b];
        if (command === 'M') [startX, startY] = [x, y];
        break;
      }
      case 'H':
        write('H', [inPixels(a)]);
        x = a;
        break;
      case 'V':
        write('V', [inPixels(a)]);
        y = a;
        break;
      case 'h':
        write('h', [inPixels(a)]);
        x += a;
        break;
      case 'v':
        write('v', [inPixels(a)]);
        y += a;
        break;
      case 'a':
        write('a', [a, b, ...all.slice(2, 5).map((flag) => 10 * flag), ...tenths.slice(5)].map(inPixels));
        x += tenths[5]!;
        y += tenths[6]!;
        break;
      default:
        written += 'z';
        last = 'z';
        [x, y] = [startX, startY];
    }
  }
  return written;
}

const lengthOf = (numbers: readonly string[]) => numbers.join(',').replace(',-', '-').length;

/** A number of tenths of a pixel in pixels, without the zero before the point. */
function inPixels(tenths: number): string {
  const size = Math.abs(tenths);
  const [whole, part] = [Math.floor(size / 10), size % 10];
  return `${tenths < 0 ? '-' : ''}${whole === 0 && part !== 0 ? '' : whole}${part === 0 ? '' : `.${part}`}`;
}
