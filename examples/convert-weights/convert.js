// Converts a file of weights: node convert.js model.npz model.safetensors
import { readFile, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { readWeights, WeightFileError, weightFormats, writeWeights } from '@superposition/weight-files';

const [from, to, ...rest] = process.argv.slice(2);
const wanted = weightFormats.find((format) => format === extname(to ?? '').slice(1));
if (wanted === undefined || rest.length > 0) {
  console.error(`usage: node convert.js FROM TO, where TO ends in .${weightFormats.join(', .')}`);
  process.exit(2);
}

try {
  // The content says which format it is; the name of the file does not matter.
  const { format, weights, isRounded } = readWeights(await readFile(from));
  await writeFile(to, writeWeights(weights, wanted));
  const rounded = isRounded ? ', rounded to float32' : '';
  console.log(`${format} → ${wanted}: ${weights.features} features, ${weights.neurons} neurons${rounded}`);
} catch (error) {
  if (!(error instanceof WeightFileError) && error.code === undefined) throw error;
  console.error(`${from}: ${error.message}`);
  process.exitCode = 1;
}
