import { firstView, type Panel, type PanelHead, type PlotPanel, type Views } from '../figure.js';
import { type Html, html } from '../text/html.js';
import { prose } from '../text/prose.js';

/** What stands above the view that is shown first. */
export function shownHead(panel: PlotPanel, views: Views | undefined): PanelHead {
  return panel.heads?.[firstView(views) ?? ''] ?? panel;
}

/** What stands above a panel. Where each view has words of its own, those of the others are hidden. */
export function panelHead(titleId: string, panel: Panel, views: Views | undefined): Html {
  const heads = panel.kind === 'plot' ? panel.heads : undefined;
  if (heads === undefined) return headElement(panel, titleId);
  const first = firstView(views);
  return html`${(views?.options ?? []).map(({ id }) =>
    id === first
      ? html`<div data-view="${id}">${headElement(heads[id] ?? panel, titleId)}</div>`
      : html`<div data-view="${id}" hidden>${headElement(heads[id] ?? panel)}</div>`,
  )}`;
}

function headElement({ title, note, key }: PanelHead, id?: string): Html {
  const heading =
    id === undefined ? html`<h4>${prose(title)}</h4>` : html`<h4 id="${id}">${prose(title)}</h4>`;
  if (note === undefined && key === undefined) return heading;
  return html`<div class="panel-head"><div>${heading}${note === undefined ? null : html`<p class="panel-note">${prose(note)}</p>`}</div>${key === undefined ? null : html`<p class="panel-key">${key.value} <small>${key.label}</small></p>`}</div>`;
}
