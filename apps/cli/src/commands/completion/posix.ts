import { commandNames, specOf } from '../../arguments/command-table.js';
import {
  firstOfTwo,
  lineOf,
  nextWords,
  optionsOf,
  optionsOfNames,
  optionsWithValue,
  settings,
  valueKindOf,
  wordKindOf,
} from './completable.js';

/** A text as one word of bash, zsh or fish. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * Functions for bash and zsh that say what can stand where. A line of a list is a word, a tab and what it means.
 * `_superposition_read` reads the words before the cursor into `command`, `first`, `open` (an option that awaits its value) and
 * `passed` (options on which names depend).
 */
export function posixTables(): string {
  const list = (rows: readonly (readonly [string, string])[]) =>
    `printf '%s\\t%s\\n' ${rows.flatMap((row) => row.map(quoted)).join(' ')}`;
  const cases = (subject: string, rows: readonly (readonly [pattern: string, action: string])[]) =>
    [
      `  case "${subject}" in`,
      ...rows.map(([pattern, action]) => `    ${pattern}) ${action} ;;`),
      '  esac',
    ].join('\n');
  const values = commandNames.flatMap((name) =>
    specOf(name).options.flatMap((option) => {
      const kind = lineOf(valueKindOf(option, name));
      return kind === 'nothing' ? [] : ([[quoted(`${name} --${option}`), `echo ${quoted(kind)}`]] as const);
    }),
  );
  return `_superposition_first() {
  ${list(nextWords())}
}

_superposition_second() {
${cases(
  '$1',
  firstOfTwo.map((first) => [first, list(nextWords(first))]),
)}
}

_superposition_options() {
${cases('$1', [
  ...commandNames.map((name) => [quoted(name), list(optionsOf(name))] as const),
  ['""', list(optionsOf())],
])}
}

_superposition_words() {
${cases('$1', [
  ...commandNames.map((name) => [quoted(name), `echo ${quoted(lineOf(wordKindOf(name)))}`] as const),
  ['help', 'echo commands'],
])}
}

_superposition_value() {
${cases('$1 $2', values)}
}

_superposition_settings() {
  printf '%s\\t\\n' ${settings.map(quoted).join(' ')}
}

_superposition_read() {
  local word
  command= first= open= passed=()
  for word in "$@"; do
    if [[ -n $open ]]; then
      case "$open" in ${optionsOfNames.join('|')}) passed+=("$open" "$word") ;; esac
      open=
      continue
    fi
    case "$word" in
      ${optionsOfNames.map((option) => `${option}=*`).join('|')}) passed+=("$word") ;;
      ${optionsWithValue.join('|')}) open=$word ;;
      -*) ;;
      *)
        if [[ -n $command ]]; then continue; fi
        if [[ -n $first ]]; then command="$first $word"; first=; continue; fi
        case "$word" in ${firstOfTwo.join('|')}) first=$word ;; *) command=$word ;; esac
        ;;
    esac
  done
}
`;
}
