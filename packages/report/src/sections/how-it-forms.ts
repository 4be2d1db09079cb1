import type { Figure } from '../figure.js';
import type { Settled } from '../settled.js';
import type { Html } from '../text/html.js';
import { figureSection } from './figure-section.js';

/** The figure of one training, which stands before those of trainings of other lengths. */
export function howItForms(formation: Settled<Figure>): Html {
  return figureSection(formation, 'steps');
}
