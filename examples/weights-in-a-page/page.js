import Plotly from 'plotly.js-dist-min';
import { drawPanel } from './draw-panel.js';
import figures from './model.npz';

const main = document.querySelector('main');
const drawings = figures.flatMap(({ title, caption, panels, views }) => {
  const section = main.appendChild(document.createElement('section'));
  section.append(element('h2', title), ...caption.map((paragraph) => element('p', paragraph)));
  const place = section.appendChild(element('div', '', 'panels'));
  return panels
    .filter(({ kind }) => kind === 'plot')
    .map((panel) => {
      const box = place.appendChild(document.createElement('div'));
      box.append(element('h3', panel.title));
      const plot = box.appendChild(document.createElement('div'));
      return () => drawPanel(Plotly, plot, panel, views?.options[0].id);
    });
});

const drawAll = () => Promise.all(drawings.map((draw) => draw()));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
await drawAll();

function element(name, text, className = '') {
  return Object.assign(document.createElement(name), { textContent: text, className });
}
