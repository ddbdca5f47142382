package dev.portside.runtime.wasm.host;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a plug-in may use, and how much: the same for all its calls. Immutable, and safe for use by
 * several threads.
 *
 * <p>Follows {@code RuntimeConfigExtismV1} of Helm and the defaults of the Extism SDK: an unset
 * limit is 1 MiB for vars and 50 MiB for an HTTP body, and 0 means none.
 */
public final class HostSettings {
  private static final long DEFAULT_VAR_BYTES = 1L << 20;
  private static final long DEFAULT_HTTP_BYTES = 50L << 20;

  private final Supplier<System.Logger> logger;
  private final Map<String, String> config;
  private final List<HostPattern> allowedHosts;
  private final long maxHttpResponseBytes;
  private final long maxVarBytes;
  private final boolean tempDirectory;
  private final HttpService http;
  private final List<UserFunction> registered;
  private final Set<String> asked;

  private HostSettings(Builder builder) {
    logger = builder.logger;
    config = Map.copyOf(builder.config);
    allowedHosts = builder.allowedHosts.stream().map(HostPattern::of).toList();
    maxHttpResponseBytes =
        builder.maxHttpResponseBytes < 0 ? DEFAULT_HTTP_BYTES : builder.maxHttpResponseBytes;
    maxVarBytes = builder.maxVarBytes < 0 ? DEFAULT_VAR_BYTES : builder.maxVarBytes;
    tempDirectory = builder.tempDirectory;
    http = builder.http;
    registered = List.copyOf(builder.registered);
    asked = Set.copyOf(builder.asked);
    checkAsked();
  }

  /**
   * Settings that allow nothing until told.
   *
   * @param logger under which name the plug-in logs; its own name
   * @param http the HTTP client, shared by all plug-ins of a runtime; used only if hosts are
   *     allowed
   * @return a builder
   */
  public static Builder builder(String logger, HttpService http) {
    return new Builder(logger, http);
  }

  /** Collects settings. For one thread. */
  public static final class Builder {
    private final HttpService http;
    private Supplier<System.Logger> logger;
    private Map<String, String> config = Map.of();
    private Collection<String> allowedHosts = List.of();
    private long maxHttpResponseBytes = -1;
    private long maxVarBytes = -1;
    private boolean tempDirectory;
    private Collection<UserFunction> registered = List.of();
    private Collection<String> asked = List.of();

    private Builder(String logger, HttpService http) {
      requireNonNull(logger, "logger");
      this.logger = () -> System.getLogger(logger);
      this.http = requireNonNull(http, "http");
    }

    /**
     * What {@code config_get} answers.
     *
     * @param value names to values; none unless set
     * @return this
     */
    public Builder config(Map<String, String> value) {
      config = requireNonNull(value);
      return this;
    }

    /**
     * The hosts that HTTP may go to.
     *
     * @param value host names, or globs as the reference has them; none unless set
     * @return this
     */
    public Builder allowedHosts(Collection<String> value) {
      allowedHosts = requireNonNull(value);
      return this;
    }

    /**
     * How large the body of a response may be.
     *
     * @param value in bytes; 0 allows empty ones only, less is the default of 50 MiB
     * @return this
     */
    public Builder maxHttpResponseBytes(long value) {
      maxHttpResponseBytes = value;
      return this;
    }

    /**
     * What the vars of a guest stay below, each counted as its name, its value and 40 bytes.
     *
     * @param value in bytes; 0 disables vars, less is the default of 1 MiB
     * @return this
     */
    public Builder maxVarBytes(long value) {
      maxVarBytes = value;
      return this;
    }

    /**
     * Whether a call has a {@code /tmp} of its own.
     *
     * @param value true for a directory that is private to the call and gone after it
     * @return this
     */
    public Builder tempDirectory(boolean value) {
      tempDirectory = value;
      return this;
    }

    /**
     * The functions of the host.
     *
     * @param has all that the host registered
     * @param wanted the names that the manifest asks for; only these can be imported
     * @return this
     */
    public Builder functions(Collection<UserFunction> has, Collection<String> wanted) {
      registered = requireNonNull(has);
      asked = requireNonNull(wanted);
      return this;
    }

    Builder logger(System.Logger value) {
      logger = () -> value;
      return this;
    }

    /**
     * The settings.
     *
     * @return them
     * @throws ImportException if the manifest asks for functions that the host has not
     * @throws IllegalArgumentException if a glob of the allowed hosts cannot be read
     */
    public HostSettings build() {
      return new HostSettings(this);
    }
  }

  private void checkAsked() {
    Set<String> names =
        registered.stream()
            .map(UserFunction::name)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<String> problems = new ArrayList<>();
    for (String name : asked) {
      if (!names.contains(name)) {
        String nearest = Texts.nearest(name, names);
        problems.add(
            "plugin requested host function \""
                + name
                + "\", which the host does not have"
                + (nearest == null ? "" : "; did you mean \"" + nearest + "\"?"));
      }
    }
    if (!problems.isEmpty()) {
      throw new ImportException(problems);
    }
  }

  /**
   * What a snapshot's key needs of these settings if the guest asked for its preopened directories:
   * their names in order.
   *
   * @return a text that is equal if the layout is
   */
  public String layout() {
    return tempDirectory ? TempDirectory.GUEST_NAME : "";
  }

  Supplier<System.Logger> logger() {
    return logger;
  }

  Map<String, String> config() {
    return config;
  }

  List<HostPattern> allowedHosts() {
    return allowedHosts;
  }

  long maxHttpResponseBytes() {
    return maxHttpResponseBytes;
  }

  long maxVarBytes() {
    return maxVarBytes;
  }

  boolean tempDirectory() {
    return tempDirectory;
  }

  HttpService http() {
    return http;
  }

  List<UserFunction> registered() {
    return registered;
  }

  boolean grants(UserFunction function) {
    return asked.contains(function.name());
  }
}
