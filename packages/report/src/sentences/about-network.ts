import type { Condition } from '@superposition/analyses/internal/conclusions/condition';
import type { Network } from '@superposition/analyses/internal/conclusions/solution';
import type { FigureLetter } from '../figure-number.js';
import type { AnswerSentence } from './answer.js';
import { rule } from './rule.js';

/** What a sentence about one network looks at. The ids of all that it looks at are its evidence. */
export interface Reading extends Omit<Network, 'findings'> {
  readonly isSo: (condition: (network: Network) => Condition) => boolean;
  /** A finding, or `null` where there is none, with three standard errors. */
  readonly found: (id: string) => { readonly value: number; readonly margin: number } | null;
}

/** Writes a sentence about one network, and says what it rests on; '' where there is nothing to say. */
export type AboutNetwork = (network: Network) => AnswerSentence;

/** Makes such a sentence. */
export function aboutNetwork(
  holds: string,
  write: (reading: Reading) => string,
  figure?: FigureLetter,
): AboutNetwork {
  const words = rule(holds, write);
  return (network) => {
    const { findings, ...settings } = network;
    const evidence = new Set<string>();
    const text = words({
      ...settings,
      isSo: (condition) => {
        const { outcome, evidence: ids } = condition(network);
        for (const id of ids) evidence.add(id);
        return outcome === 'holds';
      },
      found: (id) => {
        const { value = null, standardError = 0 } = findings[id] ?? {};
        if (value === null) return null;
        evidence.add(id);
        return { value, margin: 3 * standardError };
      },
    });
    return { text, evidence: [...evidence], ...(figure !== undefined && { figure }) };
  };
}
