#!/usr/bin/env bash
# Builds the test plug-ins from their sources and puts them among the test resources, where they are
# committed: the build of the project needs none of these tools.
#
#   src/test/plugins/build.sh
#
# Needs clang-14, lld-14, wasi-libc, libclang-rt-14-dev-wasm32 (names of Debian's packages) and npm.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
to=../resources/plugins
mkdir -p "$to"

bare() {
  clang-14 --target=wasm32 -O2 -nostdlib -ffreestanding -Wall -Wno-infinite-recursion \
    -Wl,--no-entry -Wl,--strip-all -o "$to/$1.wasm" "$1/$1.c"
}

with_libc() {
  clang-14 --target=wasm32-wasi -O2 -Wall -Wl,--strip-all "${@:3}" -o "$to/$1.wasm" "$2"
}

script() {
  local kit=../../../target/assemblyscript
  if [[ ! -d $kit/node_modules ]]; then
    npm install --silent --no-audit --no-fund --prefix "$kit" \
      assemblyscript@0.28.20 @extism/as-pdk@1.0.0
  fi
  cp "$1/$1.ts" "$kit/"
  (cd "$kit" && npx asc "$1.ts" --outFile "$1.wasm" --use "abort=$1/stop" -O3)
  cp "$kit/$1.wasm" "$to/"
}

bare hostile
bare protocol
bare work
bare hosted
with_libc streams streams/streams.c -mexec-model=reactor
with_libc command streams/command.c
with_libc kit kit/kit.c -mexec-model=reactor
script vowels
script greeting
chmod 644 "$to"/*.wasm
ls -l "$to"
