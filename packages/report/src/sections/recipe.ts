import { canonicalJson } from '@superposition/pipeline/internal/values/canonical-json';
import { noDigest } from '../sentences/page.js';
import { type Html, html } from '../text/html.js';
import type { StageProvenance } from '../provenance.js';

/** The recipe of a stage as text. The stages of its inputs are links. */
export function recipe({ name, key, task, fingerprint, params, inputs, output }: StageProvenance): Html {
  return html`<dl class="recipe"><dt>stage</dt><dd><code>${name}</code></dd><dt>task</dt><dd><code>${task}</code></dd><dt>code</dt><dd>${digest(fingerprint)}</dd><dt>parameters</dt><dd><code>${canonicalJson(params)}</code></dd>${Object.entries(
    inputs,
  ).map(
    ([input, names]) =>
      html`<dt>input ${input}</dt><dd>${names.length === 0 ? 'none' : names.map((source, index) => html`${index > 0 ? ', ' : ''}${stageLink(source)}`)}</dd>`,
  )}<dt>key</dt><dd>${digest(key)}</dd><dt>output</dt><dd>${digest(output)}</dd></dl>`;
}

/** The name of a stage as a link to its place in the tree of stages. */
export function stageLink(name: string): Html {
  return html`<a href="#${stageId(name)}"><code>${name}</code></a>`;
}

/** The id of a stage's element. An id may contain any character except white space. */
export function stageId(name: string): string {
  return `stage-${name.replace(/\s/g, '_')}`;
}

function digest(value: string | null): Html {
  return value === null ? html`<span class="missing">${noDigest}</span>` : html`<code>${value}</code>`;
}
