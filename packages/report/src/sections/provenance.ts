import { canonicalJson } from '@superposition/pipeline/canonical-json';
import { counted } from '../format.js';
import { type Html, html } from '../html.js';
import type { Provenance, StageProvenance } from '../provenance.js';
import { scrollingTable } from './section.js';

/** The footer: config, versions and, folded, every stage's key and what it was made from. */
export function provenanceFooter({ config, versions, stages }: Provenance): Html {
  const packages = Object.keys(versions).sort();
  return html`<footer id="provenance" aria-labelledby="provenance-title"><h2 id="provenance-title">Provenance</h2>
<p class="prose">This page is a pure function of the settings and the code below: the same settings give the same bytes. It holds no time, place or name of a machine, and it asks nothing of any network.</p>
<details><summary>Settings</summary><pre>${JSON.stringify(config, null, 2)}</pre></details>
<details><summary>Versions</summary>${scrollingTable(
    'Versions of packages',
    html`<tbody>${packages.map((name) => html`<tr><th scope="row"><code>${name}</code></th><td>${versions[name]!}</td></tr>`)}</tbody>`,
  )}</details>
<details><summary>${counted(stages.length, 'stage')}: keys, code, parameters, inputs</summary>${scrollingTable(
    'Stages',
    html`<thead><tr><th scope="col">Stage</th><th scope="col">Key</th><th scope="col">Code</th><th scope="col">Made from</th><th scope="col">Output</th></tr></thead><tbody>${stages.map(stageRow)}</tbody>`,
  )}</details></footer>
`;
}

function stageRow({ name, key, task, fingerprint, params, inputs, output }: StageProvenance): Html {
  const bindings = Object.entries(inputs).filter(([, names]) => names.length > 0);
  return html`<tr id="stage-${name}"><th scope="row"><code>${name}</code></th><td>${digest(key)}</td><td><code>${task}</code> ${digest(fingerprint)}</td><td class="recipe"><code>${canonicalJson(params)}</code>${bindings.map(
    ([input, names]) => html`<div>${input}: ${names.join(', ')}</div>`,
  )}</td><td>${digest(output)}</td></tr>
`;
}

/** Enough of a digest to tell it from others at sight; the whole of it in the tooltip. */
function digest(value: string | null): Html {
  return value === null
    ? html`<span class="missing">none</span>`
    : html`<code title="${value}">${value.slice(0, 12)}</code>`;
}
