package dev.portside.cli;

import dev.portside.api.Metadata;
import dev.portside.api.PluginException;
import dev.portside.runtime.wasm.WasmConfig;
import dev.portside.runtime.wasm.WasmInspection;
import dev.portside.runtime.wasm.WasmRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What {@code inspect} says about the module of a Wasm plugin. */
final class WasmReport {
  private final WasmInspection module;

  private WasmReport(WasmInspection module) {
    this.module = module;
  }

  /**
   * Looks at the module beside a manifest.
   *
   * @param path a plugin's directory, or its manifest
   * @param metadata what the manifest describes
   * @param warnings receives why the module cannot be seen, and where it does not fit the manifest
   * @return the report; null if the plugin is none of the Wasm runtime, or its module cannot be
   *     seen
   */
  static @Nullable WasmReport of(Path path, Metadata metadata, Consumer<String> warnings) {
    if (!(metadata.runtimeConfig() instanceof WasmConfig config)) {
      return null;
    }
    Path dir = Files.isDirectory(path) ? path : path.resolveSibling("");
    String start = dir.resolve(WasmRuntime.MODULE) + ": warning: ";
    try {
      WasmInspection module = WasmInspection.ofPlugin(dir);
      for (String concern : module.concerns(config)) {
        warnings.accept(start + concern);
      }
      return new WasmReport(module);
    } catch (IOException e) {
      warnings.accept("warning: " + Failures.reason(e));
    } catch (PluginException e) {
      warnings.accept("warning: " + e.getMessage());
    }
    return null;
  }

  /** The form for programs. */
  Map<String, ?> json() {
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("sha256", module.digest());
    form.put("bytes", module.size());
    module.memory().ifPresent(memory -> form.put("memory", json(memory)));
    List<Map<String, String>> exports = new ArrayList<>();
    for (WasmInspection.Export export : module.exports()) {
      Map<String, String> entry = new LinkedHashMap<>();
      entry.put("name", export.name());
      entry.put("kind", export.kind());
      if (!export.type().isEmpty()) {
        entry.put("type", export.type());
      }
      exports.add(entry);
    }
    form.put("exports", exports);
    List<Map<String, String>> imports = new ArrayList<>();
    for (WasmInspection.Import each : module.imports()) {
      Map<String, String> entry = new LinkedHashMap<>();
      entry.put("module", each.module());
      entry.put("name", each.name());
      entry.put("type", each.type());
      imports.add(entry);
    }
    form.put("imports", imports);
    form.put("start", module.hasStart());
    form.put("producers", module.producers());
    return form;
  }

  private static Map<String, ?> json(WasmInspection.Memory memory) {
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("initialPages", memory.initialPages());
    memory.maximumPages().ifPresent(pages -> form.put("maximumPages", pages));
    return form;
  }

  /** The form for people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("module: " + module.size() + " bytes, sha256:" + module.digest());
    lines.add("memory: " + module.memory().map(WasmReport::text).orElse("none of its own"));
    if (module.hasStart()) {
      lines.add("start: a function runs as soon as the module is instantiated");
    }
    for (WasmInspection.Export export : module.exports()) {
      String type = export.type().isEmpty() ? "" : " " + export.type();
      lines.add("export: " + export.kind() + " " + export.name() + type);
    }
    for (WasmInspection.Import each : module.imports()) {
      lines.add("import: " + each.module() + "." + each.name() + " " + each.type());
    }
    for (String producer : module.producers()) {
      lines.add("producer: " + producer);
    }
    return lines;
  }

  private static String text(WasmInspection.Memory memory) {
    OptionalLong maximum = memory.maximumPages();
    return "pages of 64 KiB, "
        + memory.initialPages()
        + " at the start, "
        + (maximum.isPresent() ? maximum.getAsLong() + " at most" : "without a limit of its own");
  }
}
