import { listing } from './completable.js';
import { posixTables } from './posix.js';

/** A script for bash, from version 3.2 on. */
export function bashScript(): string {
  return `# Completion of superposition for bash. Load it with: source <(superposition completion bash)

${posixTables()}
_superposition() {
  local line="\${COMP_LINE:0:COMP_POINT}" cur= quote= prefix= command= first= open= kind= found= reply
  local -a words=() passed=()
  read -ra words <<<"$line"
  if [[ $line != *[[:space:]] ]]; then
    cur="\${words[\${#words[@]}-1]}"
    words=("\${words[@]:0:\${#words[@]}-1}")
  fi
  _superposition_read "\${words[@]:1}"
  # An open quote stays; bash closes it.
  case "$cur" in [\\'\\"]*) quote="\${cur:0:1}" cur="\${cur:1}" ;; *) cur="\${cur//\\\\/}" ;; esac
  if [[ -n $open ]]; then kind=$(_superposition_value "\${command:-$first}" "$open")
  elif [[ $cur == --*=* ]]; then prefix="\${cur%%=*}=" kind=$(_superposition_value "\${command:-$first}" "\${cur%%=*}") cur="\${cur#*=}"
  elif [[ $cur == -* ]]; then found=$(_superposition_options "\${command:-$first}")
  elif [[ -n $first ]]; then found=$(_superposition_second "$first")
  elif [[ -z $command ]]; then found=$(_superposition_first)
  else kind=$(_superposition_words "$command")
  fi
  case "$kind" in
    files|folders)
      compopt -o filenames 2>/dev/null
      local how=-f
      if [[ $kind == folders ]]; then how=-d; fi
      while IFS= read -r reply; do COMPREPLY+=("$reply"); done < <(compgen "$how" -- "$cur")
      return ;;
    names) found=$(${listing.before} "\${words[0]}" ${listing.words} "\${passed[@]}" 2>/dev/null) ;;
    settings) found=$(_superposition_settings) ;;
    commands) found=$(_superposition_first) ;;
    choices*) found=$(printf '%s\\n' \${kind#choices }) ;;
  esac
  # bash replaces only what comes after the last of its word breaks.
  local before="$prefix$cur" all
  case "$COMP_WORDBREAKS" in *=*) before="\${before%"\${before##*=}"}" ;; *) before= ;; esac
  if [[ -n $quote ]]; then before=; fi
  while IFS=$'\\t' read -r reply _; do
    if [[ -z $reply || $reply != "$cur"* ]]; then continue; fi
    if [[ $reply == *= ]]; then compopt -o nospace 2>/dev/null; fi
    all="$prefix$reply"
    reply="\${all#"$before"}"
    if [[ -z $quote ]]; then printf -v reply %q "$reply"; fi
    COMPREPLY+=("$reply")
  done <<<"$found"
}

complete -F _superposition superposition
`;
}
