import { codeOf, fitCode, type FittedCode, type Fitting } from './code-network.js';
import { designedCode } from './designed-code.js';

export interface Design extends FittedCode {
  /** Neurons in each word. */
  readonly length: number;
}

/**
 * The best network written by hand: a designed code of each length from ⌊K̄⌋ − 1 to ⌊K̄⌋ + 2, where K̄ is the mean length of
 * the trained words. `undefined` when no such code has full rank.
 */
export function bestDesign(
  { features, neurons }: { readonly features: number; readonly neurons: number },
  trainedLength: number,
  fitting: Fitting,
): Design | undefined {
  let best: Design | undefined;
  const middle = Math.floor(trainedLength);
  for (let length = Math.max(1, middle - 1); length <= Math.min(neurons, middle + 2); length++) {
    const code = codeOf(designedCode({ features, neurons, length }), neurons);
    if (code === undefined) continue;
    const fitted = fitCode(code, fitting);
    if (best === undefined || fitted.loss < best.loss) best = { length, ...fitted };
  }
  return best;
}
