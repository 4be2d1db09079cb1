import { figureId, type FigureNumber, isFigureNumber } from '../figure-number.js';
import type { Settled } from '../settled.js';
import type { Figure, FigureTable, Panel, Views } from '../figure.js';
import { howDefined, howToExplore, numbersBehind } from '../sentences/page.js';
import { type Html, html } from '../text/html.js';
import { prose } from '../text/prose.js';
import { madeFromSlot } from './made-from.js';
import { panelHead, shownHead } from './panel-head.js';
import { panelSlot } from './panel-slot.js';
import { errorCard, scrollingTable } from './section.js';
import { shownItem, shownItems } from './shown-item.js';
import { smallMultiples } from './small-multiples.js';
import { viewSlider } from './view-slider.js';

/** The names of figures that have no number. */
const names = { claims: 'Claims', gains: 'Gains', steps: 'Steps' } as const;

/** A figure of the page: slots for the drawings of its panels, the caption, the definitions and the tables. */
export function figureSection(figure: Settled<Figure>, number: FigureNumber | keyof typeof names): Html {
  const id = figureId(number);
  const name = isFigureNumber(number) ? `Figure ${number}` : names[number];
  if (figure.status === 'failure') {
    return html`<figure id="${id}" class="figure" aria-label="${name}"><h3>${name}</h3>${errorCard(name, figure)}${madeFromSlot(id)}</figure>
`;
  }
  const { title, finding = '', caption, definitions, views, panels, tables } = figure.value;
  const folded = panels
    .filter((panel) => panel.kind === 'multiples')
    .filter((panel) => panel.folded === true);
  const shown = panels.filter((panel) => panel.kind === 'plot' || panel.folded !== true);
  return html`<figure id="${id}" class="figure" data-figure${shownItems(figure.value)} aria-labelledby="${id}-title">
<h3 id="${id}-title"><a href="#${id}" class="figure-number">${name}</a> ${prose(title)}</h3>
${finding === '' ? null : html`<p class="finding">${prose(finding)}</p>`}
${shown.length === 0 ? null : html`<div class="panels">${shown.map((panel) => panelElement(id, panel, views))}</div>`}
${views?.slider === undefined ? null : viewSlider(views, views.slider)}
${folded.map((panel) => html`<details class="folded"><summary>${prose(panel.title)}</summary><div class="panel full">${smallMultiples(panel)}</div></details>`)}
<figcaption><div class="caption"><div class="caption-text">${caption.map((paragraph) => html`<p>${prose(paragraph)}</p>`)}</div>${views && views.slider === undefined && views.options.length > 1 ? viewButtons(views) : null}</div>
<div class="figure-row">
${panels.some(({ kind }) => kind === 'plot') ? exploreButton : null}
${definitions.length === 0 ? null : html`<details class="definitions" data-print><summary>${howDefined}</summary><ul>${definitions.map((each) => html`<li>${prose(each)}</li>`)}</ul></details>`}
${tables.length === 0 ? null : html`<details class="numbers"><summary>${numbersBehind}</summary>${tables.map(numbersTable)}</details>`}
${madeFromSlot(id)}
</div></figcaption>
</figure>
`;
}

/** It needs the script of the page, so it is hidden without. */
const exploreButton: Html = html`<div class="actions needs-script"><button type="button" class="explore" aria-pressed="false" title="${howToExplore}">Explore</button></div>`;

function viewButtons({ title, options }: Views): Html {
  return html`<div class="views needs-script" role="group" aria-label="${title}"><span>${title}</span>${options.map(
    ({ id, label }, index) =>
      html`<button type="button" value="${id}" aria-pressed="${String(index === 0)}">${label}</button>`,
  )}</div>`;
}

function panelElement(figureId: string, panel: Panel, views: Views | undefined): Html {
  const titleId = `${figureId}-${panel.id}`;
  const content =
    panel.kind === 'plot'
      ? html`<div class="plot" data-plot="${panel.id}"><div class="drawing" role="img" tabindex="0" aria-label="${shownHead(panel, views).summary}">${panelSlot(figureId, panel.id)}</div></div>`
      : smallMultiples(panel);
  const rows = panel.rows === 2 ? ' two-rows' : '';
  return html`<div class="panel ${panel.width}${rows}">${panelHead(titleId, panel, views)}${content}</div>`;
}

function numbersTable({ title, columns, rows, rowsAre }: FigureTable): Html {
  const head = html`<caption>${prose(title)}</caption><thead><tr>${columns.map((column) => (column === '' ? html`<td></td>` : html`<th scope="col">${prose(column)}</th>`))}</tr></thead>`;
  const body = rows.map(
    ([first, ...others]) =>
      html`<tr${rowsAre === undefined ? null : shownItem(rowsAre, Number(first))}><th scope="row">${prose(first ?? '')}</th>${others.map((cell) => html`<td>${prose(cell)}</td>`)}</tr>`,
  );
  return scrollingTable(title, html`${head}<tbody>${body}</tbody>`);
}
