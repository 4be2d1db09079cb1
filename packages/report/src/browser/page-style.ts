import type { PlotStyle } from '../plot/styled-layout.js';

/** The colours and fonts that plots take from the style sheet of the page, so that both change together. */
export function pageStyle(): PlotStyle {
  const style = getComputedStyle(document.documentElement);
  const body = getComputedStyle(document.body);
  const property = (name: string) => resolveColour(style.getPropertyValue(name));
  return {
    font: style.getPropertyValue('--sans').trim(),
    ink: body.color,
    muted: property('--ink3'),
    rule: property('--rule'),
    grid: property('--faint'),
    raised: property('--paper'),
  };
}

/** The colour of a custom property as the browser computes it, because Plotly does not understand CSS functions. */
function resolveColour(value: string): string {
  const probe = document.createElement('span');
  probe.style.color = value;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
