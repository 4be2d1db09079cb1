import { byteUnits } from '../arguments/read-values.js';

/** Formats milliseconds for people, with two digits: "84 ms", "0.25 s", "4.8 s", "38 s", "1 min 40 s", "2 h 5 min". */
export function duration(milliseconds: number): string {
  if (milliseconds < 99.5) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1_000;
  if (seconds < 0.995) return `${seconds.toFixed(2)} s`;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Formats an estimate of milliseconds, with as many digits as it deserves: "about 5 s", "about 1 min 40 s". */
export function roughly(milliseconds: number): string {
  if (milliseconds < 950) return 'less than a second';
  const seconds = Math.round(milliseconds / 1_000);
  const step = seconds < 20 ? 1 : seconds < 60 ? 5 : seconds < 600 ? 10 : 60;
  const rounded = Math.round(seconds / step) * step;
  return rounded < 60
    ? `about ${rounded} s`
    : `about ${duration(rounded * 1_000).replace(/ 0 (s|min)$/, '')}`;
}

/** Says how long ago a moment is: "just now", "3 minutes ago", "2 days ago". */
export function ago(milliseconds: number): string {
  for (const [unit, length] of units) {
    const whole = Math.floor(milliseconds / length);
    if (whole >= 1) return `${whole} ${unit}${whole === 1 ? '' : 's'} ago`;
  }
  // Also a moment in the future: two machines may not agree about the time.
  return 'just now';
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/**
 * Formats a limit in the unit that its user wrote, which is the one with the shortest number: "500 MB". A unit of powers of two
 * is followed by the other kind, in which all sizes are told: "1 GiB (1.07 GB)".
 */
export function byteLimit(bytes: number): string {
  const numbers = byteUnits
    .filter(([, size]) => size === 1 || bytes >= size)
    .map(([unit, size]) => ({ unit, text: String(bytes / size) }));
  const shortest = Math.min(...numbers.map(({ text }) => text.length));
  const { unit, text } = numbers.find((number) => number.text.length === shortest)!;
  return `${text} ${unit}${unit.includes('i') ? ` (${byteSize(bytes)})` : ''}`;
}

/** Formats a number of bytes for people: "812 B", "12.3 MB" (powers of ten). */
export function byteSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(2)} GB`;
}
