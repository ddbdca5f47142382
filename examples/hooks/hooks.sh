#!/bin/sh
# A real plugin would fetch its program here. This one says what it would do, and does nothing.
set -eu
case $1 in
  install) echo "would download the program into $HELM_PLUGIN_DIR/bin" ;;
  update) echo "would replace the program in $HELM_PLUGIN_DIR/bin" ;;
  *) echo "install, update and delete each have a hook; see plugin.yaml" ;;
esac
