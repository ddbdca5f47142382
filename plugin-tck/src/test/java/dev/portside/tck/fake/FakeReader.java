package dev.portside.tck.fake;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Manifest;
import dev.portside.api.ManifestReader;
import dev.portside.api.Metadata;
import dev.portside.api.Position;
import dev.portside.api.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads manifests that are JSON; every step can be overridden. */
public class FakeReader implements ManifestReader {
  private static final Set<String> KEYS =
      Set.of(
          "apiVersion",
          "name",
          "version",
          "type",
          "sourceURL",
          "runtime",
          "config",
          "runtimeConfig");

  public FakeReader() {}

  @Override
  public Manifest read(Bytes content, String source) {
    String text =
        content.strictText().orElseThrow(() -> refusal(Position.of(source), "expected UTF-8"));
    Tree tree = parse(text, source);
    if (!(tree instanceof Tree.Mapping root)) {
      throw refusal(tree.at(), "expected a mapping");
    }
    return build(root, source);
  }

  Tree parse(String text, String source) {
    return new JsonParser(text, source).parse();
  }

  Manifest build(Tree.Mapping root, String source) {
    List<Finding> findings = new ArrayList<>();
    Tree.Scalar none = new Tree.Scalar("", "", null, null, Position.of(source));
    Tree.Scalar name = scalar(root, "name", none);
    Tree.Scalar version = scalar(root, "version", none);
    Tree.Scalar type = scalar(root, "type", none);
    Tree.Scalar runtime = scalar(root, "runtime", none);
    check(root, name, version, findings);
    for (Tree.Entry entry : root.entries()) {
      if (!KEYS.contains(entry.key())) {
        unknown(entry, findings);
      }
    }
    twice(root, findings);
    return Manifest.builder(source, scalar(root, "apiVersion", none).written())
        .name(name.written())
        .version(version.written())
        .sourceUrl(scalar(root, "sourceURL", none).written())
        .type(type.written(), at(type), config(root, "config"))
        .runtime(runtime.written(), at(runtime), config(root, "runtimeConfig"))
        .findings(findings)
        .build();
  }

  void check(Tree.Mapping root, Tree.Scalar name, Tree.Scalar version, List<Finding> findings) {
    if (!Metadata.isValidName(name.written())) {
      findings.add(Finding.error(at(name), "name", "invalid name"));
    }
    if (!version.written().isEmpty() && !Metadata.isValidVersion(version.written())) {
      findings.add(Finding.error(at(version), "version", "invalid version"));
    }
    for (String key : new String[] {"type", "runtime"}) {
      if (root.get(key) == null) {
        findings.add(Finding.error(root.at(), key, key + " is missing"));
      }
    }
  }

  void unknown(Tree.Entry entry, List<Finding> findings) {
    findings.add(Finding.error(entry.at(), entry.key(), "unknown key"));
  }

  void twice(Tree.Mapping root, List<Finding> findings) {
    Set<String> seen = new HashSet<>();
    for (Tree.Entry entry : root.entries()) {
      if (!seen.add(entry.key())) {
        findings.add(Finding.error(entry.at(), entry.key(), "the key is there already"));
      }
    }
  }

  Position at(Tree.Scalar value) {
    return value.at();
  }

  private static Tree.Scalar scalar(Tree.Mapping root, String key, Tree.Scalar otherwise) {
    return root.get(key) instanceof Tree.Scalar scalar ? scalar : otherwise;
  }

  private static Tree config(Tree.Mapping root, String key) {
    Tree config = root.get(key);
    return config == null ? Tree.none(root.at()) : config;
  }

  static InvalidPluginException refusal(Position at, String message) {
    return new InvalidPluginException(Finding.error(at, "", message));
  }
}
