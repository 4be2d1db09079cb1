/** What `superposition --help` prints. */
export const help = `superposition - computation in superposition: trained, measured, reported

  superposition report             make the report; only what changed is computed again
  superposition plan               what 'report' would run, and why; runs nothing
  superposition get ID...          quantities, or any stage's value
  superposition get --list         the ids that 'get' takes

Options
  --config FILE        config file (default: superposition.config.ts, .js or .json, found upward)
  --set PATH=VALUE     change one setting, for example --set model.neurons=20; may be repeated
  --out FILE           where 'report' writes (default: report.html beside the config)
  --cache URI|DIR      folder of the cache (default: .superposition beside the config), sqlite:FILE or memory:
  --cache-mode MODE    use (default); refresh: look nothing up, write; off: neither
  --force STAGE        run a stage, a family ('model') or a glob although it is fresh; may be repeated
  --jobs N             worker threads for heavy stages (default: one for each core)
  --json               report: one event per line; plan and get: JSON
  --csv                get: comma-separated values
  --quiet              nothing but the result, and errors
  --help, --version

Exit codes: 0 ok, 1 a stage failed, 2 usage or config, 130 interrupted
`;
