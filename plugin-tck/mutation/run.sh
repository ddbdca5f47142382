#!/usr/bin/env bash
# Mutation testing of plugin-api and of the subprocess runtime, with the kit alone as the test:
#
#   plugin-tck/mutation/run.sh                      # all; an hour on two idle cores
#   plugin-tck/mutation/run.sh NAME CLASSES TESTS   # one part; patterns, several with commas
#
# The tests are the vendor classes of the kit: the subprocess runtime in two settings, the built-in
# types, the YAML reader, and for plugin-api the in-memory runtime, too, since it is fast. Nothing
# is excluded. Reports, one for each part, are in plugin-tck/target/mutation; the figures at the end
# take a mutant for killed if one part has killed it. Faults that hang are waited for by the kit
# itself for 6 seconds. THREADS (2 unless set) and PIT_ARGS are for PIT.
#
# The subprocess runtime ends processes. With a fault put into how it finds them it ends others than
# its own, so all this runs in a namespace of processes of its own, which takes Linux and unshare.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$here/../.." && pwd)
target=$top/plugin-tck/target/mutation
modules=(plugin-api plugin-tck plugin-metadata plugin-runtime-subprocess)

if [[ ${PORTSIDE_ALONE-} != yes ]]; then
  own=(unshare --pid --fork --mount-proc)
  ((EUID == 0)) || own+=(--user --map-root-user)
  # A shell stays as process 1: it takes notice of orphans that end.
  PORTSIDE_ALONE=yes exec "${own[@]}" bash -c '"$@"; exit $?' bash "$0" "$@"
fi

# part NAME CLASSES TESTS: runs PIT. A test must not run into its limit before the kit's own.
part() {
  local path code='' module
  path=$(<"$target/tools")
  for module in "${modules[@]}"; do
    code+=${code:+,}$top/$module/target/classes
    path+=:$top/$module/target/classes:$top/$module/target/test-classes
  done
  # shellcheck disable=SC2086 # PIT_ARGS are several
  nice -n 10 java -cp "$path" org.pitest.mutationtest.commandline.MutationCoverageReport \
    --reportDir "$target/$1" --timestampedReports=false --outputFormats XML,HTML \
    --targetClasses "$2" --targetTests "$3" --mutableCodePaths "$code" \
    --sourceDirs "$top/plugin-api/src/main/java,$top/plugin-runtime-subprocess/src/main/java" \
    --threads "${THREADS:-2}" --mutationUnitSize 8 --timeoutFactor 1.5 --timeoutConst 12000 \
    --jvmArgs=-Dportside.tck.patience=6 --verbosity=NO_SPINNER ${PIT_ARGS-}
}

cd "$top"
mvn -q -B -ntp -P '!static-analysis' -pl "$(IFS=,; echo "${modules[*]}")" test-compile
mkdir -p "$target"
if [[ ! $target/tools -nt $here/pom.xml ]]; then
  mvn -q -B -ntp -f "$here/pom.xml" \
    org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath \
    -Dmdep.outputFile="$target/tools"
fi
if (($# == 3)); then
  part "$@"
else
  part types-and-reader 'dev.portside.api.*' \
    'dev.portside.tck.builtin.*TckTest,dev.portside.metadata.*TckTest'
  part in-memory 'dev.portside.api.*' 'dev.portside.tck.fake.FakeTck'
  part subprocess 'dev.portside.runtime.subprocess.*' 'dev.portside.runtime.subprocess.*TckTest'
fi
java "$here/Figures.java" "$here/out-of-reach.txt" "$target"/*/mutations.xml
