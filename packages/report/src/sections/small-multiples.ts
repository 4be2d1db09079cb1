import type { MultiplesPanel } from '../figure.js';
import { axesOfCurves } from '../sentences/page.js';
import { significant, whole } from '../text/format.js';
import { shownValues } from '../text/shown-values.js';
import { type Html, html } from '../text/html.js';
import { shownItem } from './shown-item.js';

const side = 40;

/** A grid of small curves as SVG. Without a script, it follows the colour scheme and wraps on narrow screens. */
export function smallMultiples({
  cells,
  reference,
  x,
  y,
  curveColour,
  referenceColour,
  summary,
}: MultiplesPanel): Html {
  const place = ([atX, atY]: readonly [number, number]) =>
    `${round((side * (atX - x[0])) / (x[1] - x[0]))},${round((side * (y[1] - atY)) / (y[1] - y[0]))}`;
  const path = (points: readonly (readonly [number, number])[]) => `M${points.map(place).join('L')}`;
  const behind = path(reference);
  const axes = `M${place([x[0], 0])}L${place([x[1], 0])}M${place([0, y[0]])}L${place([0, y[1]])}`;
  const columns = Math.min(10, Math.ceil(Math.sqrt(cells.length)));
  const [across, up] = [x, y].map(([low, high]) => [bound(low), bound(high)] as const);
  return html`<div class="multiples" role="img" tabindex="0" aria-label="${summary}" data-columns="${columns}">${cells.map(
    ({ label, feature, points }) =>
      html`<svg viewBox="0 0 ${side} ${side}" aria-hidden="true"${feature === undefined ? null : shownItem('feature', feature)}><title>${label}: ${shownValues(points)}</title><path class="axes" d="${axes}"/><path class="reference" stroke="${referenceColour}" d="${behind}"/><path class="curve" stroke="${curveColour}" d="${path(points)}"/><text x="2" y="8">${label}</text></svg>`,
  )}</div>
<p class="axis-note">${axesOfCurves(across!, up!)}</p>`;
}

const bound = (value: number) =>
  Number.isInteger(value) && Math.abs(value) < 1e6 ? whole(value) : significant(value);

function round(value: number): string {
  return String(Number(value.toFixed(2)));
}
