package dev.portside.cli;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Finding;
import dev.portside.api.Metadata;
import dev.portside.api.Plugin;
import dev.portside.api.host.Descriptor;
import dev.portside.api.host.Plugins;
import dev.portside.metadata.YamlManifestReader;
import dev.portside.packaging.PluginSigning;
import dev.portside.packaging.SigningInfo;
import dev.portside.packaging.SigningInfos;
import dev.portside.provenance.Keyring;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code list}: the plugins that load; why others do not is a warning. */
@Command(name = "list", description = "List the plugins.")
final class ListCommand extends PluginCommand {
  private static final List<String> HEADER =
      List.of("NAME", "VERSION", "TYPE", "APIVERSION", "PROVENANCE", "SOURCE");

  @Option(names = "--type", paramLabel = "TYPE", description = "Only those with this type.")
  private String type = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES} (default: text).")
  private ListFormat format = ListFormat.TEXT;

  ListCommand(PortsideCommand parent) {
    super(parent);
  }

  @Override
  int call(Session session) {
    try (Plugins plugins = session.all()) {
      List<Plugin> found = plugins.find(new Descriptor("", type));
      Map<String, SigningInfo> signing = signing(session, found);
      session
          .shell()
          .out()
          .print(format == ListFormat.JSON ? json(found, signing) : text(found, signing));
      for (Finding finding : plugins.findings()) {
        if (finding.isError()) {
          session.failures().warn(finding.toString());
        }
      }
    }
    return 0;
  }

  private static Map<String, SigningInfo> signing(Session session, List<Plugin> plugins) {
    OpenPgpVerifier verifier = new OpenPgpVerifier(Keyring.defaultFile(session.shell().env()));
    return SigningInfos.with(
            PluginSigning.with(session.manager(), new YamlManifestReader()).withVerifier(verifier))
        .getSigningInfoForPlugins(plugins);
  }

  private static String text(List<Plugin> plugins, Map<String, SigningInfo> signing) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    for (Plugin plugin : plugins) {
      Metadata metadata = plugin.metadata();
      String source = metadata.sourceUrl();
      rows.add(
          List.of(
              metadata.name(),
              metadata.version(),
              String.join(",", Types.list(metadata)),
              metadata.apiVersion(),
              status(signing, metadata),
              source.isEmpty() ? "unknown" : Visible.line(source)));
    }
    return Table.of(rows);
  }

  private static String status(Map<String, SigningInfo> signing, Metadata metadata) {
    return String.valueOf(requireNonNull(signing.get(metadata.name())).status());
  }

  private static String json(List<Plugin> plugins, Map<String, SigningInfo> signing) {
    List<Map<String, Object>> items = new ArrayList<>();
    for (Plugin plugin : plugins) {
      Metadata metadata = plugin.metadata();
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("name", metadata.name());
      item.put("version", metadata.version());
      item.put("type", metadata.type());
      item.put("capabilities", Types.list(metadata));
      item.put("apiVersion", metadata.apiVersion());
      item.put("runtime", metadata.runtime());
      item.put("provenance", status(signing, metadata));
      item.put("sourceURL", metadata.sourceUrl());
      item.put("dir", plugin.dir().map(String::valueOf).orElse(""));
      items.add(item);
    }
    return new Json().pretty(items) + System.lineSeparator();
  }
}
