# shellcheck shell=bash
# Which entry of platformCommand runs. Helm's binary here is linux/amd64, hence so is the machine.

plugins platforms

# entries NAME 'OS|ARCH|COMMAND'...: a plugin with these entries; a part that is `-` is left out.
entries() {
  local name=$1 entry os arch command
  shift
  {
    printf 'runtimeConfig:\n  platformCommand:\n'
    for entry; do
      IFS='|' read -r os arch command <<<"$entry"
      printf -- '    - args: [from, the-args]\n'
      [[ $os == - ]] || printf "      os: '%s'\n" "$os"
      [[ $arch == - ]] || printf "      arch: '%s'\n" "$arch"
      [[ $command == - ]] || printf "      command: '%s'\n" "$command"
    done
  } | v1 "$name"
}

entries generic '-|-|show-args generic' && compare 'an entry for all' generic
entries three 'linux|-|show-args linux' 'darwin|-|show-args darwin' 'windows|-|show-args windows' &&
  compare 'one entry for each system' three
entries others 'windows|amd64|show-args w' 'darwin|arm64|show-args d' 'linux|amd64|show-args l' &&
  compare 'the matching entry last' others
entries exact '-|-|show-args generic' 'linux|-|show-args linux' 'linux|amd64|show-args exact' &&
  compare 'system and architecture beat system, wherever they stand' exact
entries system '-|-|show-args generic' 'linux|-|show-args linux' 'linux|arm64|show-args arm' &&
  compare 'system beats the entry for all' system
entries foreign 'linux|arm64|show-args arm' '-|-|show-args generic' &&
  compare 'an entry of another architecture is passed over' foreign
entries first 'linux|-|show-args one' 'linux|-|show-args two' &&
  compare 'of two equal entries the first' first
entries firstexact 'linux|amd64|show-args one' 'linux|amd64|show-args two' &&
  compare 'of two exact entries the first' firstexact
entries upper 'LINUX|-|show-args upper' '-|-|show-args generic' && compare 'upper case system' upper
entries mixed 'Linux|AMD64|show-args mixed' 'linux|-|show-args linux' &&
  compare 'upper case architecture' mixed
entries archonly '-|amd64|show-args arch' '-|-|show-args generic' &&
  compare 'an entry for all beats an architecture alone' archonly
entries empty 'linux|amd64|' '-|-|show-args generic' &&
  status=1 compare 'an exact entry without a command hides better ones' empty
entries emptyos 'linux|-|-' '-|-|show-args generic' &&
  status=1 compare 'a system entry without a command hides better ones' emptyos
entries none 'windows|-|show-args w' 'darwin|-|show-args d' &&
  status=1 compare 'no entry applies' none
entries padded ' linux|-|show-args padded' && status=1 compare 'blanks around a system count' padded
entries uname 'linux|x86_64|show-args uname' && status=1 compare 'x86_64 is not amd64' uname
v1 nothing <<'YAML'
runtimeConfig: {}
YAML
status=1 compare 'no platformCommand at all' nothing
v1 nullargs <<'YAML'
runtimeConfig:
  platformCommand:
    - {os: linux, command: show-args, args: ~}
    - ~
YAML
compare 'null args and a null entry' nullargs x

legacy oldplatforms <<'YAML'
platformCommand:
  - {os: darwin, arch: amd64, command: show-args darwin}
  - {os: linux, arch: amd64, command: show-args $HELM_PLUGIN_NAME, args: [with, args]}
  - {os: windows, arch: amd64, command: show-args windows}
YAML
compare 'legacy platformCommand' oldplatforms x
legacy oldcommand <<'YAML'
command: show-args a  $X
YAML
compare 'legacy command' X='x y' oldcommand more
legacy oldflags <<'YAML'
command: show-args fixed
ignoreFlags: true
useTunnel: true
YAML
compare 'legacy ignoreFlags' oldflags a -b
legacy oldhooks <<'YAML'
command: show-args
hooks:
  install: 'echo never'
platformHooks: {}
YAML
compare 'legacy hooks do not run' oldhooks
legacy oldnothing <<'YAML'
description: no command
YAML
status=1 compare 'legacy without a command' oldnothing
