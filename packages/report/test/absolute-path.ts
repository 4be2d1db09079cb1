/**
 * A path of a drawing with absolute moves and lines, `M1,2L3,4`, which tests read. Other commands stay, but for the level and upright
 * ones in capitals, which become lines. It uses nothing from here, so it may run in a page.
 */
export function absolutePath(d: string): string {
  let [x, y] = [0, 0];
  let start = [0, 0];
  let written = '';
  for (const [, command, rest] of d.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    const numbers = (rest!.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
    const go = (name: string, toX: number, toY: number) => {
      [x, y] = [toX, toY].map((each) => Math.round(1000 * each) / 1000) as [number, number];
      written += `${name}${x},${y}`;
    };
    if (command === 'H') go('L', numbers[0]!, y);
    else if (command === 'V') go('L', x, numbers[0]!);
    else if ('MLml'.includes(command!)) {
      for (let at = 0; at < numbers.length; at += 2) {
        const [a, b] = [numbers[at]!, numbers[at + 1]!];
        if (command! < 'a') go(command!, a, b);
        else go(command!.toUpperCase(), x + a, y + b);
        if (at === 0 && 'Mm'.includes(command!)) start = [x, y];
      }
    } else {
      written += `${command}${numbers.join(',')}`;
      if ('Zz'.includes(command!)) [x, y] = start as [number, number];
      if (command === 'h') x += numbers[0]!;
      if (command === 'v') y += numbers[0]!;
      if (command === 'a') [x, y] = [x + numbers[5]!, y + numbers[6]!];
    }
  }
  return written;
}
