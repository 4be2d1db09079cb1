import { px } from './values.js';

const filled = ['circle', 'square', 'diamond', 'cross', 'triangle-up', 'triangle-down'] as const;

/** The symbols that have a path here, by their names in Plotly. */
export const symbols: readonly string[] = [
  ...filled,
  ...filled.map((name) => `${name}-open`),
  ...['line-ns-open', 'line-ew-open', 'x-thin-open'],
];

/** Parts of the radius by which symbols go beyond it, as in Plotly, so that all look equally large. */
const reach = { diamond: 1.3, cross: 1.2, line: 1.4 } as const;

/**
 * The path of a symbol around a point. Filled circles and squares are lines of no length with round and square ends, which take a
 * quarter of the bytes; `stroked` says so.
 */
export function symbolPath(symbol: string, x: number, y: number, size: number): string {
  const r = size / 2;
  const at = (dx: number, dy: number) => `${px(x + dx)},${px(y + dy)}`;
  switch (symbol.replace('-open', '')) {
    case 'square':
      return `M${at(-r, -r)}h${px(2 * r)}v${px(2 * r)}h${px(-2 * r)}z`;
    case 'diamond': {
      const d = reach.diamond * r;
      return `M${at(d, 0)}L${at(0, d)}L${at(-d, 0)}L${at(0, -d)}z`;
    }
    case 'cross': {
      const [long, thick] = [reach.cross * r, 0.4 * r];
      return `M${at(long, thick)}H${px(x + thick)}V${px(y + long)}H${px(x - thick)}V${px(y + thick)}H${px(x - long)}V${px(y - thick)}H${px(x - thick)}V${px(y - long)}H${px(x + thick)}V${px(y - thick)}H${px(x + long)}z`;
    }
    case 'x-thin':
      return `M${at(-r, -r)}L${at(r, r)}M${at(-r, r)}L${at(r, -r)}`;
    case 'triangle-up':
      return `M${at(-1.15 * r, r / 2)}H${px(x + 1.15 * r)}L${at(0, -r)}z`;
    case 'triangle-down':
      return `M${at(-1.15 * r, -r / 2)}H${px(x + 1.15 * r)}L${at(0, r)}z`;
    case 'line-ns':
      return `M${at(0, -reach.line * r)}V${px(y + reach.line * r)}`;
    case 'line-ew':
      return `M${at(-reach.line * r, 0)}h${px(2 * reach.line * r)}`;
    default:
      return `M${at(-r, 0)}a${px(r)},${px(r)} 0 1,0 ${px(2 * r)},0a${px(r)},${px(r)} 0 1,0 ${px(-2 * r)},0z`;
  }
}

/** Symbols that have lines and no area. */
export function isLines(symbol: string): boolean {
  return symbol.endsWith('-open');
}

/** The end of a line of no length that looks like the symbol. */
export function dotCap(symbol: string): 'round' | 'square' | undefined {
  return symbol === 'circle' ? 'round' : symbol === 'square' ? 'square' : undefined;
}
