// `pnpm bench`: runs every measurement, prints one table and writes bench/results.json.
import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { bench as pipelineNoOp } from './pipeline-no-op.mjs';
import { printTable } from './table.mjs';

const benches = [pipelineNoOp];

const results = [];
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
