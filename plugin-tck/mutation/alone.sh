#!/usr/bin/env bash
# The java that runs mutants. The subprocess runtime ends processes; with a fault put into how it
# finds them it ends others than its own. So each JVM with mutants has a namespace of processes to
# itself: if it ends all there, itself included, PIT is not among them and notes RUN_ERROR.
own=(setpriv --pdeathsig KILL unshare --pid --fork --mount-proc --kill-child)
((EUID == 0)) || own+=(--user --map-root-user)
# A shell stays as process 1: it takes notice of orphans that end.
"${own[@]}" bash -c '"$@"; exit $?' bash "${JAVA_HOME:+$JAVA_HOME/bin/}java" "$@" <&0 &
child=$!
trap 'kill -KILL $child' TERM # unshare itself leaves that to its child
wait $child
