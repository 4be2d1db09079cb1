import { describeChainLine, type ReasonChainLine } from '@superposition/pipeline/internal/tell/reason-chain';
import { wrapped } from './table.js';
import { ago, duration } from './units.js';

/** Of more lines under one line, only the first are shown. */
const mostBelow = 5;

/**
 * A chain of reasons as a tree. It takes no more lines than a terminal shows at once, and says how many it leaves out.
 *
 * @param rows of the terminal
 * @param width of the terminal, in characters
 * @param now milliseconds since 1970
 */
export function describeChain(
  lines: readonly ReasonChainLine[],
  {
    all,
    rows,
    width,
    now,
  }: { readonly all: boolean; readonly rows: number; readonly width: number; readonly now: number },
): string {
  const words = { duration, ago: (moment: number) => ago(now - moment) };
  const parts = (depth: number, text: string) => wrapped(`${branch(depth)}${text}`, width, 2 * depth + 2);
  const told = (all ? lines.map((line) => ({ line })) : folded(lines)).flatMap((entry) =>
    'line' in entry
      ? parts(entry.line.depth, describeChainLine(entry.line, words))
      : parts(entry.depth, `and ${entry.more} more`),
  );
  const ends = lines.filter(({ depth }) => depth === 0);
  const [only] = ends;
  // The first line tells the past. The last one says what holds now.
  const current = ends.length === 1 && only!.state === 'built' ? ['now: fresh'] : [];
  const room = Math.max(10, rows - 3);
  if (all || told.length + current.length <= room) return asText([...told, ...current]);
  const shown = told.slice(0, room - 1 - current.length);
  return asText([...shown, `and ${told.length - shown.length} more lines: --all shows them`, ...current]);
}

/** The lines, of which those with many lines before them at the same place are left out, with all that is below them. */
function folded(
  lines: readonly ReasonChainLine[],
): readonly ({ readonly line: ReasonChainLine } | { readonly depth: number; readonly more: number })[] {
  const kept: ({ line: ReasonChainLine } | { depth: number; more: number })[] = [];
  const seen: number[] = [];
  let hiddenFrom = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const { depth } = line;
    // The line before it names this stage among its reasons.
    if (line.state === 'explained above') continue;
    if (depth > hiddenFrom) continue;
    hiddenFrom = Number.POSITIVE_INFINITY;
    seen.length = depth + 1;
    seen[depth] = (seen[depth] ?? 0) + 1;
    if (depth === 0 || seen[depth] <= mostBelow) {
      kept.push({ line });
      continue;
    }
    hiddenFrom = depth;
    const last = kept.at(-1)!;
    if ('more' in last && last.depth === depth) last.more++;
    else kept.push({ depth, more: 1 });
  }
  return kept;
}

function branch(depth: number): string {
  return depth === 0 ? '' : `${'  '.repeat(depth - 1)}└ `;
}

function asText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
