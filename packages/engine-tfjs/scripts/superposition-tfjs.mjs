#!/usr/bin/env node
import { provideTfjsNode } from './provide-tfjs-node.mjs';

const usage = `usage: superposition-tfjs provide [--if-possible]

  Makes native TensorFlow.js (@tensorflow/tfjs-node) work: finds or fetches libtensorflow, and builds the addon.
  It exits with 1 when it cannot; with --if-possible it exits with 0 then, too.
`;

const [command, option, ...rest] = process.argv.slice(2);
const isKnown =
  command === 'provide' && (option === undefined || option === '--if-possible') && rest.length === 0;
if (command === '--help' || command === 'help') {
  process.stdout.write(usage);
} else if (!isKnown) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else if (!(await provideTfjsNode()) && option !== '--if-possible') {
  process.exitCode = 1;
}
