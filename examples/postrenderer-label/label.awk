# Adds a label to each document: below the "labels" of its "metadata", which are made if need be.
# It knows the block style that charts are written in, and no other.

function flush(  i, indent, has, within) {
  if (!count) {
    return
  }
  match(block[1], /^ */)
  indent = substr(block[1], 1, RLENGTH)
  for (i = 1; i <= count; i++) {
    has = has || block[i] == indent "labels:"
  }
  if (!has) {
    print indent "labels:"
    print indent indent label
  }
  for (i = 1; i <= count; i++) {
    if (block[i] ~ ("^" indent "[^ ]")) {
      within = block[i] == indent "labels:"
    }
    if (!within || index(block[i], indent indent ENVIRON["LABEL_NAME"] ":") != 1) {
      print block[i]
    }
    if (block[i] == indent "labels:") {
      print indent indent label
    }
  }
  count = 0
}

BEGIN {
  label = ENVIRON["LABEL_NAME"] ": \"" ENVIRON["LABEL_VALUE"] "\""
}

$0 == "metadata:" {
  print
  inside = 1
  next
}

inside && /^ / {
  block[++count] = $0
  next
}

{
  flush()
  inside = 0
  print
}

END {
  flush()
}
