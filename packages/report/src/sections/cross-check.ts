import type { CrossCheck } from '@superposition/analyses/cross-check';
import type { TrajectoryVerdict } from '@superposition/analyses/judge-trajectories';
import type { Settled } from '@superposition/pipeline/stage';
import { type Html, html } from '../html.js';

/** What the section says before its figure: why two engines are compared, and the verdict. */
export function crossCheckVerdict(check: Settled<CrossCheck>): Html {
  return html`<p class="prose">Everything above was trained by one engine, which was written for this report. TensorFlow.js shares no arithmetic with it: dense matrix products, automatic differentiation and its own Adam. ${
    check.status === 'value' ? badge(check.value.verdict.kind) : null
  }</p>`;
}

function badge(kind: TrajectoryVerdict['kind']): Html {
  return html`The verdict on the first steps: <span class="badge ${badges[kind]}">${kind}</span>`;
}

/** The look of a verdict; the words in the badge carry the meaning. */
const badges: Readonly<Record<TrajectoryVerdict['kind'], string>> = {
  agrees: 'good',
  differs: 'bad',
  'not judged': 'neutral',
};
