package dev.portside.cli;

import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Manifest;
import dev.portside.api.Metadata;
import dev.portside.api.Permission;
import dev.portside.api.host.Description;
import dev.portside.api.host.PluginManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say about one manifest.
 *
 * @param path as it was given
 * @param metadata what the manifest describes, or null if it is in error
 * @param signedBlock what a provenance file signs of it; empty if it is in error
 * @param module what the plugin's WebAssembly module looks like; null if there is none
 * @param error every reason why it does not load, one a line; empty if it does
 * @param warnings one text each
 */
record Inspection(
    String path,
    @Nullable Metadata metadata,
    String signedBlock,
    @Nullable WasmReport module,
    String error,
    List<String> warnings) {

  /** Reads and resolves a manifest. Nothing that is wrong with it escapes. */
  static Inspection of(PluginManager manager, String path) {
    try {
      Manifest manifest = manager.read(Path.of(path));
      Description description = manager.describe(manifest);
      Metadata metadata = description.metadata();
      String block = manager.signedBlock(metadata).text();
      List<String> warnings = warnings(description.warnings());
      WasmReport module = WasmReport.of(Path.of(path), metadata, warnings::add);
      return new Inspection(path, metadata, block, module, "", warnings);
    } catch (InvalidPluginException e) {
      return failed(path, String.valueOf(e.getMessage()), warnings(e.findings()));
    } catch (RuntimeException | StackOverflowError e) {
      return failed(path, path + ": " + e, List.of());
    }
  }

  private static Inspection failed(String path, String error, List<String> warnings) {
    return new Inspection(path, null, "", null, error, warnings);
  }

  private static List<String> warnings(List<Finding> findings) {
    List<String> texts = new ArrayList<>();
    for (Finding finding : findings) {
      if (!finding.isError()) {
        texts.add(finding.toString());
      }
    }
    return texts;
  }

  /** Whether the manifest describes a plugin. */
  boolean isOk() {
    return metadata != null;
  }

  /** The form for programs. */
  Map<String, ?> json() {
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("path", path);
    if (metadata == null) {
      form.put("status", "ERR");
      form.put("error", error);
    } else {
      form.put("status", "OK");
      form.put("metadata", metadata.signedForm());
      form.put("signedBlock", signedBlock);
      form.put("permissions", permissions(metadata));
    }
    if (module != null) {
      form.put("module", module.json());
    }
    form.put("warnings", warnings);
    return form;
  }

  /** The form for people: the signed block is Helm's view, comments tell the rest. */
  String yaml() {
    StringBuilder text = new StringBuilder();
    comment(text, "path: " + path);
    if (metadata != null) {
      comment(text, "capabilities: " + Types.of(metadata));
      List<String> permissions = permissions(metadata);
      String asked = permissions.isEmpty() ? "nothing" : String.join(", ", permissions);
      comment(text, "asks for: " + asked);
    }
    if (module != null) {
      for (String line : module.lines()) {
        comment(text, line);
      }
    }
    for (String warning : warnings) {
      comment(text, warning);
    }
    return text.append(signedBlock).toString();
  }

  private static List<String> permissions(Metadata metadata) {
    List<String> texts = new ArrayList<>();
    for (Permission permission : metadata.runtimeConfig().permissions()) {
      texts.add(permission.toString());
    }
    return texts;
  }

  private static void comment(StringBuilder text, String content) {
    for (String line : content.split("\n", -1)) {
      text.append("# ").append(Visible.line(line)).append('\n');
    }
  }
}
