import { checkNames, checkNumbers, checkObject } from '@superposition/core/internal/public/arguments';
import { checkWeights } from '@superposition/core/internal/public/weights';
import type { Model } from '../models/model.js';
import { type FeatureOrders, featureOrders } from '../weights/feature-orders.js';

const wanted = '{ model: { weights } }, or what measure(weights) returned';

const isWeights = (value: Readonly<Record<string, unknown>>) => 'input' in value && 'output' in value;

/** @throws TypeError or RangeError unless the first argument of an analysis has a model with weights */
export function checkModel(inputs: unknown): asserts inputs is { readonly model: Model } {
  checkObject('the first argument', inputs, wanted);
  if (isWeights(inputs)) throw new TypeError('the first argument is weights: pass { model: { weights } }');
  if (inputs['model'] === undefined && 'weights' in inputs) {
    throw new TypeError('the first argument is a model: pass { model }');
  }
  checkInputNames(inputs);
  checkObject('model', inputs['model'], '{ weights }');
  if (isWeights(inputs['model'])) throw new TypeError('model is weights: pass { model: { weights } }');
  checkWeights(inputs['model']['weights'], 'model.weights');
}

/** @throws TypeError for what is neither an input of an analysis nor a part of what `measure` returned */
export function checkInputNames(inputs: object): void {
  // What `measure` returned goes to every analysis as it is.
  checkNames('the first argument', inputs, 'model, orders, responses, evaluation, quantities');
}

/**
 * The orders that were given, or those of the model.
 *
 * @throws TypeError or RangeError unless each order has every feature once
 */
export function ordersFor(model: Model, given: unknown): FeatureOrders {
  if (given === undefined) return featureOrders({ model });
  checkObject('orders', given, 'what featureOrders({ model }) returned');
  const { features } = model.weights;
  for (const name of ['codeword', 'singular']) {
    const order = given[name];
    checkNumbers(`orders.${name}`, order, features, ', each feature once');
    const seen = new Set(order as readonly number[]);
    for (let feature = 0; feature < features; feature++) {
      if (!seen.has(feature))
        throw new RangeError(`orders.${name} lacks the feature ${feature}: must have each once`);
    }
  }
  return given as unknown as FeatureOrders;
}
