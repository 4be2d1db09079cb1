/** An option as `parseArgs` takes it, and as help shows it. */
interface OptionSpec {
  readonly type: 'string' | 'boolean';
  readonly multiple?: true;
  /** The name of its value in the help text. */
  readonly value?: string;
  /** The values that it can have; the first is the default. */
  readonly choices?: readonly [string, ...string[]];
  readonly help: string;
}

/** Every option there is. */
export const optionTable = {
  config: {
    type: 'string',
    value: 'FILE',
    help: 'config file (default: superposition.config.ts, .js or .json in this folder or one above it)',
  },
  set: {
    type: 'string',
    multiple: true,
    value: 'PATH=VALUE',
    help: "change one setting, for example --set model.neurons=20; can be repeated; 'report' and 'sweep' take several values too: training.steps=500,1000",
  },
  weights: {
    type: 'string',
    value: 'FILE',
    help: 'measure the model in this file and train none: .npz, .safetensors, .pt, JSON, a W_in.npy with its W_out.npy, or a folder of TensorFlow.js',
  },
  'weights-names': {
    type: 'string',
    value: 'W_in=A,W_out=B',
    help: 'the tensors of that file to take; .T behind a name takes the transpose',
  },
  transpose: {
    type: 'boolean',
    help: 'take the transposes of both matrices of that file',
  },
  out: {
    type: 'string',
    value: 'FILE',
    help: 'write to this place (default: report.html, model.npz and so on, beside the config; get prints); for get, its name ends in .json, .csv or .txt, or for a figure .svg or .png',
  },
  cache: {
    type: 'string',
    value: 'URI|DIR',
    help: 'cache: a folder (default: .superposition beside the config), sqlite:FILE, redis://HOST, postgres://HOST/DATABASE or memory:',
  },
  'cache-read': {
    type: 'string',
    multiple: true,
    value: 'URI|DIR',
    help: 'look up results that the cache lacks in this one too, and copy them; can be repeated',
  },
  'cache-push': { type: 'boolean', help: 'also write new results to the caches of --cache-read' },
  'cache-mode': {
    type: 'string',
    value: 'MODE',
    choices: ['use', 'refresh', 'off'],
    help: 'use (default); refresh: compute everything again and store it; off: neither read nor write the cache',
  },
  force: {
    type: 'string',
    multiple: true,
    value: 'STAGE',
    help: "run a stage, a family ('model') or a glob even if it is fresh; can be repeated",
  },
  freeze: {
    type: 'string',
    multiple: true,
    value: 'STAGE',
    help: 'do not run a stage, a family or a glob in this run: take its last result, whatever has changed, and say so in the report; can be repeated',
  },
  jobs: { type: 'string', value: 'N', help: 'worker threads for heavy stages (default: one for each core)' },
  retries: { type: 'string', value: 'N', help: 'try a failed stage again, up to N times (default: 0)' },
  'fail-fast': { type: 'boolean', help: 'after the first failure, start no other stage' },
  format: { type: 'string', value: 'FORMAT', help: 'format of the output' },
  'cache-budget': {
    type: 'string',
    value: 'BYTES',
    help: 'largest size of the cache, for example 500MB (default: 1GiB); beyond it, the results used longest ago are removed',
  },
  port: { type: 'string', value: 'N', help: 'port of the page on this machine (default: any free port)' },
  only: {
    type: 'string',
    multiple: true,
    value: 'PART,...',
    help: 'make only these parts (to report-part.html): figure-5, figures, sweeps, understanding, quantities, claims, cross-check, or a glob of these; can be repeated',
  },
  verify: {
    type: 'boolean',
    help: 'compute everything again and compare the bytes with the recorded ones; write nothing',
  },
  tensorboard: {
    type: 'string',
    value: 'DIR',
    help: "also write the models' loss curves for TensorBoard; needs native TensorFlow",
  },
  profile: {
    type: 'string',
    value: 'FILE',
    help: 'write where the time went, for chrome://tracing or Perfetto, and print the critical path',
  },
  quantities: {
    type: 'string',
    value: 'ID,ID',
    help: "the quantities to show, for example mse.active,gain.positive; 'get --list' lists the ids",
  },
  seeds: {
    type: 'string',
    value: 'N',
    help: 'train each model with the seeds 0 … N − 1, as --set training.seeds=N',
  },
  sample: {
    type: 'string',
    value: 'KIND:N',
    help: 'draw N points from the lists and ranges of --set, instead of taking every combination: random:200 or latin-hypercube:200; a second number is the seed of the draw',
  },
  keep: {
    type: 'string',
    value: 'WHAT',
    choices: ['all', 'result'],
    help: 'what stays in the cache: all (default); result: the quantities, but not the models, which are trained again when they are wanted',
  },
  plan: { type: 'boolean', help: 'say how many stages would run and for how long; run nothing' },
  'older-than': {
    type: 'string',
    value: 'AGE',
    help: 'remove the results last used longer ago, for example 30d (m, h, d or w), instead of keeping the budget',
  },
  now: { type: 'boolean', help: 'remove also what was used within two hours, which another run may need' },
  'dry-run': { type: 'boolean', help: 'only say what would be removed' },
  json: { type: 'boolean', help: 'print JSON; report and watch print one event per line' },
  csv: { type: 'boolean', help: 'print comma-separated values' },
  list: { type: 'boolean', help: "list the ids that 'get' takes" },
  quiet: { type: 'boolean', help: 'print only the result and errors' },
  verbose: { type: 'boolean', help: 'print a line for each stage that ran, with its reasons' },
  all: { type: 'boolean', help: 'print everything, also what is fresh, and however long it is' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export type OptionName = keyof typeof optionTable;
