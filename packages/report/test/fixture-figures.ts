import type { ConfigInput } from '@superposition/core/internal/config/config';
import type { Figure } from '../src/figure.js';
import { fixture } from './fixture.js';

/** All figures of a report for networks with random weights. */
export function figuresOfFixture(input: ConfigInput = {}): readonly Figure[] {
  const { inputs } = fixture(input);
  return [...inputs.figures, ...inputs.sweeps, ...inputs.understanding, ...inputs.crossCheckFigures].flatMap(
    (figure) => (figure.status === 'value' ? [figure.value] : []),
  );
}
