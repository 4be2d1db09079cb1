import type { Config } from '@superposition/core/config';
import { rule } from './rule.js';

/** What a brief report leaves out. */
export const briefly = rule(
  'the depth of the report is brief, and its models were trained here',
  (depth: Config['report']['depth'], isGiven: boolean) =>
    depth === 'brief' && !isGiven
      ? '*Depth.* This report is brief: it has no sweeps but those whose values the config gives, no section that explains, and no cross-check unless the config asks for one.'
      : '',
);
