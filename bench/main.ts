// `pnpm bench`: runs every measurement, prints one table and writes bench/results.json.
import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { bench as defineTasks } from './define-tasks.js';
import { bench as evaluation } from './evaluation.js';
import { bench as literature } from './literature.js';
import { bench as page } from './page.js';
import { bench as pipelineNoOp } from './pipeline-no-op.js';
import { bench as scaling } from './scaling.js';
import { bench as sweep } from './sweep.js';
import { type Measurement, printTable } from './table.js';
import { tfjsContenders } from './tfjs-training.js';
import { bench as training } from './training.js';

const benches = [
  () => training(tfjsContenders),
  evaluation,
  literature,
  sweep,
  scaling,
  pipelineNoOp,
  defineTasks,
  page,
];

const results: Measurement[] = [];
for (const bench of benches) results.push(await bench());
printTable(
  results.flatMap(({ title, unit, rows }) =>
    rows.map((row) => ({ ...row, case: `${title}: ${row.case}`, unit })),
  ),
);
const machine = { node: process.version, processor: cpus()[0]?.model, cores: availableParallelism() };
await writeFile(
  new URL('results.json', import.meta.url),
  `${JSON.stringify({ machine, results }, null, 2)}\n`,
);
