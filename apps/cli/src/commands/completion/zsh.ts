import { listing } from './completable.js';
import { posixTables } from './posix.js';

/** A script for zsh, to be loaded, or to be kept in a folder of `$fpath`. */
export function zshScript(): string {
  return `#compdef superposition
# Completion of superposition for zsh. Load it, after compinit, with: source <(superposition completion zsh)

${posixTables()}
_superposition() {
  local cur="\${(Q)PREFIX}" command first open kind found line
  local -a suffix passed lines candidates shown
  _superposition_read "\${(@Q)words[2,CURRENT-1]}"
  if [[ -n $open ]]; then kind=$(_superposition_value "\${command:-$first}" "$open")
  elif [[ $cur == --*=* ]]; then kind=$(_superposition_value "\${command:-$first}" "\${cur%%=*}"); compset -P '*='
  elif [[ $cur == -* ]]; then found=$(_superposition_options "\${command:-$first}")
  elif [[ -n $first ]]; then found=$(_superposition_second "$first")
  elif [[ -z $command ]]; then found=$(_superposition_first)
  else kind=$(_superposition_words "$command")
  fi
  case "$kind" in
    files) _files; return ;;
    folders) _files -/; return ;;
    names) found=$(${listing.before} "\${(Q)words[1]}" ${listing.words} "\${passed[@]}" 2>/dev/null) ;;
    settings) found=$(_superposition_settings); suffix=(-S '') ;;
    commands) found=$(_superposition_first) ;;
    choices*) found="\${(F)\${=kind#choices }}" ;;
  esac
  lines=("\${(@f)found}")
  for line in $lines; do
    candidates+=("\${line%%$'\\t'*}")
    if [[ $line == *$'\\t'?* ]]; then shown+=("\${line%%$'\\t'*}  -- \${line#*$'\\t'}")
    else shown+=("\${line%%$'\\t'*}")
    fi
  done
  if [[ $found == *$'\\t'?* ]]; then compadd -l -d shown -a candidates
  else compadd "\${suffix[@]}" -a candidates
  fi
}

if [[ \${funcstack[1]} == _superposition ]]; then _superposition "$@"
else compdef _superposition superposition
fi
`;
}
