import type { StageProvenance } from '../provenance.js';
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
      html`<li><code>${names[0]!}</code>${names.length > 1 ? ` and ${names.length - 1} more` : ''}: ${way}</li>`,
  );
  return html`<div class="error-card" id="frozen" role="note"><p><strong>This report does not follow its settings.</strong> These stages were frozen. Instead of running, each gave the last value that it had, and everything below that depends on them was made from these values:</p><ul>${items}</ul></div>
`;
}
