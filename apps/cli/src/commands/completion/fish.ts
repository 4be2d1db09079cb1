import { firstOfTwo, listing, optionsOfNames, optionsWithValue, settings } from './completable.js';
import { type Shell, tablesFor } from './tables.js';

/** A text as one word of fish, which knows two escapes between quotes. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

const fish: Shell = {
  quoted,
  define: (name, body) => `function __superposition_${name}\n    ${body}\nend`,
  cases: (count, rows) =>
    [
      `switch ${count === 1 ? '$argv[1]' : '"$argv[1] $argv[2]"'}`,
      ...rows.map(([pattern, action]) => `        case ${quoted(pattern)}\n            ${action}`),
      '    end',
    ].join('\n'),
};

/** A script for fish, from version 3.0 on. */
export function fishScript(): string {
  return `# Completion of superposition for fish. Load it with: superposition completion fish | source

${tablesFor(fish)}

function __superposition
    set -l tokens (commandline -opc)
    set -l cur (commandline -ct)
    set -l command
    set -l first
    set -l open
    set -l passed
    for word in $tokens[2..-1]
        if test -n "$open"
            contains -- $open ${optionsOfNames.join(' ')}; and set -a passed $open $word
            set open
        else if string match -qr -- ${quoted(`^(${optionsOfNames.join('|')})=`)} $word
            set -a passed $word
        else if contains -- $word ${optionsWithValue.join(' ')}
            set open $word
        else if string match -q -- '-*' $word; or test -n "$command"
            continue
        else if test -n "$first"
            set command "$first $word"
            set first
        else if contains -- $word ${firstOfTwo.join(' ')}
            set first $word
        else
            set command $word
        end
    end
    # A word such as runs is a command, and begins others too.
    set -l known $command
    test -z "$known"; and set known $first
    set -l prefix
    set -l kind
    if test -n "$open"
        set kind (__superposition_value "$known" $open)
    else if string match -q -- '--*=*' $cur
        set prefix (string replace -r '=.*' '=' -- $cur)
        set kind (__superposition_value "$known" (string replace -r '=.*' '' -- $cur))
        set cur (string replace -r '^[^=]*=' '' -- $cur)
    else if string match -q -- '-*' $cur
        __superposition_options "$known"
        return
    else if test -n "$first"
        __superposition_second $first
        return
    else if test -z "$command"
        __superposition_first
        return
    else
        set kind (__superposition_words "$command")
    end
    set -l found
    switch "$kind"
        case files
            set found (__fish_complete_path $cur)
        case folders
            set found (__fish_complete_directories $cur)
        case names
            set found (${listing.before} $tokens[1] ${listing.words} $passed 2>/dev/null)
        case settings
            set found ${settings.map(quoted).join(' ')}
        case commands
            set found (__superposition_first)
        case 'choices *'
            set found (string split ' ' -- (string replace 'choices ' '' -- $kind))
    end
    for each in $found
        echo -- "$prefix$each"
    end
end

complete -c superposition -f -a '(__superposition)'
`;
}
