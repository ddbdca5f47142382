# shellcheck shell=bash
# What other commands of Helm tell and do: the list of plugins, post-renderers, getters.

plugins messages
v1 tool <<'YAML'
sourceURL: https://plugins.example/tool
runtimeConfig:
  platformCommand:
    - command: show-args
YAML
legacy both <<'YAML'
command: show-args
downloaders:
  - command: fetch.sh
    protocols: [both, twice]
YAML
program both/fetch.sh <<'SH'
printf 'legacy\n'
printf '[%s]\n' "$#" "$@"
SH
v1 fetcher getter/v1 <<'YAML'
config:
  protocols: [demo, other]
runtimeConfig:
  protocolCommands:
    - protocols: [demo]
      platformCommand:
        - command: fetch.sh $A  x
          args: [$B, fixed]
    - protocols: [other]
      platformCommand:
        - {os: windows, command: fetch.exe}
YAML
program fetcher/fetch.sh <<'SH'
printf '[%s]\n' "$#" "$@" "$HELM_PLUGIN_NAME" "$HELM_PLUGIN_DIR" "$0"
printf '<%s>\n' "$HELM_PLUGIN_USERNAME" "$HELM_PLUGIN_PASSWORD" "$HELM_PLUGIN_PASS_CREDENTIALS_ALL"
case "$*" in *fail*) exit 3 ;; esac
SH
v1 store getter/v1 <<'YAML'
config:
  protocols: [store]
runtimeConfig:
  protocolCommands:
    - protocols: [store]
      platformCommand:
        - command: copy.sh
YAML
program store/copy.sh <<'SH'
cat "$CHART"
SH
v1 shout postrenderer/v1 <<'YAML'
runtimeConfig:
  platformCommand:
    - command: ${HELM_PLUGIN_DIR}/shout.sh $WORD
      args: [fixed]
YAML
program shout/shout.sh <<'SH'
tee "$SEEN" | sed "s/quiet/LOUD $# $* $HELM_PLUGIN_NAME/" | tee "$SAID"
case "$*" in *fail*) exit 4 ;; esac
SH

# The list.
# rows FILE: name, version and type of each plugin that a list tells of; of several types the
# first, since Helm sees no other.
rows() {
  awk 'NR > 1 { sub(/,.*/, "", $3); print $1, $2, $3 }' "$1" | LC_ALL=C sort
}
clean "$helm" plugin list >"$scratch/list.helm"
clean "$portside" list >"$scratch/list.own" || true
rows "$scratch/list.helm" >"$scratch/rows.helm"
rows "$scratch/list.own" >"$scratch/rows.own"
same 'names, versions and types in the list' "$scratch/rows.helm" "$scratch/rows.own"

# Getters.
# fetch TITLE URL [VARIABLE=VALUE]...: the bytes that `helm pull` and `portside get` fetch.
fetch() {
  local title=$1 url=$2 files
  shift 2
  rm -rf "$scratch/pulled"
  mkdir "$scratch/pulled"
  cwd=$scratch/pulled clean "$@" "$helm" pull "$url" >/dev/null 2>&1 || true
  files=("$scratch/pulled"/*)
  [[ -f ${files[0]} ]] || files=(/dev/null)
  clean "$@" "$portside" get "$url" >"$scratch/got" 2>/dev/null || true
  same "$title" "${files[0]}" "$scratch/got"
}
fetch 'a getter' demo://host/chart-1.0.0.tgz A='a b' B=b
fetch 'a getter whose URL has a query' 'demo://host/a%20b/chart-1.0.0.tgz?x=1&y=$A'
fetch 'a getter whose credentials the caller sets' demo://host/chart-1.0.0.tgz \
  HELM_PLUGIN_USERNAME=evil HELM_PLUGIN_PASSWORD=evil HELM_PLUGIN_PASS_CREDENTIALS_ALL=evil
fetch 'a legacy downloader' both://host/chart-1.0.0.tgz
fetch 'its second protocol' twice://host/chart-1.0.0.tgz

mkdir -p "$scratch/chart/templates"
printf 'apiVersion: v2\nname: chart\nversion: 1.0.0\n' >"$scratch/chart/Chart.yaml"
cat >"$scratch/chart/templates/map.yaml" <<'YAML'
apiVersion: v1
kind: ConfigMap
metadata:
  name: quiet
data:
  text: |
    a quiet line
      é 日本語
YAML
cwd=$scratch clean "$helm" package chart >/dev/null
chart=$scratch/chart-1.0.0.tgz
fetch 'a getter of bytes' store://host/chart-1.0.0.tgz CHART="$chart"
clean CHART="$chart" "$helm" show chart store://host/chart-1.0.0.tgz >"$scratch/show.helm"
clean CHART="$chart" "$portside" get store://host/chart-1.0.0.tgz >"$scratch/got.tgz" || true
clean "$helm" show chart "$scratch/got.tgz" >"$scratch/show.own" 2>&1 || true
same 'a chart through a getter' "$scratch/show.helm" "$scratch/show.own"

# both_fail TITLE HELM-ARGUMENT... -- PORTSIDE-ARGUMENT...: neither exits with 0, nor writes a byte.
both_fail() {
  local title=$1 helm_arguments=()
  shift
  while [[ $1 != -- ]]; do
    helm_arguments+=("$1")
    shift
  done
  shift
  if clean SEEN=/dev/null SAID=/dev/null "$helm" "${helm_arguments[@]}" >/dev/null 2>&1; then
    failed "$title" 'the case is broken: Helm succeeds'
  elif clean SEEN=/dev/null SAID=/dev/null "$portside" "$@" >"$scratch/out" 2>&1; then
    failed "$title" 'portside succeeds' "$scratch/out"
  else
    passed
  fi
}
both_fail 'a getter that fails' pull demo://host/fail-1.0.0.tgz -- get demo://host/fail-1.0.0.tgz
both_fail 'a getter for other systems' pull other://host/a-1.0.0.tgz -- get other://host/a-1.0.0.tgz
both_fail 'a scheme without a getter' pull none://host/a-1.0.0.tgz -- get none://host/a-1.0.0.tgz

# Post-renderers.
# render TITLE NAME [ARGUMENT]...: Helm renders a chart; what the program then read and wrote is
# what `portside render` must make of the same manifests.
render() {
  local title=$1 name=$2 argument arguments=()
  shift 2
  for argument; do arguments+=(--post-renderer-args "$argument"); done
  clean WORD='a b' SEEN="$scratch/seen" SAID="$scratch/said" "$helm" template "$scratch/chart" \
    --post-renderer "$name" "${arguments[@]}" >"$scratch/rendered"
  stdin=$scratch/seen clean WORD='a b' SEEN=/dev/null SAID=/dev/null \
    "$portside" render "$name" "$@" >"$scratch/rendered.own" || true
  if grep -q LOUD "$scratch/rendered"; then
    same "$title" "$scratch/said" "$scratch/rendered.own"
  else
    failed "$title" 'the case is broken: Helm did not post-render' "$scratch/rendered"
  fi
}
render 'a post-renderer' shout
render 'a post-renderer with arguments' shout one 'two words' --three=3 '$WORD'
both_fail 'a post-renderer that fails' template "$scratch/chart" --post-renderer shout \
  --post-renderer-args fail -- render shout fail
both_fail 'a cli plugin as a post-renderer' template "$scratch/chart" --post-renderer tool \
  -- render tool
