#!/bin/sh
# Manifests come on standard input and leave on standard output. The label is the first argument.
set -eu
label=${1:-example.com/rendered=true}
case $label in
  *[!A-Za-z0-9./_=-]* | [!A-Za-z0-9]* | *=*=*) good= ;;
  *=*) good=yes ;;
  *) good= ;;
esac
if [ -z "$good" ]; then
  echo "expected a label such as team=blue, found $label" >&2
  exit 2
fi
export LABEL_NAME="${label%%=*}" LABEL_VALUE="${label#*=}"
exec awk -f "$HELM_PLUGIN_DIR/label.awk"
