package dev.portside.metadata;

import dev.portside.api.Manifest;
import dev.portside.api.Position;
import dev.portside.api.Tree;
import dev.portside.api.TreeReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A manifest without {@code apiVersion}: its values move to where v1 has them and keep their places
 * in the file, as in Helm's {@code metadata_legacy.go} and {@code metadata.go}. String {@code
 * hooks} and {@code command} stay what they are; what they mean is the subprocess runtime's
 * business.
 *
 * <p>Helm makes a plugin with downloaders a getter and forgets its command. Here it is a getter
 * first and a command second.
 */
final class LegacyManifest {
  /** The name of this format in a {@link Manifest}. */
  static final String FORMAT = "legacy";

  private final YamlNode.Mapping node;
  private final Decoding decoding;
  private final Tree.Mapping top;
  private final TreeReader in;

  private LegacyManifest(
      YamlNode.Mapping node, List<MappingFields.Field> fields, Decoding decoding) {
    this.node = node;
    this.decoding = decoding;
    this.top = new Tree.Mapping(entries(fields, new TreeBuilder(decoding)), decoding.at(node));
    this.in = TreeReader.of(top, "", FORMAT, decoding);
  }

  static Manifest read(YamlNode.Mapping node, List<MappingFields.Field> fields, Decoding decoding) {
    return new LegacyManifest(node, fields, decoding).read();
  }

  /**
   * Whether a key of a list item means anything to Helm: the others are skipped unseen, whatever
   * they hold.
   */
  static boolean isCommandKey(String key) {
    return key.equals("os")
        || key.equals("arch")
        || key.equals("command")
        || key.equals("args")
        || key.equals("protocols");
  }

  private List<Tree.Entry> entries(List<MappingFields.Field> fields, TreeBuilder builder) {
    List<Tree.Entry> entries = new ArrayList<>(fields.size());
    for (MappingFields.Field field : fields) {
      String name = field.name();
      TreePath path = TreePath.ROOT.key(name);
      Tree tree =
          switch (name) {
            case "name", "version", "usage", "description", "ignoreFlags", "command" ->
                builder.shallow(field.value(), path);
            case "platformCommand", "platformHooks", "hooks", "downloaders" ->
                builder.tree(field.value(), Reading.AS_WRITTEN, path);
            default -> null;
          };
      if (tree != null) {
        entries.add(new Tree.Entry(name, decoding.at(field.key()), tree));
      }
    }
    return entries;
  }

  private Manifest read() {
    Manifest.Builder manifest = Manifest.builder(decoding.source(), FORMAT);
    manifest.name(name()).version(version());
    checkPairs();
    Tree cli = cliConfig();
    LegacyDownloaders downloaders = new LegacyDownloaders(in, top);
    if (downloaders.areUsable()) {
      manifest.type("getter/v1", downloaders.at(), downloaders.getterConfig());
    }
    Position command = commandAt();
    if (command != null || !downloaders.areUsable()) {
      manifest.type("cli/v1", command == null ? decoding.at(node) : command, cli);
    }
    manifest.runtime("subprocess", decoding.at(node), runtimeConfig(downloaders));
    return manifest.findings(decoding.findings()).build();
  }

  private String name() {
    String name = in.text("name");
    String problem = isUnreadable("name") ? null : Advice.aboutName(name);
    if (problem != null) {
      in.reject("name", problem);
    }
    return name;
  }

  private String version() {
    String version = in.text("version");
    String problem = version.isEmpty() ? null : Advice.aboutVersion(version);
    if (problem != null) {
      in.reject("version", problem);
    }
    return version;
  }

  /** Old and new form of one thing; an empty one does not count. */
  private void checkPairs() {
    if (!in.text("command").isEmpty() && size("platformCommand") > 0) {
      in.reject("command", "both platformCommand and command are set; keep platformCommand");
    }
    if (size("hooks") > 0 && size("platformHooks") > 0) {
      in.reject("hooks", "both platformHooks and hooks are set; keep platformHooks");
    }
  }

  private int size(String key) {
    Tree tree = top.get(key);
    if (tree instanceof Tree.Mapping mapping) {
      return mapping.entries().size();
    }
    int size = 0;
    if (tree instanceof Tree.Sequence sequence) {
      for (Tree item : sequence.items()) {
        size += item instanceof Tree.Scalar scalar && scalar.isNull() ? 0 : 1;
      }
    }
    return size;
  }

  /** Where the plugin's own command is, null if it has none. */
  private @Nullable Position commandAt() {
    if (!in.text("command").isEmpty()) {
      return at("command");
    }
    return size("platformCommand") > 0 ? at("platformCommand") : null;
  }

  private @Nullable Position at(String key) {
    Tree.Entry entry = entry(key);
    return entry == null ? null : entry.at();
  }

  private Tree cliConfig() {
    List<Tree.Entry> config = new ArrayList<>(3);
    String usage = in.text("usage");
    Tree.Entry entry = entry("usage");
    if (entry != null && !isUnreadable("usage")) {
      String line = OneLine.of(usage);
      Tree tree = new Tree.Scalar(line, line, null, null, entry.value().at());
      config.add(new Tree.Entry("shortHelp", entry.at(), tree));
    }
    in.text("description");
    move("description", "longHelp", config);
    in.bool("ignoreFlags");
    move("ignoreFlags", "ignoreFlags", config);
    return new Tree.Mapping(config, decoding.at(node));
  }

  private Tree runtimeConfig(LegacyDownloaders downloaders) {
    List<Tree.Entry> config = new ArrayList<>(5);
    move("command", "command", config);
    copy("platformCommand", config);
    copy("hooks", config);
    copy("platformHooks", config);
    if (downloaders.areUsable()) {
      Position at = downloaders.at();
      config.add(new Tree.Entry("protocolCommands", at, downloaders.protocolCommands()));
    }
    return new Tree.Mapping(config, decoding.at(node));
  }

  /** Moves a scalar, unless it has been reported under its own name. */
  private void move(String key, String to, List<Tree.Entry> into) {
    Tree.Entry entry = entry(key);
    boolean readable =
        key.equals("ignoreFlags")
            ? entry != null && entry.value() instanceof Tree.Scalar scalar && scalar.bool() != null
            : !isUnreadable(key);
    if (entry != null && readable) {
      into.add(new Tree.Entry(to, entry.at(), entry.value()));
    }
  }

  private void copy(String key, List<Tree.Entry> into) {
    Tree.Entry entry = entry(key);
    if (entry != null) {
      into.add(entry);
    }
  }

  /** Whether a text is present and is none. */
  private boolean isUnreadable(String key) {
    Tree tree = top.get(key);
    return tree != null
        && !(tree instanceof Tree.Scalar scalar && (scalar.isNull() || scalar.text() != null));
  }

  private Tree.@Nullable Entry entry(String key) {
    for (Tree.Entry entry : top.entries()) {
      if (entry.key().equals(key)) {
        return entry;
      }
    }
    return null;
  }
}
