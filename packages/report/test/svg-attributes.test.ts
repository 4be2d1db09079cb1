import { expect, it } from 'vitest';
import { figuresOfFixture } from './fixture-figures.js';

// What the writer of SVG reads. An attribute that a figure uses and that is on neither list would be drawn by Plotly only.
const drawn = new Set(
  `type visible name mode x y z text textposition showlegend opacity width orientation fill fillcolor
  fillpattern.shape fillpattern.size fillpattern.solidity fillpattern.fgcolor fillpattern.bgcolor
  zmin zmax colorscale xgap ygap connectgaps base
  line.color line.width line.dash line.shape marker.color marker.size marker.symbol marker.opacity marker.line.color marker.line.width
  textfont.size textfont.color meta.swarm
  error_x.type error_x.array error_x.arrayminus error_x.symmetric error_x.thickness error_x.color error_x.width
  error_y.type error_y.array error_y.arrayminus error_y.symmetric error_y.thickness error_y.color error_y.width
  colorbar.title.text colorbar.tickvals colorbar.ticktext
  barmode bargap bargroupgap legend.traceorder`
    .split(/\s+/)
    .concat(
      ['xaxis', 'yaxis'].flatMap((axis) =>
        `type range autorange rangemode dtick tickvals ticktext tickformat showticklabels showgrid zeroline ticks categoryorder
        categoryarray title.text`
          .split(/\s+/)
          .map((name) => `${axis}.${name}`),
      ),
      'type xref yref x0 x1 y0 y1 fillcolor opacity layer line.color line.width line.dash'
        .split(' ')
        .map((name) => `shapes.${name}`),
      'x y xref yref text xanchor yanchor xshift yshift showarrow ax ay font.color font.size'
        .split(' ')
        .map((name) => `annotations.${name}`),
    ),
);

// Words under the pointer, what the geometry of the SVG decides by itself, and what it does for all figures alike.
const left = [
  /^(hover|customdata)/,
  /^hoverlabel\b/,
  /^(margin|uirevision)\b/,
  /^colorbar\.(orientation|x|y|xanchor|yanchor|xpad|ypad|len|thickness|outlinewidth|ticks|title\.(side|font\.size))$/,
  /^[xy]axis\.(title\.standoff|tickangle|exponentformat)$/,
  /^(cliponaxis|constraintext)$/,
  // The page finds a picked feature or neuron by it.
  /^meta\.(feature|features|rows|columns|neuronRows|neuronColumns)$/,
  // Tables have these values, where the places that are drawn stand for others.
  /^meta\.(x|y|z|error_x|error_y|names)$/,
  /^showlegend$/,
];

function paths(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null || 'bdata' in value) return [path];
  // An empty list of shapes or labels draws nothing.
  if (Array.isArray(value) && value.length === 0) return [];
  if (Array.isArray(value))
    return value.some((each) => typeof each === 'object' && each !== null && !Array.isArray(each))
      ? value.flatMap((each) => paths(each, path))
      : [path];
  return Object.entries(value).flatMap(([name, member]) =>
    paths(member, path === '' ? name : `${path}.${name}`),
  );
}

it('knows every attribute that the figures give to Plotly', () => {
  const used = figuresOfFixture().flatMap((figure) =>
    figure.panels.flatMap((panel) =>
      panel.kind === 'plot'
        ? [panel.layout, ...panel.traces, ...Object.values(panel.views ?? {}).flat()].flatMap((each) =>
            paths(each),
          )
        : [],
    ),
  );
  expect(used.length).toBeGreaterThan(500);
  expect(
    [...new Set(used)].filter((path) => !drawn.has(path) && !left.some((known) => known.test(path))),
  ).toEqual([]);
});
