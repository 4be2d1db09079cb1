import type { MultiplesPanel } from '../figure.js';
import { shownValues } from '../text/shown-values.js';
import { type Html, html } from '../text/html.js';
import type { PlotStyle } from './styled-layout.js';

const side = 40;
const gap = 2;

/** A grid of small curves as one SVG that needs no style sheet. Its colours are those of one scheme already. */
export function multiplesSvg(panel: MultiplesPanel, style: PlotStyle): string {
  const { across, down, content } = multiples(panel, style);
  return html`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${panel.summary}" width="100%" viewBox="0 0 ${across} ${down}" font-family="${style.font}" font-size="7" fill="${style.muted}">${content}</svg>`
    .markup;
}

/** The small curves, and the size of their grid in units of its own. */
export function multiples(
  panel: MultiplesPanel,
  style: PlotStyle,
): { readonly across: number; readonly down: number; readonly content: Html } {
  const { cells, reference, x, y } = panel;
  const place = ([atX, atY]: readonly [number, number]) =>
    `${round((side * (atX - x[0])) / (x[1] - x[0]))},${round((side * (y[1] - atY)) / (y[1] - y[0]))}`;
  const path = (points: readonly (readonly [number, number])[]) => `M${points.map(place).join('L')}`;
  const line = (d: string, colour: string, width: number, opacity = 1) =>
    html`<path d="${d}" stroke="${colour}" stroke-width="${width}" opacity="${opacity}" fill="none" vector-effect="non-scaling-stroke"/>`;
  const axes = `M${place([x[0], 0])}L${place([x[1], 0])}M${place([0, y[0]])}L${place([0, y[1]])}`;
  const columns = Math.max(1, Math.min(10, Math.ceil(Math.sqrt(cells.length))));
  const extent = (count: number) => count * (side + gap) - gap;
  const down = extent(Math.max(1, Math.ceil(cells.length / columns)));
  const content = html`${cells.map(({ label, points }, index) => {
    const left = (index % columns) * (side + gap);
    const top = Math.floor(index / columns) * (side + gap);
    const values = shownValues(points);
    return html`<svg x="${left}" y="${top}" width="${side}" height="${side}"><title>${label}: ${values}</title><rect width="${side}" height="${side}" fill="${style.raised}"/>${line(axes, style.grid, 1)}${line(path(reference), panel.referenceColour, 1, 0.6)}${line(path(points), panel.curveColour, 1.75)}<text x="2" y="8">${label}</text></svg>`;
  })}`;
  return { across: extent(columns), down, content };
}

function round(value: number): string {
  return String(Number(value.toFixed(2)));
}
