#!/usr/bin/env bash
# Portside beside what it is measured against, in one run, as ratios of medians of interleaved runs:
#
#   benchmarks/side-by-side.sh [HELM]
#
# HELM is the helm binary; without it, one is fetched with ../shared. Needs python3, and JDK 17 and
# 25. The machine should have nothing else to do. A ratio above its target is marked; that is not a
# failure of the script.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(dirname "$here")
# shellcheck source=../.ci/lib.bash
. "$top/.ci/lib.bash"
make_scratch
cd "$top"

if (($# > 0)); then
  helm=$(realpath "$1")
else
  find_helm "$scratch"
  helm=$scratch/helm
fi
jdk17=$(find_jdk 17)
jdk25=$(find_jdk 25)
plugins=10000

echo 'building ...'
JAVA_HOME=$jdk17 mvn -B -q -ntp -DskipTests package -pl benchmarks -am
inside() {
  "$1/bin/java" -cp "$here/target/benchmarks.jar" dev.portside.benchmarks.SideBySide "${@:2}"
}
inside "$jdk17" tree "$scratch/many" "$plugins"
mkdir -p "$scratch/one/hey"
cat >"$scratch/one/hey/plugin.yaml" <<'YAML'
apiVersion: v1
name: hey
type: cli/v1
runtime: subprocess
version: 1.0.0
runtimeConfig:
  platformCommand:
    - command: /bin/true
YAML
export HOME=$scratch/home # Helm's caches go there
mkdir "$HOME"

figures=$scratch/figures # name, milliseconds, processor milliseconds, KiB
measure() {
  python3 "$here/measure.py" "$@" >>"$figures"
}

# row WHAT OURS THEIRS COLUMN TARGET: one line of the table.
row() {
  awk -v what="$1" -v ours="$2" -v theirs="$3" -v column="$4" -v target="$5" '
    $1 == ours { a = $column }
    $1 == theirs { b = $column }
    END {
      verdict = target == "-" ? "" : a / b <= target ? "ok" : "ABOVE"
      printf "%-52s %10.2f %10.2f %7.3f %7s %s\n", what, a, b, a / b, target, verdict
    }' "$figures"
}

echo "measuring: one plugin, as a whole process ..."
export HELM_PLUGINS=$scratch/one
measure 40 helm="$helm hey a" \
  run17="JAVA_HOME=$jdk17 $top/portside run hey a" run25="JAVA_HOME=$jdk25 $top/portside run hey a"
echo "measuring: one of $plugins plugins, as a whole process ..."
export HELM_PLUGINS=$scratch/many
measure 5 helm-list="$helm plugin list" \
  list17="JAVA_HOME=$jdk17 $top/portside list" list25="JAVA_HOME=$jdk25 $top/portside list"
echo 'measuring: inside of a JVM ...'
for jdk in "$jdk17" "$jdk25"; do
  version=25
  [[ $jdk == "$jdk25" ]] || version=17
  { inside "$jdk" find "$scratch/many" "$plugins" && inside "$jdk" call </dev/null; } |
    sed "s/ /$version /" >>"$figures"
done

printf '\n%-52s %10s %10s %7s %7s\n' 'medians, ms or KiB' ours other ratio target
for version in 17 25; do
  row "$version: find in $plugins, warm JVM / helm plugin list" "find$version" helm-list 2 0.1
  row "$version: portside list of $plugins / helm plugin list" "list$version" helm-list 2 0.4
  row "$version: call, inherited streams / ProcessBuilder" \
    "inherited$version" "inherited-bare$version" 2 1.1
  row "$version: call, streams dropped / ProcessBuilder" \
    "discarded$version" "discarded-bare$version" 2 1.1
  row "$version: call, 100 KB through cat / ProcessBuilder" \
    "buffered$version" "buffered-bare$version" 2 1.1
  row "$version: portside run / helm NAME, wall" "run$version" helm 2 1.2
  row "$version: portside run / helm NAME, processor" "run$version" helm 3 -
  row "$version: portside run / helm NAME, peak memory" "run$version" helm 4 0.9
done
