import {
  type CommandName,
  commandNames,
  type OptionName,
  optionTable,
  specOf,
} from '../arguments/command-table.js';

/** What `superposition --help` prints, or the help of some commands. */
export function help(about?: readonly CommandName[]): string {
  const names = about ?? commandNames;
  const usages = names.map((name) => {
    const { words, summary } = specOf(name);
    return [`superposition ${name}${words === '' ? '' : ` ${words}`}`, summary] as const;
  });
  const options = (Object.keys(optionTable) as OptionName[]).filter((option) =>
    names.some((name) => specOf(name).options.includes(option)),
  );
  const lines = options.map((option) => {
    const spec = optionTable[option];
    const takenBy = names.filter((name) => specOf(name).options.includes(option));
    const only = names.length > 1 && takenBy.length <= 3 ? `${takenBy.join(', ')}: ` : '';
    return [
      `--${option}${'value' in spec ? ` ${spec.value}` : ''}`,
      `${only}${spec.help}${option === 'format' ? formatsOf(names) : ''}`,
    ] as const;
  });
  return [
    'superposition - trains, measures and reports networks that compute in superposition\n',
    `${columns(usages)}\n`,
    `Options\n${columns([...lines, ['--help, --version', '']])}\n`,
    'Without an option on the command line, its variable holds (SUPERPOSITION_CACHE_MODE for --cache-mode; 1 or 0 for a flag, a line for each --set and --force), or else ~/.config/superposition/defaults.json, for example {"jobs": 4}. --no-quiet and so on turn a flag off again.\n',
    'Exit codes: 0 ok; 1 a stage failed, a file could not be written, the cache cannot be used, reports differ or a check found something wrong; 2 wrong command line or config; 130 interrupted\n',
  ].join('\n');
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`.trimEnd()).join('\n');
}

/** The formats of these commands, as in ": npz (default), safetensors or json". */
function formatsOf(names: readonly CommandName[]): string {
  const lists = names.flatMap((name) => {
    const { formats } = specOf(name);
    if (formats === undefined) return [];
    const [first, ...others] = formats;
    return [`${[`${first} (default)`, ...others.slice(0, -1)].join(', ')} or ${others.at(-1)}`];
  });
  return `: ${lists.join('; ')}`;
}
