package dev.portside.benchmarks;

/** Texts of manifests that Helm loads, as plugins out there have them. */
final class Manifests {
  private Manifests() {}

  /** A command, in the format of Helm 4: 17 lines. */
  static String command(String name) {
    return """
    apiVersion: v1
    type: cli/v1
    name: %1$s
    version: 0.4.2
    runtime: subprocess
    sourceURL: https://github.com/example/%1$s
    config:
      shortHelp: "preview what an upgrade would change"
      longHelp: |-
        Shows the difference between a release and a new version of its chart.
    runtimeConfig:
      platformCommand:
        - command: ${HELM_PLUGIN_DIR}/bin/%1$s
          args: ["--color", "$X"]
      platformHooks:
        install:
          - {command: sh, args: [-c, "$HELM_PLUGIN_DIR/install.sh"]}
    """
        .formatted(name);
  }

  /** A command, in the format of Helm 3, with commands for three systems. */
  static String legacy(String name) {
    return """
    name: "%1$s"
    version: "1.10.0"
    usage: "manage secrets with %1$s"
    description: |-
      Encrypts and decrypts values files.
    useTunnel: false
    platformCommand:
      - os: linux
        arch: amd64
        command: "$HELM_PLUGIN_DIR/bin/%1$s-linux"
      - os: darwin
        command: "$HELM_PLUGIN_DIR/bin/%1$s-darwin"
      - os: windows
        command: "$HELM_PLUGIN_DIR\\\\bin\\\\%1$s.exe"
    hooks:
      install: "cd $HELM_PLUGIN_DIR; scripts/install.sh"
      update: "cd $HELM_PLUGIN_DIR; scripts/install.sh"
    """
        .formatted(name);
  }

  /** A getter, in the format of Helm 4. */
  static String getter(String name) {
    return """
    apiVersion: v1
    type: getter/v1
    name: %1$s
    version: 2.0.1
    runtime: subprocess
    config:
      protocols: [%1$s, "%1$s+https"]
    runtimeConfig:
      protocolCommands:
        - protocols: [%1$s, "%1$s+https"]
          platformCommand:
            - command: bin/fetch
    """
        .formatted(name);
  }

  /** A command with 1,000 entries for platforms: 136 KB. */
  static String huge(String name) {
    StringBuilder text = new StringBuilder(140_000);
    text.append(command(name), 0, command(name).indexOf("runtimeConfig:"));
    text.append("runtimeConfig:\n  platformCommand:\n");
    for (int i = 0; i < 1_000; i++) {
      text.append("    - os: system-").append(i).append("\n      arch: amd64\n");
      text.append("      command: ${HELM_PLUGIN_DIR}/bin/").append(name).append('-').append(i);
      text.append("\n      args: [\"--number\", \"").append(i).append("\", --verbose, 'a b cd']\n");
    }
    return text.append("    - command: bin/other\n").toString();
  }
}
