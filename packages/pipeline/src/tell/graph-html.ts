import { escapeHtml } from '../values/escape-html.js';
import { needFunction, needText } from '../values/need.js';
import { type Describe, needView } from './graph-text.js';
import type { FamilyView, GraphView, StageView } from './graph-view.js';
import { layersOf } from './layers.js';

/**
 * A graph as one offline HTML page without a script. It has a drawing in layers, from the sources to the targets. Below
 * it, a list shows every family with its stages.
 *
 * @param describe gives the lines of a family's box
 * @param stageFacts gives the text behind the name of a stage in the list; by default its state
 * @throws TypeError when it is no view of a graph, or an argument is wrong @public
 */
export function asHtml(
  view: GraphView,
  title: string,
  describe: Describe = ({ name }) => [name],
  stageFacts: (stage: StageView) => string = ({ state }) => state,
): string {
  needView('asHtml', view);
  needText('asHtml', 'its title', title);
  needFunction('asHtml', 'describe', describe);
  needFunction('asHtml', 'stageFacts', stageFacts);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<div class="drawing" role="region" aria-label="The graph; the same as text stands below" tabindex="0">${drawing(view, describe)}</div>
<h2>Stages</h2>
${view.families.map((family, index) => familyDetails(family, `family-${index}`, describe, stageFacts)).join('\n')}
</body>
</html>
`;
}

const box = { width: 200, height: 58, acrossGap: 64, downGap: 14 };

function drawing({ families, edges }: GraphView, describe: Describe): string {
  const layers = layersOf(
    families.map(({ name }) => name),
    edges,
  );
  const places = new Map<string, { readonly x: number; readonly y: number }>();
  const tallest = Math.max(1, ...layers.map((layer) => layer.length));
  for (const [column, layer] of layers.entries()) {
    const top = ((tallest - layer.length) * (box.height + box.downGap)) / 2;
    for (const [row, name] of layer.entries())
      places.set(name, {
        x: column * (box.width + box.acrossGap),
        y: top + row * (box.height + box.downGap),
      });
  }
  const width = layers.length * (box.width + box.acrossGap) - box.acrossGap + 2;
  const height = tallest * (box.height + box.downGap) - box.downGap + 2;
  const lines = edges.map(([from, to]) => {
    const [start, end] = [places.get(from)!, places.get(to)!];
    const [x1, y1, x2, y2] = [start.x + box.width, start.y + box.height / 2, end.x, end.y + box.height / 2];
    const middle = (x1 + x2) / 2;
    return `<path d="M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}"/>`;
  });
  const boxes = families.map((family, index) => {
    const { x, y } = places.get(family.name)!;
    const [name = '', ...rest] = describe(family);
    const below = rest
      .map((line, row) => `<text x="10" y="${36 + 14 * row}">${escapeHtml(line)}</text>`)
      .join('');
    return `<a href="#family-${index}" class="${family.state}"><g transform="translate(${x} ${y})"><title>${escapeHtml(describe(family).join('\n'))}</title><rect width="${box.width}" height="${box.height}" rx="5"/><text class="name" x="10" y="19">${escapeHtml(shortened(name))}</text>${below}</g></a>`;
  });
  return `<svg viewBox="-1 -1 ${width} ${height}" width="${width}" height="${height}"><g class="edges">${lines.join('')}</g>${boxes.join('')}</svg>`;
}

function familyDetails(
  family: FamilyView,
  id: string,
  describe: Describe,
  stageFacts: (stage: StageView) => string,
): string {
  const [name = '', ...rest] = describe(family);
  const items = family.stages.map(
    (stage) =>
      `<li class="${stage.state}"><code>${escapeHtml(stage.name)}</code> ${escapeHtml(stageFacts(stage))}${stage.inputs.length === 0 ? '' : `<details><summary>takes ${stage.inputs.length}</summary><code>${stage.inputs.map(escapeHtml).join('</code>, <code>')}</code></details>`}</li>`,
  );
  return `<details id="${id}" class="family ${family.state}"><summary><code>${escapeHtml(name)}</code> ${escapeHtml(rest.join(' · '))}</summary><ul>${items.join('')}</ul></details>`;
}

function shortened(name: string): string {
  return name.length > 26 ? `${name.slice(0, 25)}…` : name;
}

const style = `:root{color-scheme:light dark;--fresh:light-dark(#00634f,#6ed8b8);--stale:light-dark(#7a5200,#efc566);--failed:light-dark(#9c2149,#ff9db6);--ink:light-dark(#211f1b,#e9e6e0);--muted:light-dark(#625e57,#a8a49c);--rule:light-dark(#c9c4ba,#4a4d52);--ground:light-dark(#fdfcfa,#15171a);--raised:light-dark(#fff,#1d2024)}
body{margin:0 auto;padding:1.5rem clamp(1rem,4vw,2.5rem);background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
h1{font-size:1.5rem;font-weight:500}h2{font-size:1.2rem;font-weight:500;margin-top:2rem}
.drawing{overflow:auto;padding-bottom:.5rem}
svg{display:block}
.edges path{fill:none;stroke:var(--rule);stroke-width:1.25}
a rect{fill:var(--raised);stroke:currentColor;stroke-width:1.25}
a.stale rect{stroke-dasharray:5 3}a.failed rect{stroke-width:2.5}
a:hover rect,a:focus-visible rect{stroke-width:3}
.fresh{color:var(--fresh)}.stale{color:var(--stale)}.failed{color:var(--failed)}
svg text{fill:var(--muted);font:11px system-ui,sans-serif}svg .name{fill:var(--ink);font:600 12px ui-monospace,monospace}
code{font:.875em ui-monospace,monospace;color:var(--ink);overflow-wrap:anywhere}
summary{cursor:pointer;padding:.2rem 0}
ul{margin:.25rem 0 .75rem;padding-left:1.5rem}`;
