# shellcheck shell=bash
# Words of the manifest: how they are split, and how $NAME is replaced.

plugins expansion
values=(A=a 'B=x y' EMPTY= 1=one 10=ten 'C=$A' u_1=under a.b=dotted é=acute)

# words NAME WORD...: a plugin whose args are these words.
words() {
  local name=$1 word
  shift
  {
    printf 'runtimeConfig:\n  platformCommand:\n    - command: show-args\n      args:\n'
    for word; do printf "        - '%s'\n" "${word//\'/\'\'}"; done
  } | v1 "$name"
}

words plain '$A' '${A}' 'a${A}b${A}c' '$A.x' '$A}' '$A/$B' '${HELM_PLUGIN_NAME}' '$u_1' '$u_1x'
compare 'names, with and without braces' "${values[@]}" plain
words blanks '$B' '${B}' '<$B>' ' ' 'two words' ' $A '
compare 'values with blanks stay one argument' "${values[@]}" blanks
words unset '$NOPE' '${NOPE}' 'x${NOPE}y' '$EMPTY.' '' '${NOPE}${EMPTY}'
compare 'unset and empty variables' "${values[@]}" unset
words digits '$1' '$10' '${1}' '${10}' '$0' '$9x' '$2.'
compare 'digits' "${values[@]}" digits
words special '$*' '$#' '$@' '$!' '$?' '$-' '$$' '$$A' '${*}' '${**}' '${!}' '${$}'
compare 'special characters after a dollar' "${values[@]}" special
words lone '$' 'a$' '$ ' '$ A' '$/x' '$\x' '$.' '$=' '$[A]' '$(A)' '$"A"' 'a$b$'
compare 'dollars that stay' "${values[@]}" lone
words broken '${}' '${' '${A' '${ A }' '${A B}' '${A:-d}' '${A-d}' '${{A}}' '${A}}' '${' 'x${A'
compare 'broken braces' "${values[@]}" broken
words quoted '\$A' "'\$A'" '"$A"' '`$A`' '%A%' '^A' '\${A}' '\\$A'
compare 'quotes and backslashes mean nothing' "${values[@]}" quoted
words dotted '$a.b' '${a.b}' '$é' '${é}' '$A-b' '$A_b' '${A}_b' '$Aé'
compare 'names that are no shell names' LC_ALL=C.UTF-8 "${values[@]}" dotted
compare 'names that are no shell names, without a locale' "${values[@]}" dotted
words twice '$C' '${C}'
compare 'values are not expanded again' "${values[@]}" twice
compare 'arguments of the command line are not expanded' "${values[@]}" \
  plain '$A' '${HELM_PLUGIN_DIR}'
words bytes '$RAW' '<${RAW}>'
compare 'values with line ends' RAW=$'one\ntwo\n' bytes
compare 'unicode values without a locale' RAW='é 日本' bytes
words literal é 日本語 😀 $'caf\u0065\u0301'
compare 'unicode words in a UTF-8 locale' LC_ALL=C.UTF-8 literal
compare 'unicode words without a locale' literal

v1 split <<'YAML'
runtimeConfig:
  platformCommand:
    - command: show-args one  two $B "quoted blank" 'single'
      args: [$A, last]
YAML
compare 'a command is split at every blank, and quotes mean nothing' "${values[@]}" split more
v1 trailing <<'YAML'
runtimeConfig:
  platformCommand:
    - command: 'show-args '
YAML
compare 'a trailing blank is an empty argument' trailing
v1 leading <<'YAML'
runtimeConfig:
  platformCommand:
    - command: ' show-args'
YAML
status=1 compare 'a leading blank leaves no program' leading
v1 tabbed <<'YAML'
runtimeConfig:
  platformCommand:
    - command: "show-args a\tb c\nd"
YAML
compare 'tabs and line ends do not split' tabbed
v1 variable <<'YAML'
runtimeConfig:
  platformCommand:
    - command: $TOOL first
YAML
compare 'the program from a variable' TOOL=show-args variable
status=1 compare 'a program from a variable is not split' TOOL='show-args x' variable
status=1 compare 'a program that expands to nothing' variable

v1 own <<'YAML'
runtimeConfig:
  platformCommand:
    - command: ${HELM_PLUGIN_DIR}/print
      args: [$HELM_PLUGIN_NAME, $HELM_PLUGIN_DIR, '${HELM_PLUGIN_DIR}/x']
YAML
program own/print <<'SH'
printf '%s\n' "$HELM_PLUGIN_NAME" "$HELM_PLUGIN_DIR" "$0" "$@"
SH
compare 'name and directory of the plugin' own
compare 'the caller cannot set them' HELM_PLUGIN_NAME=evil HELM_PLUGIN_DIR=/evil own

v1 environment <<'YAML'
runtimeConfig:
  platformCommand:
    - command: cat /proc/self/environ
YAML
# common: lists an environment in order, without what only Helm sets, or only the shell and the
# locale that portside starts a JVM with.
common() {
  LC_ALL=C sort -z | grep -Ezav '^(HELM_.*|PWD|SHLVL)=' | tr '\0\n' '\n~'
}
filter=common
compare 'the whole environment' "${values[@]}" RAW=$'\xff\xfe' NL=$'a\nb' x-y=z environment
compare 'the environment of a shell' \
  OLDPWD=/ LANG=C.UTF-8 TERM=dumb BASH_ENV=/nowhere ENV=/nowhere environment
compare 'variables that shells and JVMs read' \
  JAVA_OPTS=-x CLASSPATH=/x JAVA_TOOL_OPTIONS=-Dx=y POSIXLY_CORRECT=1 CDPATH=/ environment
filter=
