import { shortened } from './table.js';

/** Lines at the end of a terminal that change. */
export interface LiveLines {
  /** Replaces the lines, if the last time is long enough ago that a person can have read them. */
  draw(lines: () => readonly string[]): void;
  /** Takes the lines away. */
  erase(): void;
  /** Leaves the lines where they are, as they are now. */
  leave(lines: () => readonly string[]): void;
}

/** Milliseconds between two drawings. */
const pause = 80;

/**
 * Makes lines that change, where there is a terminal that can move its cursor, and nobody keeps what it shows as a file. Elsewhere
 * nothing is drawn.
 */
export function liveLines(
  stream: NodeJS.WriteStream,
  environment: NodeJS.ProcessEnv = process.env,
  now: () => number = () => performance.now(),
): LiveLines {
  const isLive = stream.isTTY && environment['TERM'] !== 'dumb' && !isSet(environment['CI']);
  let drawn = 0;
  let drawnAt = Number.NEGATIVE_INFINITY;
  // A key that the user presses, such as Ctrl-C, is shown too and moves the cursor from the first column.
  const erasing = () => (drawn > 0 ? `\r\x1b[${drawn}A\x1b[J` : '');
  const replace = (lines: readonly string[]) => {
    // A line that wraps, or lines that scroll away, could not be erased.
    const [width, height] = [(stream.columns ?? 80) - 1, Math.max(2, (stream.rows ?? 24) - 2)];
    const shown = lines.length > height ? [...lines.slice(0, height - 1), ...lines.slice(-1)] : lines;
    // In two writes, the terminal would show for a moment that nothing is there.
    stream.write(`${erasing()}${shown.map((line) => `${shortened(line, width)}\n`).join('')}`);
    drawn = shown.length;
    drawnAt = now();
  };
  return {
    draw(lines) {
      if (!isLive || now() - drawnAt < pause) return;
      replace(lines());
    },
    erase() {
      if (drawn > 0) stream.write(erasing());
      drawn = 0;
      drawnAt = Number.NEGATIVE_INFINITY;
    },
    leave(lines) {
      if (drawn > 0) replace(lines());
      drawn = 0;
    },
  };
}

function isSet(variable: string | undefined): boolean {
  return variable !== undefined && variable !== '' && variable !== 'false' && variable !== '0';
}
