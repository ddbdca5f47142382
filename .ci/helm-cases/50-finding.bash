# shellcheck shell=bash
# Which directories are searched, and what a neighbour that does not load spoils: nothing.

# shows NAME: a plugin that prints where it was found.
shows() {
  v1 "$1" <<'YAML'
runtimeConfig:
  platformCommand:
    - command: show-args $HELM_PLUGIN_NAME $HELM_PLUGIN_DIR
YAML
}

plugins finding
for name in alpha beta gamma with-dash with_underscore _ 123 UPPER a-; do
  shows "$name"
done
shows 'dir with blanks/inner' # one level too deep
mv "$plugins/beta" "$plugins/another name é"
mkdir "$plugins/no-manifest"
echo 'a file' >"$plugins/file"
shows .hidden
sed -i 's/^name: .*/name: hidden/' "$plugins/.hidden/plugin.yaml"
shows yml
mv "$plugins/yml/plugin.yaml" "$plugins/yml/plugin.yml"

compare 'one of several' alpha
compare 'the directory has another name' beta
compare 'the directory has another name, in a UTF-8 locale' LC_ALL=C.UTF-8 beta
compare 'a name with a dash' with-dash
compare 'a name that ends with a dash' a-
compare 'a name with an underscore' with_underscore
compare 'a name of one underscore' _
compare 'a name of digits' 123
compare 'an upper case name' UPPER
status=1 compare 'case matters' upper
compare 'a dot directory' hidden
status=1 compare 'two levels down is not searched' inner
status=1 compare 'plugin.yml is no manifest' yml
status=1 compare 'no plugin of that name' delta
status=1 compare 'the name of a directory is no name' 'another name é'

plugins swapped
shows one
shows two
mv "$plugins/one" "$plugins/three"
mv "$plugins/two" "$plugins/one"
mv "$plugins/three" "$plugins/two"
compare 'the directory has the name of another plugin' one

first=$scratch/finding
plugins second
shows omega
compare 'in the second directory' HELM_PLUGINS="$first:$plugins" omega
compare 'in the first of two directories' HELM_PLUGINS="$first:$plugins" alpha
plugins third
shows alpha
compare 'in both directories' HELM_PLUGINS="$first:$plugins" alpha
compare 'in both directories, the other way round' HELM_PLUGINS="$plugins:$first" alpha
plugins second
compare 'a directory that is not there' HELM_PLUGINS="/nowhere:$plugins" omega
compare 'a file instead of a directory' HELM_PLUGINS="$first/file:$plugins" omega
compare 'a slash too many' HELM_PLUGINS="$plugins/" omega
compare 'dots in the path' HELM_PLUGINS="$plugins/../second/./" omega
cwd=$scratch compare 'a relative directory' HELM_PLUGINS=second omega
cwd=$plugins compare 'the directory of the caller' HELM_PLUGINS=. omega
status=1 compare 'an empty HELM_PLUGINS' HELM_PLUGINS= omega
mkdir -p "$home/.local/share/helm" "$scratch/data" "$scratch/xdg/helm"
ln -s "$plugins" "$home/.local/share/helm/plugins"
ln -s "$plugins" "$scratch/data/plugins"
ln -s "$plugins" "$scratch/xdg/helm/plugins"
default_plugins=1 compare 'the default directory' omega
default_plugins=1 compare 'the default directory by HELM_DATA_HOME' \
  HELM_DATA_HOME="$scratch/data" omega
default_plugins=1 compare 'the default directory by XDG_DATA_HOME' \
  XDG_DATA_HOME="$scratch/xdg" omega

plugins linked
ln -s "$scratch/second/omega" "$plugins/link"
mkdir "$plugins/half"
ln -s "$scratch/third/alpha/plugin.yaml" "$plugins/half/plugin.yaml"
ln -s /nowhere "$plugins/dangling"
compare 'a linked directory' omega
compare 'a linked manifest' alpha
ln -s "$plugins" "$scratch/link-to-linked"
compare 'a linked directory of plugins' HELM_PLUGINS="$scratch/link-to-linked" omega

plugins 'with blanks and é'
shows spaced
compare 'blanks and unicode in the path' spaced
v1 words <<'YAML'
runtimeConfig:
  platformCommand:
    - command: ${HELM_PLUGIN_DIR}/run.sh $HELM_PLUGIN_DIR
YAML
program words/run.sh <<'SH'
printf '%s\n' "$0" "$@" "$HELM_PLUGIN_DIR"
SH
compare 'a program whose path has blanks and unicode' words
compare 'a program whose path has blanks and unicode, in a UTF-8 locale' LC_ALL=C.UTF-8 words

plugins broken
shows sound
mkdir "$plugins"/{a-empty,b-yaml,c-runtime,d-type,e-name,f-keys,g-list,h-binary,z-last}
: >"$plugins/a-empty/plugin.yaml"
printf 'name: [\n' >"$plugins/b-yaml/plugin.yaml"
shows c-runtime && sed -i 's/^runtime: .*/runtime: strange/' "$plugins/c-runtime/plugin.yaml"
shows d-type && sed -i 's/^type: .*/type: strange/' "$plugins/d-type/plugin.yaml"
shows e-name && sed -i 's/^name: .*/name: e name/' "$plugins/e-name/plugin.yaml"
shows f-keys && echo 'unknown: key' >>"$plugins/f-keys/plugin.yaml"
printf -- '- a list\n' >"$plugins/g-list/plugin.yaml"
printf '\0\xff\xfe' >"$plugins/h-binary/plugin.yaml"
shows z-last && sed -i 's/^version: .*/version: one/' "$plugins/z-last/plugin.yaml"
compare 'broken neighbours' sound
for name in a-empty b-yaml c-runtime d-type f-keys z-last; do
  status=1 compare "broken itself: $name" "$name"
done
v1 fetcher getter/v1 <<'YAML'
config:
  protocols: [demo]
runtimeConfig:
  protocolCommands:
    - protocols: [demo]
      platformCommand:
        - command: run.sh
YAML
status=1 compare 'a getter is no command' fetcher
