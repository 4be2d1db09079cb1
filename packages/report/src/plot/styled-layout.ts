/** A layout as Plotly takes it. */
export type PlotLayout = Record<string, unknown>;

/** The font and the colours that plots share with the page around them. */
export interface PlotStyle {
  /** A CSS list of families. */
  readonly font: string;
  /** Text. */
  readonly ink: string;
  /** Labels of ticks, and buttons. */
  readonly muted: string;
  /** Lines of axes. */
  readonly rule: string;
  readonly grid: string;
  /** Behind the labels that appear under the pointer, and behind small curves. */
  readonly raised: string;
}

/** The layout of a plot with the style that all plots share: fonts, margins, axes, legend, hover labels. */
export function styledLayout(layout: PlotLayout, style: PlotStyle): PlotLayout {
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
    dragmode: 'zoom',
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
