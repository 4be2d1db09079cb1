import type { Explained } from '@superposition/analyses/internal/conclusions/explained';
import type { Config } from '@superposition/core/config';
import { counted, whole } from '../text/format.js';
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

/** Whose numbers the answers give. */
export const whoseNumbers = rule(
  'the models beside which the section sets others have this number of steps; the means over seeds are of this many',
  ({ steps, convergedSteps, converged }: Explained) => {
    const seeds = converged['trained.twins.seeds']?.value ?? 1;
    const longer =
      convergedSteps === steps ? '' : `, and not for the ${whole(steps)} of the other models of this report`;
    const over = seeds > 1 ? `, or the mean of ${whole(seeds)} seeds` : '';
    return `Unless a sentence or a title says otherwise, the numbers of this section are of models that were trained for ${counted(convergedSteps, 'step')}${longer}: of one model each, the first seed${over}.`;
  },
);

/** Why the section has no figures. */
export const noUnderstanding = rule(
  'the depth of the report leaves it out, or no feature has to share a neuron',
  (reason: WithoutUnderstanding) =>
    reason === 'brief'
      ? 'This report is brief, so it leaves this section out: `report.depth=standard` adds it.'
      : 'With as many neurons as features, no feature has to share a neuron. There is no superposition to explain, and the theory is about nothing, so this section has no figures.',
);
