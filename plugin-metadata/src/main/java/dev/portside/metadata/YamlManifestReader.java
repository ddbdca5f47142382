package dev.portside.metadata;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Manifest;
import dev.portside.api.ManifestReader;
import dev.portside.api.Position;
import dev.portside.api.Tree;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Reads {@code plugin.yaml} in both formats, as Helm's {@code internal/plugin/loader.go}: without
 * {@code apiVersion} it is a legacy manifest, {@code v1} is strict. Safe for use by several
 * threads.
 *
 * <p>What Helm reads is read, and with the same values; what it refuses is refused, with all
 * reasons at once and each with its place. Bounds: 1 MiB, 250 levels of nesting, and Helm's own
 * bound on aliases. Some things are taken that Helm refuses, since nobody is misled by them: {@code
 * %YAML 1.2} and unknown directives, the escape {@code \/}, whatever follows the first document,
 * and in v1 a text of several lines that begins with a tab, on which Helm stumbles. The separators
 * U+2028 and U+2029 end a line, as in Helm, but become line feeds or spaces where Helm keeps them.
 */
public final class YamlManifestReader implements ManifestReader {
  /** The library takes a longer text in pieces, and much time for a scalar across many of them. */
  private static final int ONE_PIECE = 16_384;

  private final LoadSettings settings = ParserSettings.standard();

  /** A reader; all of them are alike. */
  public YamlManifestReader() {}

  /**
   * {@inheritDoc}
   *
   * @throws InvalidPluginException if the content is not one readable YAML mapping, or its {@code
   *     apiVersion} is unknown
   */
  @Override
  public Manifest read(Bytes content, String source) {
    String text = SourceText.decode(content, source);
    YamlNode root = YamlDocument.read(text, source, settingsFor(text));
    if (root == null) {
      throw new InvalidPluginException(
          Finding.error(
              Position.of(source), "", "the file is empty, expected at least \"name:\" (EOF)"));
    }
    Decoding decoding = new Decoding(source);
    YamlNode.Mapping top = top(root, decoding);
    List<MappingFields.Field> fields =
        MappingFields.of(top, Reading.AS_WRITTEN, TreePath.ROOT, decoding);
    String apiVersion = apiVersion(fields, decoding);
    if (apiVersion.isEmpty()) {
      return LegacyManifest.read(top, fields, decoding);
    }
    return V1Manifest.read(top, fields, decoding);
  }

  private LoadSettings settingsFor(String text) {
    return text.length() <= ONE_PIECE ? settings : ParserSettings.withBuffer(text.length());
  }

  private static YamlNode.Mapping top(YamlNode root, Decoding decoding) {
    if (root instanceof YamlNode.Mapping mapping) {
      return mapping;
    }
    if (root instanceof YamlNode.Scalar scalar) {
      Tree.Scalar tree =
          ScalarReadings.of(scalar, Reading.AS_WRITTEN, Position.of(decoding.source()));
      if (tree != null && tree.isNull()) {
        return new YamlNode.Mapping(false, root.line, root.column);
      }
    }
    throw decoding.fatal(
        root,
        TreePath.ROOT,
        "expected keys and values such as \"name: my-plugin\", found " + TreeBuilder.kind(root));
  }

  /** The format, empty for legacy. */
  private static String apiVersion(List<MappingFields.Field> fields, Decoding decoding) {
    for (MappingFields.Field field : fields) {
      if (field.name().equals("apiVersion")) {
        TreePath path = TreePath.ROOT.key("apiVersion");
        Tree tree = new TreeBuilder(decoding).shallow(field.value(), path);
        String found = tree instanceof Tree.Scalar scalar ? scalar.text() : null;
        boolean isNull = tree instanceof Tree.Scalar scalar && scalar.isNull();
        if (isNull || "".equals(found) || "v1".equals(found)) {
          return found == null ? "" : found;
        }
        throw decoding.fatal(
            field.value(),
            path,
            "invalid plugin apiVersion: "
                + TreeBuilder.kind(field.value())
                + "; expected v1, or no apiVersion for a legacy manifest");
      }
    }
    return "";
  }
}
