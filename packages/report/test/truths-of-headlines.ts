import type { TrialFacts } from './trial-facts.js';
import { read, type Truth, truth, wrongDirection } from './truth.js';

/** The squared error of the naive solution over active entries. */
const naive = ({ features, neurons }: TrialFacts) => (1 - Math.min(features, neurons) / features) / 6;

/** What is true of the headlines of figures. */
export const truthsOfHeadlines: readonly Truth[] = [
  truth(
    'the model at every probability, in a headline',
    /^Over active (and over all )?entries, the model(?: of seed \d+)? is (better than|worse than|exactly as good as) naive at every p′ tried(?:; over all entries it is (better than|worse than|exactly as good as) naive)?\.$/,
    ([, both, active, all], facts) =>
      wrongDirection(active!, facts.shown.active, naive(facts)) ??
      (both === undefined && all === undefined
        ? null
        : wrongDirection(all ?? active!, facts.shown.allPerActive, naive(facts))),
  ),
  truth(
    'the probability at which the model is level with the naive solution',
    /^Denser inputs (cost the model(?: of seed \d+)? its|give the model(?: of seed \d+)? an) advantage: .*level with naive at .*?p′ (?:= |between )([\d.]+)/,
    ([, words, at], facts) => {
      const isBefore = facts.p < read(at!);
      return wrongDirection(
        words!.startsWith('cost') === isBefore ? 'better' : 'worse',
        facts.shown.active,
        naive(facts),
      );
    },
  ),
  truth(
    'an error where the naive solution makes none',
    /^This model makes one at every p′ tried/,
    (_, facts) =>
      naive(facts) === 0 && facts.shown.active.value > 0 ? null : `measured ${facts.shown.active.value}`,
  ),
];
