package dev.portside.runtime.wasm;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Metadata;
import dev.portside.api.Output;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginSpec;
import dev.portside.api.PluginType;
import dev.portside.api.Position;
import dev.portside.api.Tree;
import dev.portside.api.TreeReader;
import dev.portside.api.Usage;
import dev.portside.runtime.wasm.code.Code;
import dev.portside.runtime.wasm.code.ModuleShape;
import dev.portside.runtime.wasm.guest.GuestFactory;
import dev.portside.runtime.wasm.host.GuestImports;
import dev.portside.runtime.wasm.host.HostSettings;
import dev.portside.runtime.wasm.memory.MemoryLimitException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A plugin that is a module. It runs every type in its message form, and knows none of them.
 * Thread-safe. The module is read and compiled at the first call; a file that changes later is not
 * seen. It has no hooks, as in Helm. Follows {@code ExtismV1PluginRuntime} in Helm's {@code
 * internal/plugin/runtime_extismv1.go}.
 */
final class WasmPlugin implements Plugin {
  /** No module has more bytes; the cache of code has its own, lower bounds. */
  private static final int MOST_MODULE_BYTES = 256 << 20;

  private final WasmHost host;
  private final Metadata metadata;
  private final WasmConfig config;
  private final Path dir;
  private final HostSettings settings;
  private final Failures failures;
  private final Object lock = new Object();
  private volatile @Nullable Ready ready;
  private volatile boolean closed;

  /** What the first call has prepared. */
  private record Ready(GuestFactory factory, boolean repeatable) {}

  WasmPlugin(WasmHost host, PluginSpec<WasmConfig> spec, HostSettings settings) {
    this.host = host;
    this.metadata = spec.metadata();
    this.config = spec.config();
    this.dir = spec.dir().orElseThrow();
    this.settings = settings;
    long memory = Math.min((long) host.pageLimit(config) << 16, host.memory().budget().limit());
    this.failures =
        new Failures(
            metadata.name(),
            config.entryFuncName(),
            host.stackBytes(),
            host.maxResultBytes(),
            memory);
  }

  @Override
  public Metadata metadata() {
    return metadata;
  }

  @Override
  public Optional<Path> dir() {
    return Optional.of(dir);
  }

  @Override
  public <I, O> Output<O> invoke(PluginType<I, O, ?> type, I message, CallOptions options) {
    long began = System.nanoTime();
    if (closed || host.isClosed()) {
      throw refused();
    }
    Deadline deadline = Deadline.of(config.timeout(), options.timeout(), began);
    WasmCall call = new WasmCall(host, this, options, write(type, message), deadline);
    byte[] answer = call.run();
    return new Output<>(read(type, answer, call), call.usage().withExitCode(0));
  }

  private <I> byte[] write(PluginType<I, ?, ?> type, I message) {
    try {
      return host.writer().write(type.input().write(message));
    } catch (IllegalArgumentException e) {
      throw failures.failed("cannot be sent its message: " + e.getMessage(), e, Usage.UNKNOWN);
    }
  }

  private <O> O read(PluginType<?, O, ?> type, byte[] answer, WasmCall call) {
    if (answer.length == 0) {
      String what = "expected a JSON object of type " + type.id() + ", {} at least, found nothing";
      throw call.unusable(what, null);
    }
    List<Finding> findings = new ArrayList<>();
    try (Allowance allowance = new Allowance(host.memory().budget(), answer.length)) {
      Tree tree = host.reader().read(answer, allowance);
      TreeReader in = TreeReader.of(tree, "", TreeReader.JSON, findings::add);
      O message = type.output().read(in);
      if (!in.failed()) {
        return message;
      }
    } catch (IllegalArgumentException e) {
      throw call.unusable(String.valueOf(e.getMessage()), e);
    } catch (MemoryLimitException e) {
      throw failures.of(e, false, "", call.usage());
    }
    InvalidPluginException reasons = new InvalidPluginException(findings);
    throw call.unusable(String.valueOf(reasons.getMessage()), reasons);
  }

  /** The exception for a call that comes too late. */
  PluginCallException refused() {
    String what = "cannot be called: " + (closed ? "it is closed" : "its runtime is closed");
    return new PluginCallException(metadata.name(), what, Usage.UNKNOWN, null);
  }

  Failures failures() {
    return failures;
  }

  /** The factory, if a call can run in any thread, at any time, any number of times; else null. */
  @Nullable GuestFactory readyFor(Map<String, String> environment) {
    Ready now = ready;
    boolean can = now != null && now.repeatable && now.factory.isReady(environment);
    return can ? requireNonNull(now).factory : null;
  }

  /** The factory; reads and compiles the module first if that has not been done. */
  GuestFactory factory() throws IOException, InterruptedException {
    Ready now = ready;
    if (now == null) {
      Path file = dir.resolve(WasmRuntime.MODULE);
      byte[] wasm = Bytes.readFile(file, MOST_MODULE_BYTES).toArray();
      now = ready(load(wasm, file));
    }
    return now.factory;
  }

  private Code load(byte[] wasm, Path file) throws InterruptedException {
    try {
      return host.codeCache().load(wasm, file.toString());
    } catch (IllegalStateException e) { // closed meanwhile
      throw refused();
    }
  }

  private Ready ready(Code code) {
    requireEntry(code.shape());
    synchronized (lock) {
      if (closed) {
        throw refused();
      }
      Ready now = ready;
      if (now == null) {
        GuestFactory factory =
            new GuestFactory(
                code,
                config.entryFuncName(),
                host.pageLimit(config),
                host.memory(),
                settings,
                host.mode());
        now = new Ready(factory, GuestImports.repeatable(code.module()));
        ready = now;
      }
      return now;
    }
  }

  private void requireEntry(ModuleShape shape) {
    String entry = config.entryFuncName();
    ModuleShape.Export export = shape.export(entry);
    if (export == null || export.signature() == null) {
      String functions =
          shape.exports().stream()
              .filter(other -> other.signature() != null)
              .map(ModuleShape.Export::name)
              .collect(Collectors.joining(", "));
      throw failed(
          "has no function \""
              + entry
              + "\"; its module exports "
              + (functions.isEmpty() ? "none" : functions)
              + " (entryFuncName chooses one)");
    }
    if (!export.signature().parameters().isEmpty()) {
      throw failed(
          "cannot be called: its function \""
              + entry
              + "\" is "
              + export.signature()
              + "; expected one without parameters");
    }
  }

  private PluginCallException failed(String what) {
    return new PluginCallException(metadata.name(), what, Usage.UNKNOWN, null);
  }

  @Override
  public void close() {
    Ready now;
    synchronized (lock) {
      closed = true;
      now = ready;
    }
    if (now != null) {
      now.factory.close();
    }
  }

  /** The exception for a directory that has no module; nothing is read yet. */
  static void requireModule(Path dir) {
    Path file = dir.resolve(WasmRuntime.MODULE);
    if (!Files.isRegularFile(file)) {
      String what = "expected the plugin's module " + WasmRuntime.MODULE + ", found no such file";
      throw new InvalidPluginException(
          Finding.error(new Position(file.toString(), 0, 0), "", what));
    }
  }
}
