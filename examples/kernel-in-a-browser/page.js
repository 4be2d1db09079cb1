// Trains on the main thread, a few steps for each frame, and draws the loss meanwhile.
import { compileKernel, gapTable, openTraining } from '@superposition/kernel';

const [features, neurons, steps, batchSize] = [20, 5, 1000, 2048];
const state = document.querySelector('#state');
const canvas = document.querySelector('canvas');

// A browser may refuse to compile a module at once on the main thread.
await compileKernel();
const training = openTraining({
  features,
  neurons,
  input: smallNumbers(), // W_in, neurons × features, row by row
  output: smallNumbers(), // W_out, features × neurons, row by row
  lossExponent: 4,
  gaps: gapTable(0.02), // each feature is active in 2 % of the samples
});

const losses = [];
while (losses.length < steps) {
  const frame = await new Promise(requestAnimationFrame);
  do losses.push(trainStep(losses.length + 1));
  while (losses.length < steps && performance.now() - frame < 12);
  draw();
  state.textContent = `step ${losses.length} of ${steps}, loss ${losses.at(-1).toExponential(2)}`;
}
state.textContent = `Trained. The loss fell from ${losses[0].toExponential(2)} to ${losses.at(-1).toExponential(2)}.`;

/** One step of Adam on a fresh batch; the loss of this batch. */
function trainStep(step) {
  training.openBatch(Uint32Array.of(step, 2, 3, 4)); // the state of the random stream that draws the batch
  training.accumulate(batchSize, true);
  training.update({
    rate: 0.003 / (1 - 0.9 ** step),
    correction: 1 / (1 - 0.999 ** step),
    scale: 4 / (batchSize * features),
  });
  return training.lossSum() / (batchSize * features);
}

/** A start that breaks the symmetry; the same at every load. */
function smallNumbers() {
  return Float32Array.from({ length: features * neurons }, (_, i) => 0.2 * Math.sin(12.9898 * (i + 1)));
}

function draw() {
  const context = canvas.getContext('2d');
  const highest = Math.max(...losses);
  context.reset();
  context.strokeStyle = getComputedStyle(document.body).color;
  for (const [step, loss] of losses.entries())
    context.lineTo((step / steps) * canvas.width, (1 - loss / highest) * canvas.height);
  context.stroke();
}
