#!/bin/sh
echo "Hello, ${1:-world}, from $HELM_PLUGIN_NAME!"
