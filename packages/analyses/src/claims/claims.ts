import type { Claim } from './claim.js';
import { claimsAboutError } from './claims-about-error.js';
import { claimsAboutModel } from './claims-about-model.js';
import { ideas } from './ideas.js';

/** Every number that the document states, in its order; then its ideas. */
export const claims: readonly Claim[] = [...claimsAboutModel, ...claimsAboutError, ...ideas];
