package dev.portside.api.host;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.Config;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Manifest;
import dev.portside.api.ManifestReader;
import dev.portside.api.Metadata;
import dev.portside.api.Output;
import dev.portside.api.Permission;
import dev.portside.api.Plugin;
import dev.portside.api.PluginException;
import dev.portside.api.PluginSpec;
import dev.portside.api.PluginType;
import dev.portside.api.Position;
import dev.portside.api.Runtime;
import dev.portside.api.RuntimeConfig;
import dev.portside.api.SignedBlockWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds, loads and makes plugins: where ports and adapters meet. Safe for use by several threads.
 *
 * <p>Runtimes and plugin types come from the {@linkplain Builder builder}, or are discovered; those
 * from the builder win. Discovery happens once, at the first name that the builder was not given.
 *
 * <p>Follows Helm's {@code internal/plugin/loader.go}, except that one bad plugin never hides the
 * others.
 *
 * <p>The file is long because a host's whole view is documented here; the work is done by the
 * classes beside it.
 */
public final class PluginManager implements AutoCloseable {
  /** The name of a manifest, in a plugin's directory: exactly this. */
  public static final String MANIFEST = "plugin.yaml";

  private final Registry registry;
  private final Resolver resolver;
  private final DirectoryLoader loader;
  private final @Nullable CallListener listener;

  private PluginManager(Builder builder) {
    registry =
        new Registry(
            builder.runtimes, builder.types, builder.reader, builder.writer, builder.sources);
    resolver = new Resolver(registry, builder.grants);
    listener = builder.listener;
    loader = new DirectoryLoader(registry, resolver, List.copyOf(builder.checks), listener);
  }

  /**
   * A manager of all runtimes and types that the context class loader finds, granting everything.
   *
   * @return a new manager
   */
  public static PluginManager discovered() {
    return builder().discover(Thread.currentThread().getContextClassLoader()).build();
  }

  /**
   * Begins a manager.
   *
   * @return a builder that knows nothing yet
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Loads the plugin in a directory. Follows {@code LoadDir} of Helm.
   *
   * @param dir a directory with a {@value #MANIFEST}
   * @return the plugin
   * @throws InvalidPluginException with every reason why it does not load
   * @throws PluginException if this manager has no reader of manifests, or discovered two of them
   */
  public Plugin load(Path dir) {
    return loader.load(dir);
  }

  /**
   * Loads all plugins in the direct subdirectories of base directories. Subdirectories without a
   * {@value #MANIFEST} are passed over; a base that does not exist is empty. Of two plugins that
   * claim one name in the same base the first, by name of directory, is kept and the other
   * reported; in different bases both are kept. Follows {@code LoadAllDir} of Helm.
   *
   * @param bases searched in this order
   * @return the plugins that loaded, and the findings about all; close it to close them
   * @throws PluginException if this manager has no reader of manifests, or discovered two of them
   */
  public Plugins loadAll(Path... bases) {
    return loader.loadAll(List.of(bases));
  }

  /**
   * Reads a manifest, without resolving it.
   *
   * @param path a plugin's directory, or the manifest itself
   * @return the manifest, perhaps with errors among its findings
   * @throws InvalidPluginException if nothing can be made of it
   */
  public Manifest read(Path path) {
    return loader.read(path);
  }

  /**
   * Resolves a manifest without making a plugin, and without load checks: what signing needs.
   *
   * @param manifest as a {@link ManifestReader} gives it
   * @return the metadata, and the warnings
   * @throws InvalidPluginException with every reason why it cannot be resolved
   */
  public Description describe(Manifest manifest) {
    List<Finding> findings = new ArrayList<>(manifest.findings());
    Resolver.Resolved<?> resolved = resolver.resolve(manifest, findings);
    findings.sort(Comparator.comparingInt(finding -> finding.at().line()));
    if (resolved == null) {
      throw new InvalidPluginException(findings);
    }
    return new Description(resolved.metadata(), findings);
  }

  /**
   * The metadata block that a provenance file signs.
   *
   * @param metadata of any plugin
   * @return the text, as Helm renders it
   */
  public Bytes signedBlock(Metadata metadata) {
    return registry.writer().write(metadata);
  }

  /**
   * Makes a plugin that has neither directory nor manifest.
   *
   * @param runtime what runs it; stays the caller's to close
   * @param config what to tell the runtime
   * @param metadata everything else
   * @param <C> the runtime's configuration
   * @return the plugin
   * @throws InvalidPluginException if it asks for what this manager does not grant
   * @throws IllegalArgumentException if name or version are invalid
   */
  public <C extends RuntimeConfig> Plugin create(
      Runtime<C> runtime, C config, Metadata.Builder metadata) {
    Metadata complete = metadata.on(runtime, config);
    List<Finding> findings = new ArrayList<>();
    resolver.refuse(config, Position.of(complete.name()), findings::add);
    if (!findings.isEmpty()) {
      throw new InvalidPluginException(findings);
    }
    return new ManagedPlugin(runtime.createPlugin(PluginSpec.of(complete, config)), listener);
  }

