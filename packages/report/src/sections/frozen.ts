import type { StageProvenance } from '../provenance.js';
import { frozenReport, otherFrozenStages } from '../sentences/page.js';
import { type Html, html } from '../text/html.js';

/** A banner that names the stages whose values do not follow the settings. Nothing if there are none. */
export function frozenBanner(stages: readonly StageProvenance[]): Html | null {
  const byWay = new Map<string, string[]>();
  for (const { name, frozen } of stages) {
    if (frozen === undefined) continue;
    byWay.set(frozen, [...(byWay.get(frozen) ?? []), name]);
  }
  if (byWay.size === 0) return null;
  const items = [...byWay].map(
    ([way, names]) =>
      html`<li><code>${names[0]!}</code>${names.length > 1 ? html` ${otherFrozenStages(names.length - 1)}` : null}: ${way}</li>`,
  );
  return html`<div class="error-card" id="frozen" role="note"><p><strong>${frozenReport.title}</strong> ${frozenReport.explanation}</p><ul>${items}</ul></div>
`;
}
