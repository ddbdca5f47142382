#!/bin/sh
# Gets four arguments: client certificate, its key, CA bundle, URL. The first three may be empty.
set -eu
url=$4
path=${url#demo://}

case /$path/ in
  */../*)
    echo "refused $url: it leads out of the folder" >&2
    exit 2
    ;;
esac

file=$(dirname -- "$0")/files/$path
if [ ! -f "$file" ]; then
  echo "there is no $path behind $url" >&2
  exit 3
fi
exec cat -- "$file"