  /**
   * Makes a plugin of a Java function.
   *
   * @param type the type it can be called as
   * @param config its configuration for that type
   * @param name a {@linkplain Metadata#isValidName valid name}
   * @param body called in the thread of each call; it must be safe for use by several threads
   * @param <I> the type's input
   * @param <O> the type's output
   * @param <C> the type's configuration
   * @return the plugin
   */
  public <I, O, C extends Config> Plugin function(
      PluginType<I, O, C> type, C config, String name, Function<? super I, ? extends O> body) {
    return create(
        new FunctionRuntime<>(type, body),
        new FunctionRuntime.Settings(),
        Metadata.named(name).type(type, config));
  }

  /**
   * Calls a plugin by names instead of classes: for command lines and remote callers.
   *
   * @param plugin the plugin
   * @param type the id of a plugin type
   * @param message the JSON form of the input; an unknown key is an error
   * @param options streams, environment, timeout
   * @return the JSON form of the output
   * @throws InvalidPluginException if the message is not one of that type
   * @throws PluginException if the type is unknown, or as {@link Plugin#invoke} does
   */
  public Output<Map<String, ?>> callJson(
      Plugin plugin, String type, Map<String, ?> message, CallOptions options) {
    PluginType<?, ?, ?> known = registry.type(type);
    if (known == null) {
      throw new PluginException(
          "unknown plugin type \""
              + type
              + "\"; known here: "
              + String.join(", ", registry.typeIds()),
          null);
    }
    return JsonCall.invoke(plugin, known, message, options);
  }

  /**
   * What there is to say about the set-up; discovers if that has not happened yet.
   *
   * @return providers that were skipped, and why; names that two providers claim
   */
  public List<Finding> setup() {
    return registry.setup();
  }

  /** Closes the runtimes that were discovered; plugins and handed-in runtimes are the caller's. */
  @Override
  public void close() {
    registry.close();
  }

  /** Collects the parts of a manager. Not safe for use by several threads. */
  public static final class Builder {
    private final Map<String, Runtime<?>> runtimes = new LinkedHashMap<>();
    private final Map<String, PluginType<?, ?, ?>> types = new LinkedHashMap<>();
    private final List<Discovery.Source> sources = new ArrayList<>();
    private final List<LoadCheck> checks = new ArrayList<>();
    private @Nullable Predicate<Permission> grants;
    private @Nullable ManifestReader reader;
    private @Nullable SignedBlockWriter writer;
    private @Nullable CallListener listener;

    private Builder() {}

    /**
     * Adds a runtime; it stays the caller's to close.
     *
     * @param runtime wins over a discovered one of its name, and over an earlier one
     * @return this
     */
    public Builder runtime(Runtime<?> runtime) {
      runtimes.put(runtime.name(), runtime);
      return this;
    }

    /**
     * Adds a plugin type.
     *
     * @param type wins over a discovered one of its id, and over an earlier one
     * @return this
     */
    public Builder type(PluginType<?, ?, ?> type) {
      types.put(type.id(), type);
      return this;
    }

    /**
     * Sets the reader of manifests.
     *
     * @param value wins over a discovered one
     * @return this
     */
    public Builder reader(ManifestReader value) {
      reader = requireNonNull(value);
      return this;
    }

    /**
     * Sets the writer of signed blocks.
     *
     * @param value wins over a discovered one
     * @return this
     */
    public Builder writer(SignedBlockWriter value) {
      writer = requireNonNull(value);
      return this;
    }

    /**
     * Discovers on the class path, or among the named modules that a class loader sees.
     *
     * @param loader the class loader, or null for that of the system
     * @return this
     */
    public Builder discover(@Nullable ClassLoader loader) {
      sources.add(
          new Discovery.Source() {
            @Override
            public <T> ServiceLoader<T> of(Class<T> service) {
              return ServiceLoader.load(service, loader);
            }
          });
      return this;
    }

    /**
     * Discovers in a layer of modules and its parents.
     *
     * @param layer the layer
     * @return this
     */
    public Builder discover(ModuleLayer layer) {
      requireNonNull(layer);
      sources.add(
          new Discovery.Source() {
            @Override
            public <T> ServiceLoader<T> of(Class<T> service) {
              return ServiceLoader.load(layer, service);
            }
          });
      return this;
    }

    /**
     * Adds a condition for loading.
     *
     * @param check asked after those added before
     * @return this
     */
    public Builder check(LoadCheck check) {
      checks.add(requireNonNull(check));
      return this;
    }

    /**
     * Sets what plugins are granted; everything unless set, as Helm grants it.
     *
     * @param value says yes to what is granted; safe for use by several threads
     * @return this
     */
    public Builder grant(Predicate<Permission> value) {
      grants = requireNonNull(value);
      return this;
    }

    /**
     * Sets who is told of every call.
     *
     * @param value the listener
     * @return this
     */
    public Builder listener(CallListener value) {
      listener = requireNonNull(value);
      return this;
    }

    /**
     * Builds the manager.
     *
     * @return a new manager
     */
    public PluginManager build() {
      return new PluginManager(this);
    }
  }
}
