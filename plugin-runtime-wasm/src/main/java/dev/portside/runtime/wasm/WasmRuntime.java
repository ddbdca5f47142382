package dev.portside.runtime.wasm;

import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Plugin;
import dev.portside.api.PluginSpec;
import dev.portside.api.Position;
import dev.portside.api.TreeReader;
import dev.portside.runtime.wasm.host.HostSettings;
import dev.portside.runtime.wasm.host.ImportException;
import dev.portside.runtime.wasm.host.UserFunction;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The runtime {@code extism/v1}: plugins that are WebAssembly modules made with Extism's kits. Safe
 * for use by several threads. Follows Helm's {@code internal/plugin/runtime_extismv1.go}, and the
 * Extism go-sdk below it.
 *
 * <p>Each call has a module instance of its own that no other call has left anything in. A plugin
 * reaches nothing but what its manifest asks for and its host grants. What all plugins of a runtime
 * use of the heap is bounded together; see {@link Builder#maxMemoryBytes}.
 *
 * <p>Closing a plugin frees what it keeps between calls, closing the runtime what all of them keep.
 */
public final class WasmRuntime implements dev.portside.api.Runtime<WasmConfig> {
  /** The name that manifests use. */
  public static final String NAME = "extism/v1";

  /** The file in a plugin's directory that is its module. */
  public static final String MODULE = "plugin.wasm";

  private final Builder settings;
  private final Object lock = new Object();
  private @Nullable WasmHost host;
  private boolean closed;

  /** A runtime with the defaults of {@link Builder}. */
  public WasmRuntime() {
    this(builder());
  }

  private WasmRuntime(Builder builder) {
    settings = builder.copy();
  }

  /**
   * Begins a runtime.
   *
   * @return a builder with defaults
   */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public WasmConfig readConfig(TreeReader in) {
    return ConfigReader.read(in);
  }

  /**
   * {@inheritDoc} The module is looked for, but read at the first call only.
   *
   * @throws InvalidPluginException if there is no module, or the host lacks a function that the
   *     plugin asks for
   */
  @Override
  public Plugin createPlugin(PluginSpec<WasmConfig> spec) {
    Path dir =
        spec.dir()
            .orElseThrow(() ->
                invalid("", "a plugin of runtime extism/v1 needs a directory, for its module"));
    WasmPlugin.requireModule(dir);
    WasmConfig config = spec.config();
    WasmHost shared = host();
    try {
      HostSettings.Builder allowed =
          HostSettings.builder(spec.metadata().name(), shared.http())
              .config(config.config())
              .allowedHosts(config.allowedHosts())
              .tempDirectory(config.createTempDir())
              .functions(functions(), config.hostFunctions());
      config.maxHttpResponseBytes().ifPresent(allowed::maxHttpResponseBytes);
      config.maxVarBytes().ifPresent(allowed::maxVarBytes);
      return new WasmPlugin(shared, spec, allowed.build());
    } catch (ImportException | IllegalArgumentException e) {
      throw invalid("runtimeConfig", String.valueOf(e.getMessage()));
    }
  }

  private List<UserFunction> functions() {
    return settings.hostFunctions.stream().map(HostFunction::toUserFunction).toList();
  }

  private static InvalidPluginException invalid(String path, String message) {
    return new InvalidPluginException(Finding.error(Position.NONE, path, message));
  }

  private WasmHost host() {
    synchronized (lock) {
      WasmHost made = host;
      if (made == null) {
        made = new WasmHost(settings);
        host = made;
        if (closed) {
          made.close();
        }
      }
      return made;
    }
  }

  /** {@inheritDoc} Calls that are running go on. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      if (host != null) {
        host.close();
      }
    }
  }

  /** Collects the settings of a runtime. Not safe for use by several threads. */
  public static final class Builder {
    List<HostFunction> hostFunctions = List.of();
    @Nullable Path cacheDirectory;
    boolean interpreted;
    boolean reuse;
    boolean frozenClock;
    long maxMemoryBytes = Runtime.getRuntime().maxMemory() / 4;
    int maxResultBytes = 256 << 20;
    @Nullable ProxySelector proxy;
    @Nullable SSLContext tls;

    private Builder() {}

    private Builder copy() {
      Builder copy = new Builder();
      copy.hostFunctions = hostFunctions;
      copy.cacheDirectory = cacheDirectory;
      copy.interpreted = interpreted;
      copy.reuse = reuse;
      copy.frozenClock = frozenClock;
      copy.maxMemoryBytes = maxMemoryBytes;
      copy.maxResultBytes = maxResultBytes;
      copy.proxy = proxy;
      copy.tls = tls;
      return copy;
    }

    /**
     * Sets the functions of the host's own that plugins can ask for; none unless set.
     *
     * @param value the functions, each with a name and namespace of its own
     * @return this
     */
    public Builder hostFunctions(Collection<HostFunction> value) {
      hostFunctions = List.copyOf(value);
      return this;
    }

    /**
     * Sets where compiled modules are kept from one process to the next; they are kept nowhere
     * unless set. It is made when there is something to keep. Who can write there can run code in
     * this process, so nobody else should be able to.
     *
     * @param value the directory
     * @return this
     */
    public Builder cacheDirectory(Path value) {
      cacheDirectory = value;
      return this;
    }

    /**
     * Sets whether modules are interpreted: nothing is compiled, and all runs some hundred times
     * slower. They are compiled unless set.
     *
     * @param value true to interpret
     * @return this
     */
    public Builder interpreted(boolean value) {
      interpreted = value;
      return this;
    }

    /**
     * Sets whether a call may find what an earlier one of the same plugin has left in memory,
     * globals and vars; it finds nothing unless set. Calls at the same time still have an instance
     * each, so which of the earlier ones a call follows is not told. Follows a plugin object of
     * Extism that is called again.
     *
     * @param value true to let calls follow each other
     * @return this
     */
    public Builder reuse(boolean value) {
      reuse = value;
      return this;
    }

    /**
     * Sets whether all calls of a plugin may begin with the clock and the random numbers that its
     * first call saw while the module initialised itself; they begin with their own unless set. It
     * spares each call that initialisation, which is long in modules made by Go. The price there:
     * {@code math/rand} and the order of maps are the same in all calls. What the plugin asks for
     * later is of that moment in any case.
     *
     * @param value true to begin all calls in one state
     * @return this
     */
    public Builder frozenClock(boolean value) {
      frozenClock = value;
      return this;
    }

    /**
     * Sets how much of the heap all plugins of the runtime may use together, running or kept for
     * the next call; a quarter of the largest heap unless set. A call waits until there is memory
     * for its module; a module that asks for more while it runs is refused, which most do not
     * survive: {@link dev.portside.api.PluginLimitException}.
     *
     * @param value bytes, at least 2 MiB
     * @return this
     */
    public Builder maxMemoryBytes(long value) {
      if (value < 2 << 20) {
        throw new IllegalArgumentException("expected at least 2 MiB of memory, found " + value);
      }
      maxMemoryBytes = value;
      return this;
    }

    /**
     * Sets how large an answer may be; 256 MiB unless set, and never more than a quarter of {@link
     * #maxMemoryBytes}.
     *
     * @param value bytes, at least one
     * @return this
     */
    public Builder maxResultBytes(int value) {
      if (value < 1) {
        throw new IllegalArgumentException("expected at least one byte, found " + value);
      }
      maxResultBytes = value;
      return this;
    }

    /**
     * Sets which proxy HTTP requests of plugins take; none unless set, whatever the properties of
     * the JVM say.
     *
     * @param value the choice of proxies
     * @return this
     */
    public Builder proxy(ProxySelector value) {
      proxy = value;
      return this;
    }

    /**
     * Sets whom HTTPS requests of plugins trust; the JDK's default unless set.
     *
     * @param value the context
     * @return this
     */
    public Builder tls(SSLContext value) {
      tls = value;
      return this;
    }

    /**
     * Builds the runtime.
     *
     * @return a new runtime
     */
    public WasmRuntime build() {
      return new WasmRuntime(this);
    }
  }
}
