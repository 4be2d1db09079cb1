import type { PlotLayout } from './plotly.js';

/** The colours and fonts that plots take from the style sheet of the page, so that both change together. */
function pageStyle() {
  const style = getComputedStyle(document.documentElement);
  const body = getComputedStyle(document.body);
  const property = (name: string) => resolveColour(style.getPropertyValue(name));
  return {
    font: style.getPropertyValue('--sans').trim(),
    ink: body.color,
    muted: property('--muted'),
    rule: property('--rule'),
    grid: property('--grid'),
    raised: property('--raised'),
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

/** The layout of a figure with the style that all plots share: fonts, margins, axes, legend, hover labels. */
export function styledLayout(layout: PlotLayout): PlotLayout {
  const style = pageStyle();
  const axis = {
    automargin: true,
    gridcolor: style.grid,
    linecolor: style.rule,
    tickcolor: style.rule,
    zerolinecolor: style.rule,
    zerolinewidth: 1,
    ticks: 'outside',
    ticklen: 4,
    tickfont: { color: style.muted, size: 11 },
  };
  const shared: PlotLayout = {
    autosize: true,
    font: { family: style.font, size: 12, color: style.ink },
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    margin: { l: 8, r: 10, t: 8, b: 8 },
    // On a touch screen, a drag must scroll the page, so it must not zoom.
    dragmode: matchMedia('(pointer: coarse)').matches ? false : 'zoom',
    hoverlabel: {
      bgcolor: style.raised,
      bordercolor: style.rule,
      font: { family: style.font, size: 12, color: style.ink },
    },
    legend: { orientation: 'h', x: 0, xanchor: 'left', y: 1.02, yanchor: 'bottom', font: { size: 12 } },
    modebar: { bgcolor: 'rgba(0,0,0,0)', color: style.muted, activecolor: style.ink },
    separators: '.\u202f',
  };
  const axes = new Set(['xaxis', 'yaxis', ...Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key))]);
  const styled = merge(shared, layout);
  for (const name of axes) styled[name] = merge(axis, (layout[name] ?? {}) as PlotLayout);
  return styled;
}

function merge(base: PlotLayout, over: PlotLayout): PlotLayout {
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isPlain(below) && isPlain(value) ? merge(below, value) : value;
  }
  return merged;
}

function isPlain(value: unknown): value is PlotLayout {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
