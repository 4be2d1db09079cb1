import { familyOf } from '@superposition/pipeline/internal/graph/select';
import { counted } from '../text/format.js';
import { type Html, html } from '../text/html.js';
import type { StageProvenance } from '../provenance.js';
import { recipe, stageId, stageLink } from './recipe.js';

/**
 * Every stage as a tree, from the page down to the sources, which unfolds without a script. An unfolded stage shows its
 * recipe and the stages of its inputs. Sweeps and families are folded. A stage that is already in the tree becomes a
 * link to its place.
 */
export function stageTree(stages: readonly StageProvenance[]): Html {
  const byName = new Map(stages.map((stage) => [stage.name, stage]));
  const taken = new Set(stages.flatMap(({ inputs }) => Object.values(inputs).flat()));
  const shown = new Set<string>();

  const node = (stage: StageProvenance): Html => {
    if (shown.has(stage.name))
      return html`<li>${stageLink(stage.name)} <span class="missing">(above)</span></li>`;
    shown.add(stage.name);
    const inputs = Object.entries(stage.inputs).filter(([, names]) => names.length > 0);
    return html`<li><details id="${stageId(stage.name)}"><summary><code>${stage.name}</code>${stage.key === null ? html` <strong>failed or skipped</strong>` : null}</summary>${recipe(stage)}${
      inputs.length === 0
        ? null
        : html`<ul>${inputs.map(([, names]) => families(names).map(([family, members]) => branch(family, members)))}</ul>`
    }</details></li>
`;
  };

  const branch = (family: string, names: readonly string[]): Html => {
    const members = names.flatMap((name) => byName.get(name) ?? []);
    if (members.length < fewest) return html`${members.map(node)}`;
    return html`<li><details><summary><code>${family}</code> <span class="missing">${counted(members.length, 'stage')}</span></summary><ul>${members.map(node)}</ul></details></li>
`;
  };

  const roots = stages.filter(({ name }) => !taken.has(name));
  return html`<ul class="stage-tree">${roots.map(node)}</ul>`;
}

// A family is folded from so many members on. Readers see two models at a glance, but not a sweep of forty.
const fewest = 4;

/** Groups names by the part before their brackets or before their number, so that figures are a family too. */
function families(names: readonly string[]): readonly (readonly [string, readonly string[]])[] {
  const members = new Map<string, string[]>();
  for (const name of names) {
    const family = familyOf(name).replace(/-\d+$/, '');
    members.set(family, [...(members.get(family) ?? []), name]);
  }
  return [...members];
}
