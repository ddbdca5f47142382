#compdef portside
# Completes portside in zsh: source <(portside completion zsh)
_portside() {
  local -a candidates
  candidates=(${(f)"$("${words[1]}" __complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)"})
  if (( $#candidates )); then
    compadd -- $candidates
  else
    _files
  fi
}
compdef _portside portside
