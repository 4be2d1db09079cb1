// Seconds that the kernel's first training takes in a process that has run nothing before, the kernel's compilation included;
// so no loader of TypeScript runs here either.
import { defaultConfig, trainKernel } from '@superposition/core';

const seed = Number(process.argv[2]);
const started = performance.now();
const training = trainKernel({ config: defaultConfig, seed });
while (!training.next().done);
console.log((performance.now() - started) / 1000);
