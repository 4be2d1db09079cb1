import { counted } from '../text/format.js';
import { type Html, html } from '../text/html.js';
import type { GitState, Provenance } from '../provenance.js';
import { scrollingTable } from './section.js';
import { stageTree } from './stage-tree.js';

function origin(stages: Provenance['stages']): string {
  return stages.some(({ frozen }) => frozen !== undefined)
    ? 'This page does not follow from the settings alone: some of its stages were frozen, and gave values that were made before, as their recipes below say.'
    : 'This page is a pure function of the settings and the code below: the same settings give the same bytes.';
}

/** The footer: the config, the versions, and a folded list of every stage with its recipe. */
export function provenanceFooter({ config, versions, stages, git }: Provenance): Html {
  const packages = Object.keys(versions).sort();
  return html`<footer id="provenance" aria-labelledby="provenance-title"><h2 id="provenance-title">Provenance</h2>
<p class="prose">${origin(stages)} It holds no time, place or name of a machine, and it asks nothing of any network.</p>
${git === undefined ? null : commitOf(git)}<details><summary>Settings</summary><pre>${JSON.stringify(config, null, 2)}</pre></details>
<details><summary>Versions</summary>${scrollingTable(
    'Versions of packages',
    html`<tbody>${packages.map((name) => html`<tr><th scope="row"><code>${name}</code></th><td>${versions[name]!}</td></tr>`)}</tbody>`,
  )}</details>
<h3>From the page to its sources</h3>
<p class="prose">The page was made by ${counted(stages.length, 'stage')}. Each opens to what it was made from: its task, the fingerprint of the code that ran, its parameters, the stages it took and its key, the hash of all of these.</p>
${stageTree(stages)}</footer>
`;
}

/** The footer of a page that holds what it was given. */
export function ownFiguresFooter(plotlyUrl: string | undefined): Html {
  const network =
    plotlyUrl === undefined
      ? html`It asks nothing of any network.`
      : html`It fetches Plotly from <code>${plotlyUrl}</code>, and asks nothing else of any network.`;
  return html`<footer id="provenance" aria-labelledby="provenance-title"><h2 id="provenance-title">Provenance</h2>
<p class="prose">This page holds the figures that it was given, drawn by @superposition/report. ${network}</p></footer>
`;
}

function commitOf({ commit, isDirty }: GitState): Html {
  const state = isDirty ? ', with files that differ from it' : '';
  return html`<p class="prose">Made with the Git commit <code>${commit}</code>${state}. The bytes of this page depend on the commit too.</p>
`;
}
