// How one draws a figure in a page of one's own: texts, views, and the two kinds of panels.
import { multiplesSvg, plotOf, proseHtml } from '@superposition/report/figures';
import Plotly from 'plotly.js-dist-min';

/** Draws a figure in an element, and returns what draws it again in the colours of the moment. */
export function drawFigure(place, { title, caption, views, panels }) {
  const heading = element('h2', proseHtml(title));
  const choice = element('select', '');
  for (const { id, label } of views?.options ?? []) choice.add(new Option(label, id));
  const label = element('label', views === undefined ? '' : `${proseHtml(views.title)} `);
  if (views !== undefined) label.append(choice);
  const grid = element('div', '', 'panels');
  place.append(heading, label, grid, ...caption.map((paragraph) => element('p', proseHtml(paragraph))));

  const boxes = panels.map((panel) => {
    const size = `${panel.width}${panel.rows === 2 ? ' two-rows' : ''}`;
    const box = grid.appendChild(element('div', `<h3>${proseHtml(panel.title)}</h3>`, size));
    return box.appendChild(element('div', '', panel.kind));
  });
  const draw = () => {
    const scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    for (const [index, panel] of panels.entries()) {
      const box = boxes[index];
      if (panel.kind === 'multiples') {
        box.innerHTML = multiplesSvg(panel, { scheme });
        continue;
      }
      Object.assign(box, { role: 'img', ariaLabel: panel.summary });
      box.style.aspectRatio = `1 / ${panel.aspect}`;
      const { data, layout } = plotOf(panel, { scheme, view: choice.value || undefined });
      Plotly.react(box, data, layout, { responsive: true, displayModeBar: false });
    }
  };
  choice.addEventListener('change', draw);
  draw();
  return draw;
}

function element(name, html, className = '') {
  return Object.assign(document.createElement(name), { innerHTML: html, className });
}
