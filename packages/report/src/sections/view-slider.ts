import { firstView, type Slider, type Views } from '../figure.js';
import { sliderHint } from '../sentences/gains-by-exponent.js';
import { type Html, html } from '../text/html.js';
import { prose } from '../text/prose.js';

const size = { width: 60, height: 30 } as const;

/**
 * A slider over the views of a figure, below a small chart for each of them. Without a script the charts are all there is. A table
 * places it: every place has two columns, so that the slider begins and ends below the middle of a chart.
 */
export function viewSlider(views: Views, slider: Slider): Html {
  const { title, options } = views;
  const first = options.findIndex(({ id }) => id === firstView(views));
  const places = slider.places.slice(0, options.length);
  const chosen = (index: number) => html`data-place="${index}" data-chosen="${String(index === first)}"`;
  return html`<div class="view-slider"><p class="slider-title"><strong>${prose(title)}</strong> <small class="needs-script">${sliderHint}</small></p><table role="presentation"><tbody><tr aria-hidden="true">${places.map((place, index) => html`<td colspan="2" ${chosen(index)}>${chart(place)}</td>`)}</tr>
<tr class="slider-row"><td></td><td colspan="${Math.max(1, 2 * places.length - 2)}"><input type="range" min="0" max="${places.length - 1}" step="1" value="${first}" aria-label="${title}" aria-valuetext="${places[first]!.value}" data-views="${options.map(({ id }) => id).join(' ')}" data-values="${JSON.stringify(places.map(({ value }) => value))}"></td><td></td></tr>
<tr aria-hidden="true">${labels(options, chosen)}</tr>
<tr aria-hidden="true">${groupsOf(places).map(({ name, count }) => html`<td colspan="${2 * count}" class="slider-group">${name === '' ? null : html`<span>${name}</span>`}</td>`)}</tr></tbody></table></div>`;
}

/** More labels than this have no room below their places. Then some places have one, at equal distances. */
const mostLabels = 12;
const fewLabels = 5;

function labels(options: Views['options'], chosen: (index: number) => Html): readonly Html[] {
  if (options.length <= mostLabels)
    return options.map(({ label }, index) => html`<td colspan="2" ${chosen(index)}>${label}</td>`);
  const last = options.length - 1;
  const labelled = new Set(
    Array.from({ length: fewLabels }, (_, index) => Math.round((index * last) / (fewLabels - 1))),
  );
  return options.map(({ label }, index) =>
    labelled.has(index)
      ? html`<td colspan="2" class="wide-label"><span>${label}</span></td>`
      : html`<td colspan="2"></td>`,
  );
}

function chart({ heights, colour }: Slider['places'][number]): Html {
  const { width, height } = size;
  const step = width / Math.max(1, heights.length);
  const round = (value: number) => String(Math.round(10 * value) / 10);
  const tops = heights.map((each, index) => `V${round(height * (1 - each))}H${round((index + 1) * step)}`);
  const area =
    heights.length === 0 ? null : html`<path d="M0 ${height}${tops.join('')}V${height}z" fill="${colour}"/>`;
  return html`<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none"><path class="axes" d="M0 ${height}H${width}"/>${area}</svg>`;
}

/** Neighbours that share a name. */
function groupsOf(places: Slider['places']): readonly { readonly name: string; readonly count: number }[] {
  const groups: { name: string; count: number }[] = [];
  for (const { group } of places) {
    const last = groups.at(-1);
    if (last?.name === group) last.count += 1;
    else groups.push({ name: group, count: 1 });
  }
  return groups;
}
