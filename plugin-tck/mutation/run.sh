#!/usr/bin/env bash
# Mutation testing of plugin-api and of the subprocess runtime, with the kit alone as the test:
#
#   plugin-tck/mutation/run.sh                      # all; three quarters of an hour on two idle cores
#   plugin-tck/mutation/run.sh NAME CLASSES TESTS   # one part; patterns, several with commas
#
# The tests are the vendor classes of the kit: the subprocess runtime in three settings, the built-in
# types, the YAML reader, and for plugin-api the in-memory runtime, too, since it is fast. No mutant
# is left out; what a setting cannot reach at all (the pipes of the JDK, say) is not tried with it.
# Reports, one for each part, are in plugin-tck/target/mutation; the figures at the end take a mutant
# for killed if one part has killed it. Faults that hang are waited for by the kit itself for 12
# seconds: on a machine that is busy otherwise rules fail for want of time, and prove nothing.
# THREADS (2 unless set) and PIT_ARGS are for PIT. Takes Linux and unshare, see alone.sh.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$here/../.." && pwd)
target=$top/plugin-tck/target/mutation
modules=(plugin-api plugin-tck plugin-metadata plugin-runtime-subprocess)
sub=dev.portside.runtime.subprocess

# classes NAMES: of the subprocess runtime, with those within them.
classes() {
  local name all=''
  for name; do
    all+=${all:+,}$sub.$name,$sub.$name\$*
  done
  echo "$all"
}

# part NAME CLASSES TESTS: runs PIT. A test must not run into its limit before the kit's own. Each
# JVM runs all tests once to find them, before the first mutant: hence many mutants for each.
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
    --threads "${THREADS:-2}" --mutationUnitSize 100 --timeoutFactor 1.5 --timeoutConst 20000 \
    --jvmPath "$here/alone.sh" --jvmArgs=-Dportside.tck.patience=12 --verbosity=NO_SPINNER \
    ${PIT_ARGS-}
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
  own=$sub.SubprocessRuntimeTckTest
  jdk=$sub.SubprocessSettingsTckTest
  foreign=$sub.SubprocessForeignTckTest
  part types-and-reader 'dev.portside.api.*' \
    'dev.portside.tck.builtin.*TckTest,dev.portside.metadata.*TckTest'
  part in-memory 'dev.portside.api.*' 'dev.portside.tck.fake.FakeTck'
  part rules "$(classes Collected Commands ConfigReader Deadline GoExpand Host PathRules Platform \
    PlatformCommand ProgramFile Programs ProtocolCommand SubprocessConfig SubprocessPlugin \
    SubprocessRuntime Tail Variables)" "$own,$jdk,$foreign"
  part calls "$(classes Execution InputPump OutputPump ProcessTree Streams)" "$own,$jdk"
  part pipes "$(classes Inbox OwnPipe PipeHolders PipeMaker)" "$own"
fi
java "$here/Figures.java" "$here/out-of-reach.txt" "$target"/*/mutations.xml
