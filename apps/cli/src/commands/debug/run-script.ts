/** What the script of a debug folder has to know. */
export interface RunScript {
  readonly stage: string;
  readonly exportName: string;
  /** The file of each input, by the input's name. */
  readonly inputs: readonly (readonly [name: string, path: string])[];
  /** Variables that native code reads. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The text of `run.mjs`. It needs nothing but Node, so it also runs on another machine. */
export function runScript({ stage, exportName, inputs, environment }: RunScript): string {
  const given = inputs.map(([name, path]) => `  [${text(name)}, ${reader(path)}(${text(path)})],\n`).join('');
  const variables = Object.entries(environment)
    .map(([name, value]) => `process.env[${text(name)}] = ${text(value)};\n`)
    .join('');
  return `// Runs the function of the stage ${text(stage)} again, with the same code, parameters and inputs:
//
//   node run.mjs                 prints its value, or its error with the lines of the source
//   node --inspect-brk run.mjs   waits for a debugger, such as chrome://inspect, and stops before the call
//
// It runs outside of the thread in which a report runs it. That thread refuses what a value must not depend on, such as the
// clock and random numbers. Here they work. You may edit the files in this folder. To try an edit of the source, build, and run
// 'superposition debug' again.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { inspect } from 'node:util';
import { Deserializer } from 'node:v8';

// As with 'node --enable-source-maps': errors name the lines of the source, which stand in task.mjs.map.
process.setSourceMapsEnabled(true);
Error.stackTraceLimit = 50;
${variables}
const bytesOf = (path) => readFileSync(new URL(path, import.meta.url));

const readJson = (path) => JSON.parse(bytesOf(path).toString('utf8'));

/** Reads a value that JSON cannot say, such as one with typed arrays. */
function readBinary(path) {
  const reading = new Deserializer(bytesOf(path));
  reading.readHeader();
  return reading.readValue();
}

const params = readJson('params.json');
const inputs = Object.fromEntries([
${given}]);

/** The value of a function that may return a promise, or a generator that yields its progress. */
async function finished(returned) {
  const result = await returned;
  if (typeof result?.next !== 'function' || typeof result.return !== 'function') return result;
  for (;;) {
    const step = await result.next();
    if (step.done) return step.value;
  }
}

const { ${exportName}: run } = await import('./task.mjs');
const context = { signal: new AbortController().signal };
// biome-ignore lint/suspicious/noDebugger: a debugger stops here
debugger;
const value = await finished(run(inputs, params, context));
console.log(inspect(value, { depth: 8, maxArrayLength: 20, maxStringLength: 2_000 }));
`;
}

function reader(path: string): string {
  return path.endsWith('.json') ? 'readJson' : 'readBinary';
}

/** A text as JavaScript on one line, also in a comment. */
function text(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
