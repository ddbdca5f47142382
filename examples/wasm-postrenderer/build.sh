#!/bin/sh
# Needs npm.
set -eu
cd "$(dirname -- "$0")"
npm install --silent --no-audit --no-fund --prefix target assemblyscript@0.28.20 @extism/as-pdk@1.0.0
cp postrenderer.ts target/
(cd target && npx asc postrenderer.ts --outFile ../plugin.wasm --use abort=postrenderer/stop -O3)
