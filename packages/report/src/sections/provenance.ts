import {
  asksOfNetwork,
  listOfStages,
  madeWithCommit,
  namesNoMachine,
  originOfPage,
  ownFigures,
  type PageOrigin,
  type Requests,
  stagesOfPage,
  stagesWithoutScripts,
} from '../sentences/page.js';
import { paragraph } from '../sentences/paragraph.js';
import { type Html, html } from '../text/html.js';
import type { GitState, Provenance } from '../provenance.js';
import { scrollingTable, sentences } from './section.js';

function originOf(stages: Provenance['stages']): PageOrigin {
  return {
    isFrozen: stages.some(({ frozen }) => frozen !== undefined),
    isGiven: stages.some(({ task }) => task.endsWith('/given#given')),
    usesTensorFlow: stages.some(
      ({ params }) => typeof params === 'object' && params !== null && 'tfjs' in params,
    ),
  };
}

/** The footer: the config, the versions, and a folded list of every stage with its recipe. */
export function provenanceFooter({ config, versions, stages, git }: Provenance, requests: Requests): Html {
  const packages = Object.keys(versions).sort();
  return html`<footer id="provenance" aria-labelledby="provenance-title"><h3 id="provenance-title">Provenance</h3>
<p class="prose">${sentences(paragraph(originOfPage(originOf(stages)), namesNoMachine, asksOfNetwork(requests)))}</p>
${git === undefined ? null : commitOf(git)}<details><summary>Settings</summary><pre>${JSON.stringify(config, null, 2)}</pre></details>
<details><summary>Versions</summary>${scrollingTable(
    'Versions of packages',
    html`<tbody>${packages.map((name) => html`<tr><th scope="row"><code>${name}</code></th><td>${versions[name]!}</td></tr>`)}</tbody>`,
  )}</details>
<section class="from-page-to-sources"><h4>From the page to its sources</h4>
<p class="prose">${stagesOfPage(stages.length)}</p>
<details id="stages"><summary>${listOfStages}</summary><div data-packed="stage-tree"><p class="prose">${sentences(stagesWithoutScripts)}</p></div></details></section></footer>
`;
}

/** The footer of a page that holds what it was given. */
export function ownFiguresFooter(requests: Requests): Html {
  return html`<footer id="provenance" aria-labelledby="provenance-title"><h3 id="provenance-title">Provenance</h3>
<p class="prose">${sentences(paragraph(ownFigures, asksOfNetwork(requests)))}</p></footer>
`;
}

function commitOf({ commit, isDirty }: GitState): Html {
  return html`<p class="prose">${sentences(madeWithCommit(commit, isDirty))}</p>
`;
}
