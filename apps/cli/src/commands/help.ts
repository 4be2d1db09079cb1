import {
  type CommandName,
  commandNames,
  type OptionName,
  optionTable,
  specOf,
} from '../arguments/command-table.js';

/**
 * What `superposition --help` prints, or the help of some commands.
 *
 * @param width columns of the terminal; lines break between words
 */
export function help(about?: readonly CommandName[], width = Number.POSITIVE_INFINITY): string {
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
    `${folded('superposition - trains, measures and reports networks that compute in superposition', width).join('\n')}\n`,
    `${columns(usages, width)}\n`,
    `Options\n${columns([...lines, ['--help, --version', '']], width)}\n`,
    `${folded('Without an option on the command line, its variable holds (SUPERPOSITION_CACHE_MODE for --cache-mode; 1 or 0 for a flag, a line for each --set and --force), or else ~/.config/superposition/defaults.json, for example {"jobs": 4}. --no-quiet and so on turn a flag off again.', width).join('\n')}\n`,
    `${folded('Exit codes: 0 ok; 1 a stage failed, a file could not be written, the cache cannot be used, reports differ or a check found something wrong; 2 wrong command line or config; 130 interrupted', width).join('\n')}\n`,
  ].join('\n');
}

function columns(rows: readonly (readonly [string, string])[], width: number): string {
  const left = Math.max(...rows.map(([name]) => name.length)) + 4;
  // On a narrow terminal, what is said of a name stands below it.
  const isNarrow = width - left < 40;
  const indent = ' '.repeat(isNarrow ? 6 : left);
  return rows
    .flatMap(([name, text]) => {
      const [first = '', ...others] = folded(text, width - indent.length);
      const head = isNarrow ? [`  ${name}`, `${indent}${first}`] : [`  ${name}`.padEnd(left) + first];
      return [...head, ...others.map((line) => `${indent}${line}`)].map((line) => line.trimEnd());
    })
    .filter((line) => line !== '')
    .join('\n');
}

/** The text in lines that break between words. */
function folded(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
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
