# shellcheck shell=bash
# What YAML scalars become as arguments: typed in v1, the source text in legacy manifests.

plugins scalars

# scalars NAME: two plugins whose args are the list on standard input, NAME and NAME-legacy.
scalars() {
  local list
  list=$(cat)
  printf 'runtimeConfig:\n  platformCommand:\n    - command: show-args\n      args: %s\n' "$list" |
    v1 "$1"
  printf 'platformCommand:\n  - command: show-args\n    args: %s\n' "$list" | legacy "$1-legacy"
  compare "$1 in v1" "$1"
  compare "$1 in legacy" "$1-legacy"
}

scalars integers <<'YAML'
[1, 010, 0o10, 0x1F, 0b11, +7, -0, 1_000, 18446744073709551615, 9223372036854775808, 1:30, 08]
YAML
scalars floats <<'YAML'
[1.10, 1.0, 1e3, 1e21, 1e-7, .5, 5., -0.0, 123456789.123456789, 0.1, 1.0e+2, 1_0.5]
YAML
scalars infinities <<'YAML'
[.inf, -.inf, .nan, .Inf, .NaN, inf, nan]
YAML
scalars dates <<'YAML'
[2024-01-01, 2024-01-01T10:20:30Z, 2024-01-01 10:20:30, 2024-01-01T10:20:30.5+02:00, 2024-13-01, 24:00]
YAML
scalars booleans <<'YAML'
[true, True, TRUE, false, yes, no, on, off, y, n]
YAML
scalars nulls <<'YAML'
[~, null, Null, NULL, '', "", 'null', '~', nil]
YAML
scalars quoted <<'YAML'
['1.10', "010", '2024-01-01', "true", 'it''s', "a\tb\u00e9\x41", "\
  joined", 'two
  lines']
YAML
scalars unicode <<'YAML'
[é, 日本語, 😀, "\U0001F600", "\u00e9", ä ö]
YAML
scalars plain <<'YAML'
[a b, a#b, a:b, -x, --foo=bar, '*', '&a', "[x]", "{y}", <<, =, '!', '%']
YAML
scalars blocks <<'YAML'

        - |
          literal
            text
        - >-
          folded
          text
        - |+
          kept

        - last
YAML
scalars anchors <<'YAML'
[&one first, *one, &two 1.50, *two]
YAML
scalars tags <<'YAML'
[!!str 1.10, !!str 010, !!int "8", !!float "1", !!str true]
YAML
