# shellcheck shell=bash
# Plugins on the runtime extism/v1: the examples, and test plug-ins of plugin-runtime-wasm. Left out,
# because Helm's own faults show there (docs/helm-mapping.md): answers with data, post-renderers,
# variables and HTTP, results other than 0, the host's environment within the module.

plugins wasm
cp -r "$here"/../examples/wasm-{cli,getter} "$plugins"

# wasm DIR MODULE: a command whose module is one of the test plug-ins; runtimeConfig is standard input.
wasm() {
  mkdir -p "$plugins/$1"
  {
    printf 'apiVersion: v1\nname: %s\ntype: cli/v1\nruntime: extism/v1\nversion: 1.0.0\n' "$1"
    printf 'runtimeConfig:\n'
    cat
  } >"$plugins/$1/plugin.yaml"
  cp "$here/../plugin-runtime-wasm/src/test/resources/plugins/$2.wasm" "$plugins/$1/plugin.wasm"
}

compare 'a module that prints' wasm-cli
compare 'a module with arguments' wasm-cli Ada 'two words' '$HOME' '"' '\' "'" '<&>' $'a\tb'
compare 'a module with an argument that looks like an option' wasm-cli --name=Ada -x

wasm copy streams <<'YAML'
  entryFuncName: copy_streams
YAML
printf 'one\ntwo \303\251\n' >"$scratch/lines"
stdin=$scratch/lines compare 'a module that copies standard input' copy
head -c 300000 /dev/urandom | base64 >"$scratch/much"
stdin=$scratch/much compare 'a module that copies 400 KB' copy

wasm absent protocol <<'YAML'
  entryFuncName: no_such_function
YAML
status=1 compare 'an entry that is not exported' absent
wasm trap hostile <<'YAML'
  entryFuncName: trap
YAML
status=1 compare 'a module that traps' trap
wasm endless hostile <<'YAML'
  entryFuncName: infinite_loop
  timeout: 300
YAML
status=1 compare 'a module that exceeds its timeout' endless
wasm small streams <<'YAML'
  entryFuncName: copy_streams
  memory:
    maxPages: 1
YAML
status=1 compare 'a module with too little memory' small
wasm gone streams <<'YAML'
  entryFuncName: copy_streams
YAML
rm "$plugins/gone/plugin.wasm"
status=1 compare 'a plugin without a module' gone

mkdir -p "$scratch/valued/templates"
printf 'apiVersion: v2\nname: valued\nversion: 1.0.0\n' >"$scratch/valued/Chart.yaml"
printf 'a: {{ .Values | toYaml | nindent 2 }}\n' >"$scratch/valued/templates/all.yaml"
url='inline://values?replicaCount=3&fullnameOverride=web'
clean "$helm" template "$scratch/valued" -f "$url" >"$scratch/values.helm" 2>&1 || true
clean "$portside" get "$url" >"$scratch/values" || true
clean "$helm" template "$scratch/valued" -f "$scratch/values" >"$scratch/values.own" 2>&1 || true
same 'values through a Wasm getter' "$scratch/values.helm" "$scratch/values.own"
clean "$helm" plugin list >"$scratch/list.helm"
clean "$portside" list >"$scratch/list.own" || true
rows "$scratch/list.helm" >"$scratch/rows.helm"
rows "$scratch/list.own" >"$scratch/rows.own"
same 'Wasm plugins in the list' "$scratch/rows.helm" "$scratch/rows.own"

# Listed by Helm all the same; Portside says when it loads the plugin that it lacks the function.
wasm asks hosted <<'YAML'
  entryFuncName: upper
  hostFunctions: [upper]
YAML
status=1 compare 'a module that needs functions of a host' asks
