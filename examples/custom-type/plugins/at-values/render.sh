#!/bin/sh
# Replaces each @name@ by the variable VALUE_name; a name without a value is an error.
file=$1 exec awk '
  {
    line = $0
    while (match(line, /@[A-Za-z_][A-Za-z0-9_]*@/)) {
      name = substr(line, RSTART + 1, RLENGTH - 2)
      if (!(("VALUE_" name) in ENVIRON)) {
        print ENVIRON["file"] ":" NR ": there is no value for @" name "@" | "cat >&2"
        exit 3
      }
      printf "%s%s", substr(line, 1, RSTART - 1), ENVIRON["VALUE_" name]
      line = substr(line, RSTART + RLENGTH)
    }
    print line
  }'
