# What the scripts beside this one share. Sourced, never run.

passed=0
failed=0

# passed: counts a case.
passed() {
  passed=$((passed + 1))
}

# failed TITLE REASON [FILE]...: counts a case and shows why; of each file the beginning.
failed() {
  failed=$((failed + 1))
  printf 'FAILED %s: %s\n' "$1" "$2"
  shift 2
  local file
  for file; do
    printf '  %s (%d bytes)\n' "${file##*/}" "$(wc -c <"$file")"
    head -c 2000 "$file" | head -n 20 | cat -v | sed 's/^/    /'
  done
}

# summary: the last line of every script, and its exit code.
summary() {
  printf '%d passed, %d failed\n' "$passed" "$failed"
  ((failed == 0 && passed > 0))
}

# make_scratch: a directory $scratch that goes away with the script.
make_scratch() {
  scratch=$(mktemp -d "${TMPDIR:-/tmp}/ci-XXXXXX")
  trap 'chmod -R u+rwX "$scratch"; rm -rf "$scratch"' EXIT
}

# find_jdk VERSION: prints the home of a JDK of that feature version, or fails.
find_jdk() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/*; do
    if [[ -x $home/bin/javac ]] && grep -qs "^JAVA_VERSION=\"$1[.\"]" "$home/release"; then
      printf '%s\n' "$home"
      return
    fi
  done
  printf 'no JDK %s: neither JAVA_HOME nor below /usr/lib/jvm\n' "$1" >&2
  return 1
}

# find_tools PROGRAM:PACKAGE...: installs the packages of those programs that are not there.
find_tools() {
  local missing=() tool
  for tool; do
    command -v "${tool%%:*}" >/dev/null || missing+=("${tool#*:}")
  done
  if ((${#missing[@]} > 0)); then
    { apt-get update -qq && apt-get install -y -qq "${missing[@]}"; } >/dev/null
  fi
}

# find_helm DIR: puts the Helm to compare with at DIR/helm, with what its script needs.
find_helm() {
  find_tools npm:npm unzip:unzip
  "$top/../shared/tools/get-helm.sh" "$1"
}
