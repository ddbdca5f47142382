#!/bin/sh
# Needs clang-14 and lld-14.
set -eu
cd "$(dirname -- "$0")"
clang-14 --target=wasm32 -O2 -nostdlib -ffreestanding -Wall -Wl,--no-entry,--strip-all,-z,stack-size=16384 \
  -o plugin.wasm getter.c
chmod 644 plugin.wasm
