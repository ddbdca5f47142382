package dev.portside.runtime.wasm;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Bytes;
import dev.portside.api.PluginException;
import dev.portside.runtime.wasm.code.BadModuleException;
import dev.portside.runtime.wasm.code.Code;
import dev.portside.runtime.wasm.code.CodeCache;
import dev.portside.runtime.wasm.code.CodeMode;
import dev.portside.runtime.wasm.code.ModuleLimits;
import dev.portside.runtime.wasm.code.ModuleShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a module looks like from outside, found out without running any of it. Immutable. Types are
 * written as in the WebAssembly specification.
 */
public final class WasmInspection {
  private final String digest;
  private final long size;
  private final ModuleShape shape;

  private WasmInspection(Code code, long size) {
    this.digest = code.digest();
    this.size = size;
    this.shape = code.shape();
  }

  /**
   * Looks at the module of a plugin.
   *
   * @param dir the plugin's directory, with its {@value WasmRuntime#MODULE}
   * @return what there is to see
   * @throws IOException if the file cannot be read, or is larger than any module may be
   * @throws PluginException if it is no module that could run here, with the reason
   */
  public static WasmInspection ofPlugin(Path dir) throws IOException {
    Path file = dir.resolve(WasmRuntime.MODULE);
    return of(Bytes.readFile(file, (int) ModuleLimits.defaults().moduleBytes()), file.toString());
  }

  /**
   * Looks at a module.
   *
   * @param module the module in binary form
   * @param source what errors call it, such as the name of its file
   * @return what there is to see
   * @throws PluginException if it is no module that could run here, with the reason
   */
  public static WasmInspection of(Bytes module, String source) {
    requireNonNull(source, "source");
    // Nothing is to be run, so nothing is compiled.
    try (CodeCache cache = new CodeCache(null, CodeMode.INTERPRETED)) {
      return new WasmInspection(cache.load(module.toArray(), source), module.size());
    } catch (BadModuleException e) {
      throw new PluginException(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PluginException(source + ": interrupted while it was read", e);
    }
  }

  /**
   * What identifies the module.
   *
   * @return the SHA-256 of its bytes in lower-case hexadecimal digits
   */
  public String digest() {
    return digest;
  }

  /**
   * How large the module is.
   *
   * @return bytes
   */
  public long size() {
    return size;
  }

  /**
   * What it offers.
   *
   * @return its exports in the order of the module
   */
  public List<Export> exports() {
    List<Export> exports = new ArrayList<>(shape.exports().size());
    for (ModuleShape.Export export : shape.exports()) {
      ModuleShape.Signature signature = export.signature();
      String kind = export.kind().name().toLowerCase(Locale.ROOT);
      exports.add(new Export(export.name(), kind, signature == null ? "" : signature.toString()));
    }
    return List.copyOf(exports);
  }

  /**
   * What it needs: functions of the runtime, of WASI, and of the host.
   *
   * @return its imports in the order of the module
   */
  public List<Import> imports() {
    List<Import> imports = new ArrayList<>(shape.imports().size());
    for (ModuleShape.Import each : shape.imports()) {
      imports.add(new Import(each.module(), each.name(), each.signature().toString()));
    }
    return List.copyOf(imports);
  }

  /**
   * Its own memory, beside which there is always that of the messages.
   *
   * @return the memory, or empty if the module has none
   */
  public Optional<Memory> memory() {
    ModuleShape.Pages pages = shape.memory();
    if (pages == null) {
      return Optional.empty();
    }
    Integer maximum = pages.maximum();
    return Optional.of(
        new Memory(
            pages.initial(), maximum == null ? OptionalLong.empty() : OptionalLong.of(maximum)));
  }

  /**
   * Whether something runs as soon as the module is instantiated.
   *
   * @return true if it has a start function
   */
  public boolean hasStart() {
    return shape.start();
  }

  /**
   * What made it.
   *
   * @return one text for each tool and language that the module names, such as {@code processed-by:
   *     clang 14.0.6}; empty if it names none
   */
  public List<String> producers() {
    return shape.producers();
  }

  /**
   * What will go wrong with a configuration, as far as it can be seen from outside.
   *
   * @param config what the plugin tells the runtime
   * @return one text each: what was found, what was expected, and what to do
   */
  public List<String> concerns(WasmConfig config) {
    return Concerns.of(this, config);
  }

  /**
   * Something that the module offers.
   *
   * @param name its name, perhaps empty
   * @param kind {@code function}, {@code memory}, {@code table}, {@code global} or {@code tag}
   * @param type that of a function, such as {@code (i32, i64) -> i32}; else empty
   */
  public record Export(String name, String kind, String type) {
    /** Checks that nothing is null. */
    public Export {
      requireNonNull(name, "name");
      requireNonNull(kind, "kind");
      requireNonNull(type, "type");
    }
  }

  /**
   * A function that the module needs.
   *
   * @param module the namespace, such as {@code extism:host/env}
   * @param name its name there
   * @param type such as {@code (i32, i64) -> i32}
   */
  public record Import(String module, String name, String type) {
    /** Checks that nothing is null. */
    public Import {
      requireNonNull(module, "module");
      requireNonNull(name, "name");
      requireNonNull(type, "type");
    }
  }

  /**
   * The size of a memory in pages of 64 KiB.
   *
   * @param initialPages how many there are at the start
   * @param maximumPages how many the module itself allows, or empty if it sets no limit
   */
  public record Memory(long initialPages, OptionalLong maximumPages) {
    /** Checks that nothing is null. */
    public Memory {
      requireNonNull(maximumPages, "maximumPages");
    }
  }
}
