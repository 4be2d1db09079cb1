import type { Claim } from './claim.js';
import { claimsAboutError } from './claims-about-error.js';
import { claimsAboutModel } from './claims-about-model.js';

/** Every number that the document states, in its order. */
export const claims: readonly Claim[] = [...claimsAboutModel, ...claimsAboutError];
