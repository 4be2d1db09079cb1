import { firstOfTwo, optionsOfNames, optionsWithValue, settings } from './completable.js';
import { type Shell, tablesFor } from './tables.js';

/** A text as one word of bash or zsh. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

const posix: Shell = {
  quoted,
  define: (name, body) => `_superposition_${name}() {\n  ${body}\n}`,
  cases: (count, rows) =>
    [
      `case "${count === 1 ? '$1' : '$1 $2'}" in`,
      ...rows.map(([pattern, action]) => `    ${quoted(pattern)}) ${action} ;;`),
      '  esac',
    ].join('\n'),
};

/**
 * Functions for bash and zsh. `_superposition_read` reads the words before the cursor into `command`, `first`, `open` (an option that
 * awaits its value) and `passed` (options on which names depend).
 */
export function posixTables(): string {
  return `${tablesFor(posix)}

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
