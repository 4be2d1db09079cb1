import { adam } from './adam';
import { sumBackward } from './backward';
import { clamp } from './bounds';
import { drawEntries, openWalk } from './draw';
import { subtractTargets, sumLosses, takeSlopes } from './errors';
import { sumHidden } from './hidden';
import { addInputGradient, joinSums } from './input-gradient';
import { addOutputGradient } from './output-gradient';
import { sumOutputs } from './outputs';
import { listByNeuron, listEveryPair, listPairs, ORDER_BYTES, orderSamples } from './pairs';
import {
  blockSamples,
  features,
  featureStride,
  halfExponents,
  inputFirstMoments,
  inputGradient,
  inputLower,
  inputSecondMoments,
  inputUpper,
  inputWeights,
  isLinear,
  neurons,
  neuronStride,
  outputFirstMoments,
  outputGradient,
  outputSecondMoments,
  outputWeights,
  sampleOrder,
} from './globals';

let loss: f64 = 0;

/** Starts a batch: sets its stream to the given state, and the gradient and the loss to zero. */
export function openBatch(word0: u32, word1: u32, word2: u32, word3: u32): void {
  openWalk(word0, word1, word2, word3);
  memory.fill(inputGradient, 0, <usize>features * neuronStride);
  memory.fill(outputGradient, 0, <usize>neurons * featureStride);
  loss = 0;
}

/** Sets the outputs of samples without an active neuron to zero. Only the passes over all errors read these. */
function clearOutputs(end: usize): void {
  for (let sample = sampleOrder; sample < end; sample += ORDER_BYTES) {
    memory.fill(load<u32>(sample, 8), 0, featureStride);
  }
}

/**
 * Takes the next samples of the batch forward and backward. Returns the number of pairs of a sample and a neuron active
 * in it. The work is proportional to that number.
 */
export function accumulate(samples: i32, withLoss: bool): i32 {
  // The exponents 2 and 4 need no pass for their slopes: g = e needs no work, and the backward phase computes g = e³.
  const cube = halfExponents == 8;
  const slopesPass = !cube && halfExponents != 4;
  let total = 0;
  for (let done = 0; done < samples; done += blockSamples) {
    const count = min(blockSamples, samples - done);
    const entriesEnd = drawEntries(count);
    sumHidden(count, entriesEnd);
    const pairCount = isLinear ? listEveryPair(count, entriesEnd) : listPairs(count);
    const first = orderSamples(count);
    const last = sampleOrder + <usize>count * ORDER_BYTES;
    if (!isLinear) listByNeuron(count);
    if (withLoss || slopesPass) clearOutputs(first);
    sumOutputs(first, last);
    subtractTargets(entriesEnd);
    if (withLoss) loss = sumLosses(count, loss);
    if (slopesPass) takeSlopes(count);
    sumBackward(cube, first, last);
    addOutputGradient();
    joinSums(pairCount);
    addInputGradient(entriesEnd);
    total += pairCount;
  }
  return total;
}

/** Σ |e|^q over the samples that were accumulated with their loss. */
export function lossSum(): f64 {
  return loss;
}

/** One Adam step of all weights by the accumulated gradient. Then W_in is moved into its bounds, if it has any. */
export function update(rate: f32, correction: f32, scale: f32): void {
  const inputBytes = <usize>features * neuronStride;
  const outputBytes = <usize>neurons * featureStride;
  adam(inputWeights, inputGradient, inputFirstMoments, inputSecondMoments, inputBytes, rate, correction, scale);
  if (inputLower != 0) clamp(inputWeights, inputLower, inputUpper, inputBytes);
  adam(outputWeights, outputGradient, outputFirstMoments, outputSecondMoments, outputBytes, rate, correction, scale);
}
