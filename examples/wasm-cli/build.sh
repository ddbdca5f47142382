#!/bin/sh
# Needs clang-14, lld-14, wasi-libc and libclang-rt-14-dev-wasm32.
set -eu
cd "$(dirname -- "$0")"
clang-14 --target=wasm32-wasi -mexec-model=reactor -O2 -Wall -Wl,--strip-all,-z,stack-size=65536 \
  -o plugin.wasm cli.c
chmod 644 plugin.wasm
