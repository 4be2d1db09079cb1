// Converts a file of weights: node convert.js model.npz model.safetensors
import { readFile, writeFile } from 'node:fs/promises';
import { formatOf, readWeights, WeightFileError, writeWeights } from '@superposition/weight-files';

const [from, to, ...rest] = process.argv.slice(2);
if (to === undefined || rest.length > 0) fail(2, 'usage: node convert.js FROM TO');
const wanted = wantedFormat(to);

try {
  // The content says which format it is; the name of the file does not matter.
  const { format, weights, isRounded } = readWeights(await readFile(from));
  await writeFile(to, writeWeights(weights, wanted));
  const rounded = isRounded ? ', rounded to float32' : '';
  console.log(`${format} → ${wanted}: ${weights.features} features, ${weights.neurons} neurons${rounded}`);
} catch (error) {
  if (!(error instanceof WeightFileError) && error.code === undefined) throw error;
  fail(1, `${from}: ${error.message}`);
}

function wantedFormat(name) {
  try {
    return formatOf(name);
  } catch (error) {
    return fail(2, error.message);
  }
}

function fail(status, message) {
  console.error(message);
  process.exit(status);
}
