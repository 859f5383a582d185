export type Shell = keyof typeof completionScripts;

const bash = `# Completion of mokv for bash. The words come from mokv itself.
_mokv() {
  local line=\${COMP_LINE:0:COMP_POINT} cur='' kept='' then='' word rest
  local -a words
  # bash would split at : and = too, which belong to endpoints, keys and --flag=value.
  read -ra words <<<"$line"
  [[ $line == *[[:space:]] ]] && words+=('')
  cur=\${words[\${#words[@]} - 1]}
  # Only what stands behind the last of them is replaced.
  for word in : =; do
    if [[ $COMP_WORDBREAKS == *"$word"* && $cur == *"$word"* ]]; then
      rest=\${cur%"\${cur##*"$word"}"}
      ((\${#rest} > \${#kept})) && kept=$rest
    fi
  done
  COMPREPLY=()
  while IFS=$'\\t' read -r word rest; do
    if [[ -z $then ]]; then then=$word; else COMPREPLY+=("\${word#"$kept"}"); fi
  done < <(mokv __complete -- "\${words[@]:1}" 2>/dev/null)
  case $then in
    :files) compopt -o default 2>/dev/null ;;
    :nospace) compopt -o nospace 2>/dev/null ;;
  esac
}
complete -F _mokv mokv
`;

const zsh = `#compdef mokv
# Completion of mokv for zsh. The words come from mokv itself.
_mokv() {
  local -a lines described
  local line word rest
  lines=("\${(@f)$(mokv __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ $lines[1] == :files ]]; then
    _files
    return
  fi
  for line in "\${(@)lines[2,-1]}"; do
    word=\${line%%$'\\t'*}
    [[ $line == *$'\\t'* ]] && rest=":\${line#*$'\\t'}" || rest=''
    described+=("\${word//:/\\\\:}$rest")
  done
  if [[ $lines[1] == :nospace ]]; then
    _describe -V mokv described -S ''
  else
    _describe -V mokv described
  fi
}
if [[ $funcstack[1] == _mokv ]]; then
  _mokv "$@"
else
  compdef _mokv mokv
fi
`;

const fish = `# Completion of mokv for fish. The words come from mokv itself.
function __mokv_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l lines (mokv __complete -- $words[2..] 2>/dev/null)
    if test "$lines[1]" = ':files'
        __fish_complete_path (commandline -ct)
        return
    end
    printf '%s\\n' $lines[2..]
end
complete -c mokv -f -a '(__mokv_complete)'
`;

export const completionScripts = { bash, zsh, fish } as const;
