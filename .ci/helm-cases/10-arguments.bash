# shellcheck shell=bash
# Arguments of the command line reach the program as they are.

plugins arguments
v1 shew <<'YAML'
runtimeConfig:
  platformCommand:
    - command: show-args
      args: [-c, --fixed=1]
YAML
v1 flagless <<'YAML'
config:
  ignoreFlags: true
runtimeConfig:
  platformCommand:
    - command: show-args fixed
YAML

compare 'no arguments' shew
compare 'one argument' shew one
compare 'blanks in arguments' shew 'a b' ' lead' 'trail ' '   '
compare 'quotes in arguments' shew '"a"' "'b'" '"a b' "it's" '`id`'
compare 'dollars in arguments stay' X=value \
  shew '$X' '${X}' '$$' '$1' '$(id)' '${HELM_PLUGIN_DIR}' '$'
compare 'backslashes in arguments' shew 'a\b' '\\' '\n' '\$X' 'end\'
compare 'control characters in arguments' \
  shew $'two\nlines' $'\n' $'a\tb' $'a\rb' $'\e[0m' $'trail\n'
compare 'glob characters in arguments' shew '*' '?' '[a-z]' '~' '{a,b}' '!'
compare 'shell operators in arguments' shew ';' '&&' '|' '>' '<' '#' '(' ')' '&' '%A%' '^'
compare 'equals signs in arguments' shew a a=b = ==
compare 'flags' shew -x --foo=bar --foo bar -abc -x=1 --a.b
compare 'double dash' shew a -- b -- -c
compare 'double dash first' shew -- -x
compare 'lone dashes' shew - --- - ----
compare 'help and version flags' shew --help -h --version -V -v
compare 'arguments for a JVM' shew -Dx=y -XX:+Whatever -Xmx1m -jar x.jar -cp . --add-modules x
compare 'argument files for a JVM' shew @file @/etc/passwd @@x
compare 'unicode arguments in a UTF-8 locale' LC_ALL=C.UTF-8 shew é 日本語 😀 $'e\u0301' $'\u200b'
compare 'unicode arguments without a locale' shew é 日本語 😀
compare 'unicode arguments in the C locale' LANG=C shew é 日本語 😀
compare 'an argument of 100,000 bytes' shew "$(printf '%0100000d' 7)"
mapfile -t many < <(seq -f 'argument %g' 2000)
compare '2,000 arguments' shew "${many[@]}"
compare 'names of portside commands as arguments' shew run list get render hook inspect invoke
compare 'flags of portside as arguments' shew --plugins /nowhere --output json -o json --timeout 1
compare 'ignoreFlags drops all arguments' flagless a -x --foo=bar b
compare 'options for a JVM in the environment' JAVA_TOOL_OPTIONS=-Dx=y shew a
compare 'options for the launcher in the environment' JDK_JAVA_OPTIONS=-Dx=y shew a
