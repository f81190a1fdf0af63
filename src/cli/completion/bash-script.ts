/**
 * For bash. The library's own wants the package bash-completion, which servers often lack, and evaluates the words
 * that were typed.
 */
export const bashScript = `# bash completion for fleetop
_fleetop() {
  local line value current=\${COMP_WORDS[COMP_CWORD]}
  COMPREPLY=()
  while IFS= read -r line; do
    value=\${line%%$'\\t'*}
    [[ $line != :* && $value == "$current"* ]] && COMPREPLY+=("$value")
  done < <(fleetop complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _fleetop fleetop
`;
