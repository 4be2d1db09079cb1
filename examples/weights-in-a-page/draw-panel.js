// How one draws a panel of a figure by Plotly.

/**
 * @param plot the element to draw in
 * @param panel a panel of kind 'plot': its traces and its layout are those of Plotly
 * @param view which of the panel's views to draw, where it has several, such as orders of the features
 */
export function drawPanel(Plotly, plot, panel, view) {
  const colour = getComputedStyle(document.body).color;
  plot.role = 'img';
  plot.ariaLabel = panel.summary;
  plot.style.height = `${Math.max(260, panel.aspect * plot.clientWidth)}px`;
  const axis = { gridcolor: 'light-dark(#ddd, #333)' };
  const layout = {
    font: { color: colour },
    paper_bgcolor: 'transparent',
    plot_bgcolor: 'transparent',
    legend: { orientation: 'h', y: 1.02, yanchor: 'bottom' },
    ...panel.layout,
    xaxis: { ...axis, ...panel.layout.xaxis },
    yaxis: { ...axis, ...panel.layout.yaxis },
    margin: { l: 56, r: 12, t: 40, b: 48, ...panel.layout.margin },
  };
  const traces = panel.views?.[view] ?? panel.traces;
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
  return Plotly.react(plot, inScheme(traces, isDark), inScheme(layout, isDark), {
    responsive: true,
    displayModeBar: false,
  });
}

/** Colours are written as light-dark(a, b), as in CSS. Plotly wants one of them. */
function inScheme(value, isDark) {
  if (typeof value === 'string')
    return value.replace(/^light-dark\((.+), ([^,]+|\w+\(.+\))\)$/, isDark ? '$2' : '$1');
  if (Array.isArray(value)) return value.map((each) => inScheme(each, isDark));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inScheme(each, isDark)]));
}
