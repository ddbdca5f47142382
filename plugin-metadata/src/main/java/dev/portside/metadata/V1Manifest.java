package dev.portside.metadata;

import dev.portside.api.Finding;
import dev.portside.api.Manifest;
import dev.portside.api.Position;
import dev.portside.api.Tree;
import dev.portside.api.TreeReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A manifest with {@code apiVersion: v1}: no key but those of Helm's {@code metadata_v1.go}; name,
 * version, type and runtime must be there. Every violation is reported at once.
 */
final class V1Manifest {
  /** The name of this format in a {@link Manifest}. */
  static final String FORMAT = "v1";

  private final YamlNode.Mapping node;
  private final Decoding decoding;
  private final Tree.Mapping top;
  private final TreeReader in;

  private V1Manifest(YamlNode.Mapping node, List<MappingFields.Field> fields, Decoding decoding) {
    this.node = node;
    this.decoding = decoding;
    this.top = new Tree.Mapping(entries(fields, new TreeBuilder(decoding)), decoding.at(node));
    this.in = TreeReader.of(top, "", FORMAT, decoding);
  }

  static Manifest read(YamlNode.Mapping node, List<MappingFields.Field> fields, Decoding decoding) {
    return new V1Manifest(node, fields, decoding).read();
  }

  private List<Tree.Entry> entries(List<MappingFields.Field> fields, TreeBuilder builder) {
    List<Tree.Entry> entries = new ArrayList<>(fields.size());
    for (MappingFields.Field field : fields) {
      String name = field.name();
      TreePath path = TreePath.ROOT.key(name);
      Tree tree =
          switch (name) {
            case "apiVersion", "name", "version", "type", "runtime", "sourceURL" ->
                builder.shallow(field.value(), path);
            case "config", "runtimeConfig" -> builder.tree(field.value(), Reading.AS_VALUE, path);
            default -> Tree.none(decoding.at(field.value()));
          };
      entries.add(new Tree.Entry(name, decoding.at(field.key()), tree));
    }
    return entries;
  }

  private Manifest read() {
    in.skip("apiVersion");
    in.skip("config");
    in.skip("runtimeConfig");
    String name = in.text("name");
    String version = in.text("version");
    String type = in.text("type");
    String runtime = in.text("runtime");
    String sourceUrl = in.text("sourceURL");
    check("name", Advice.aboutName(name));
    check(
        "version",
        version.isEmpty() ? "plugin `version` is required" : Advice.aboutVersion(version));
    check("type", type.isEmpty() ? "`type` missing, expected such as cli/v1" : null);
    check("runtime", runtime.isEmpty() ? "`runtime` missing, expected such as subprocess" : null);
    rejectLegacyKeys();
    in.unknownKeys(Finding.Severity.ERROR);
    return Manifest.builder(decoding.source(), FORMAT)
        .name(name)
        .version(version)
        .sourceUrl(sourceUrl)
        .type(type, at("type"), section("config", "type"))
        .runtime(runtime, at("runtime"), section("runtimeConfig", "runtime"))
        .findings(decoding.findings())
        .build();
  }

  /** Reports a problem, unless the value is not even text. */
  private void check(String key, @Nullable String problem) {
    Tree tree = top.get(key);
    boolean readable =
        tree == null
            || (tree instanceof Tree.Scalar scalar && (scalar.isNull() || scalar.text() != null));
    if (problem != null && readable) {
      decoding.accept(Finding.error(at(key), key, problem));
    }
  }

  private Position at(String key) {
    Tree tree = top.get(key);
    return tree == null ? decoding.at(node) : tree.at();
  }

  private Tree section(String key, String otherwiseAt) {
    Tree tree = top.get(key);
    return tree == null ? Tree.none(at(otherwiseAt)) : tree;
  }

  private void rejectLegacyKeys() {
    for (Tree.Entry entry : top.entries()) {
      String place = placeOf(entry.key());
      if (place != null) {
        String message = "unknown key: it belongs to the legacy format, in v1 " + place;
        decoding.accept(Finding.error(entry.at(), entry.key(), message));
        in.skip(entry.key());
      }
    }
  }

  /** Where v1 has what a legacy key says, null for any other key. */
  private static @Nullable String placeOf(String key) {
    return switch (key) {
      case "usage" -> "it is config.shortHelp";
      case "description" -> "it is config.longHelp";
      case "ignoreFlags" -> "it is config.ignoreFlags";
      case "command", "platformCommand" -> "it is runtimeConfig.platformCommand";
      case "hooks", "platformHooks" -> "it is runtimeConfig.platformHooks";
      case "downloaders" -> "it is runtimeConfig.protocolCommands, with config.protocols";
      case "useTunnel", "tunnel" -> "it is gone; remove it";
      default -> null;
    };
  }
}
