import type { Config } from '@superposition/core/config';
import { definition, rule } from './rule.js';

/** Why a report has nothing to explain, or does not. */
export type WithoutUnderstanding = 'brief' | 'nothing to share';

/** Whether a report has the section. */
export function withoutUnderstanding({
  model,
  report,
}: Pick<Config, 'model'> & { readonly report: Pick<Config['report'], 'depth'> }):
  | WithoutUnderstanding
  | undefined {
  if (report.depth === 'brief') return 'brief';
  return model.neurons < model.features ? undefined : 'nothing to share';
}

/** What the section is about. */
export const understandingBegins = definition(
  'The figures above measure. These ask why: each sets the network beside a theory, beside chance, or beside networks in which one thing is changed.',
);

/** Why the section has no figures. */
export const noUnderstanding = rule(
  'the depth of the report leaves it out, or no feature has to share a neuron',
  (reason: WithoutUnderstanding) =>
    reason === 'brief'
      ? 'This report is brief, so it leaves this section out: `report.depth=standard` adds it.'
      : 'With as many neurons as features, no feature has to share a neuron. There is no superposition to explain, and the theory is about nothing, so this section has no figures.',
);
