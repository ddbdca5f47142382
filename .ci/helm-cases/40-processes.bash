# shellcheck shell=bash
# The plugin's process: exit codes, streams, directory, program.

plugins processes

# script NAME: a plugin whose program is the shell script on standard input.
script() {
  v1 "$1" <<'YAML'
runtimeConfig:
  platformCommand:
    - command: ${HELM_PLUGIN_DIR}/run.sh
YAML
  program "$1/run.sh"
}

script leave <<'SH'
echo "leaving with $1"
exit "$1"
SH
for code in 0 1 2 3 42 125 126 127 128 130 137 143 254 255; do
  status=$code compare "exit code $code" leave "$code"
done

script echo-in <<'SH'
cat
SH
printf 'two\nlines\n' >"$scratch/text"
head -c 1048576 /dev/urandom >"$scratch/megabyte"
printf 'a\0b\xff\r\nno line end' >"$scratch/binary"
stdin=$scratch/text compare 'standard input of text' echo-in
stdin=$scratch/binary compare 'standard input of bytes' echo-in
stdin=$scratch/megabyte compare 'standard input of a megabyte' echo-in
quiet=1 compare 'empty standard input' echo-in
script one-line <<'SH'
read -r line
echo "read: $line"
SH
stdin=$scratch/text compare 'standard input that is read in part' one-line
stdin=$scratch/megabyte compare 'standard input that is not read' leave 0

script quiet <<'SH'
SH
quiet=1 compare 'no output' quiet
script no-line-end <<'SH'
printf 'no line end'
SH
compare 'output without a line end' no-line-end
script bytes <<'SH'
printf 'a\0b\377\r\n\n\n'
SH
compare 'output of bytes' bytes
script big <<'SH'
head -c 5000000 /dev/zero | tr '\0' x
SH
compare 'output of five megabytes' big
script both <<'SH'
echo out 1
echo err 1 >&2
echo out 2
SH
compare 'standard error is not standard output' both
script lines <<'SH'
seq 20000
SH
compare 'output of many lines' lines
script unicode <<'SH'
printf 'é 日本語 😀\n'
SH
compare 'unicode output without a locale' unicode

script where <<'SH'
pwd
ls
cat note
SH
mkdir -p "$scratch/else where/é"
echo 'a note' >"$scratch/else where/é/note"
cwd="$scratch/else where/é" compare 'the directory of the caller' where
v1 relative <<'YAML'
runtimeConfig:
  platformCommand:
    - command: ./here.sh x
YAML
printf '#!/bin/sh\necho "here: $0 $1"\n' >"$scratch/else where/here.sh"
chmod 755 "$scratch/else where/here.sh"
cwd="$scratch/else where" compare 'a program relative to the directory of the caller' relative
cwd=/ status=1 compare 'a relative program that is not there' relative

v1 unknown <<'YAML'
runtimeConfig:
  platformCommand:
    - command: no-such-program
YAML
status=1 compare 'a program that is not on the PATH' unknown
v1 gone <<'YAML'
runtimeConfig:
  platformCommand:
    - command: ${HELM_PLUGIN_DIR}/gone.sh
YAML
status=1 compare 'a program that is not in the plugin' gone
script locked <<'SH'
echo never
SH
chmod 644 "$plugins/locked/run.sh"
status=1 compare 'a program that is not executable' locked
script bare <<'SH'
SH
printf 'echo no first line\n' >"$plugins/bare/run.sh"
status=1 compare 'a script without #!' bare
script strange <<'SH'
SH
printf '#!/no/such/interpreter\necho never\n' >"$plugins/strange/run.sh"
status=1 compare 'a script of an unknown interpreter' strange
script folder <<'SH'
SH
rm "$plugins/folder/run.sh"
mkdir "$plugins/folder/run.sh"
status=1 compare 'a program that is a directory' folder
v1 found <<'YAML'
runtimeConfig:
  platformCommand:
    - command: only-here
YAML
mkdir -p "$scratch/more/bin"
printf '#!/bin/sh\necho "only here: $0"\n' >"$scratch/more/bin/only-here"
chmod 755 "$scratch/more/bin/only-here"
compare 'a program on the PATH of the caller' PATH="$PATH:$scratch/more/bin" found
cwd=$scratch/more/bin status=1 compare 'the current directory is not on the PATH' found
cwd=$scratch/more status=1 compare 'nor by a relative entry of the PATH' PATH="bin:$PATH" found

v1 descriptors <<'YAML'
runtimeConfig:
  platformCommand:
    - command: ls /proc/self/fd
YAML
compare 'no open files of our own are inherited' descriptors
script trap <<'SH'
trap 'echo interrupted; exit 7' INT
trap 'echo terminated; exit 8' TERM
kill -"$1" $$
echo 'not reached'
SH
status=7 compare 'the plugin can catch SIGINT' trap INT
status=8 compare 'the plugin can catch SIGTERM' trap TERM
v1 shell <<'YAML'
runtimeConfig:
  platformCommand:
    - command: sh
      args: [-c, 'echo "args: $*"; exit 9', sh]
YAML
status=9 compare 'dollars for the shell are expanded before it sees them' shell a b
v1 hooked <<'YAML'
runtimeConfig:
  platformCommand:
    - command: show-args
  platformHooks:
    install:
      - {command: show-args, args: [never]}
YAML
compare 'hooks do not run' hooked
