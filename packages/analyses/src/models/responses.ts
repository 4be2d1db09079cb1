import { type ResponseFacts, responseFacts } from '@superposition/core/internal/network/response-facts';
import type { Model } from './model.js';

/** The exact responses of a model to single features. */
export function responses({ model }: { readonly model: Model }): ResponseFacts {
  return responseFacts(model.weights);
}
