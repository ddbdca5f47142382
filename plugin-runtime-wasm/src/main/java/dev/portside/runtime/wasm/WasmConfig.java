package dev.portside.runtime.wasm;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Permission;
import dev.portside.api.RuntimeConfig;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin tells the runtime {@code extism/v1}: its limits, and what it wants of its host.
 * Immutable. Follows {@code RuntimeConfigExtismV1} in Helm's {@code
 * internal/plugin/runtime_extismv1.go}, whose manifest keys the getters name.
 *
 * <p>What is absent and what is 0 are two things here, though they look alike in the signed block:
 * Helm takes both for 0, by which a plugin that says nothing can neither keep a variable nor read
 * the body of an HTTP response.
 */
public final class WasmConfig implements RuntimeConfig {
  /** A plugin that says nothing. */
  public static final WasmConfig NONE = builder().build();

  /** The largest {@code uint32}. */
  static final long MOST_PAGES = (1L << 32) - 1;

  /** The largest {@code uint64}. */
  static final BigInteger LONGEST_MILLIS = new BigInteger("18446744073709551615");

  private final long maxPages;
  private final @Nullable Long maxHttpResponseBytes;
  private final @Nullable Long maxVarBytes;
  private final @Nullable Map<String, String> config;
  private final @Nullable List<String> allowedHosts;
  private final boolean createTempDir;
  private final BigInteger timeoutMillis;
  private final @Nullable List<String> hostFunctions;
  private final String entryFuncName;

  private WasmConfig(Builder builder) {
    maxPages = builder.maxPages;
    maxHttpResponseBytes = builder.maxHttpResponseBytes;
    maxVarBytes = builder.maxVarBytes;
    config = builder.config;
    allowedHosts = builder.allowedHosts;
    createTempDir = builder.createTempDir;
    timeoutMillis = builder.timeoutMillis;
    hostFunctions = builder.hostFunctions;
    entryFuncName = builder.entryFuncName;
  }

  /**
   * Begins a configuration, for hosts that make plugins without a manifest.
   *
   * @return a builder that says nothing
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * {@code memory.maxPages}: how many pages of 64 KiB the module and the memory of its messages may
   * have, each.
   *
   * @return 1 to 2^32-1, which may be more than WebAssembly has; or empty if there is no limit but
   *     the runtime's, which 0 means, too, as in Helm
   */
  public OptionalLong maxPages() {
    return maxPages == 0 ? OptionalLong.empty() : OptionalLong.of(maxPages);
  }

  /**
   * {@code memory.maxHttpResponseBytes}: how large the body of an HTTP response may be.
   *
   * @return bytes, 0 for none at all; or empty if the runtime's default holds, which a negative
   *     number asks for, too, as in Extism
   */
  public OptionalLong maxHttpResponseBytes() {
    return limit(maxHttpResponseBytes);
  }

  /**
   * {@code memory.maxVarBytes}: how much all variables of a plugin may take together.
   *
   * @return bytes, 0 for no variables at all; or empty if the runtime's default holds, which a
   *     negative number asks for, too, as in Extism
   */
  public OptionalLong maxVarBytes() {
    return limit(maxVarBytes);
  }

  private static OptionalLong limit(@Nullable Long bytes) {
    return bytes == null || bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  /**
   * {@code config}: what the plugin can ask for by name; it may hold secrets.
   *
   * @return names to values in the order of the manifest, unmodifiable; empty if there are none
   */
  public Map<String, String> config() {
    return config == null ? Map.of() : config;
  }

  /**
   * {@code allowedHosts}: the hosts that the plugin may send HTTP requests to.
   *
   * @return names, or globs such as {@code *.example.com}; empty if there are none, and then no
   *     host is allowed
   */
  public List<String> allowedHosts() {
    return allowedHosts == null ? List.of() : allowedHosts;
  }

  /**
   * {@code fileSystem.createTempDir}: whether each call has a directory {@code /tmp} of its own.
   *
   * @return false unless the manifest says so
   */
  public boolean createTempDir() {
    return createTempDir;
  }

  /**
   * {@code timeout}: how long a call may take.
   *
   * @return whole milliseconds, up to 2^64-1, so their nanoseconds may be no {@code long}; or empty
   *     if the plugin sets no limit, which 0 means, too
   */
  public Optional<Duration> timeout() {
    if (timeoutMillis.signum() == 0) {
      return Optional.empty();
    }
    BigInteger[] parts = timeoutMillis.divideAndRemainder(BigInteger.valueOf(1000));
    long nanos = parts[1].longValue() * 1_000_000;
    return Optional.of(Duration.ofSeconds(parts[0].longValue(), nanos));
  }

  /**
   * {@code hostFunctions}: the host's own functions that the plugin needs, by name.
   *
   * @return the names in the order of the manifest; empty if there are none
   */
  public List<String> hostFunctions() {
    return hostFunctions == null ? List.of() : hostFunctions;
  }

  /**
   * {@code entryFuncName}: the export that serves a call.
   *
   * @return its name, {@code helm_plugin_main} if the manifest gives none
   */
  public String entryFuncName() {
    return entryFuncName.isEmpty() ? "helm_plugin_main" : entryFuncName;
  }

  @Override
  public Map<String, ?> signedForm() {
    Map<String, Object> memory = new LinkedHashMap<>();
    memory.put("MaxPages", maxPages);
    memory.put("MaxHTTPResponseBytes", maxHttpResponseBytes == null ? 0L : maxHttpResponseBytes);
    memory.put("MaxVarBytes", maxVarBytes == null ? 0L : maxVarBytes);
    Map<String, @Nullable Object> form = new LinkedHashMap<>();
    form.put("Memory", memory);
    form.put("Config", config);
    form.put("AllowedHosts", allowedHosts);
    form.put("FileSystem", Map.of("CreateTempDir", createTempDir));
    form.put("Timeout", timeoutMillis);
    form.put("HostFunctions", hostFunctions);
    form.put("EntryFuncName", entryFuncName);
    return form;
  }

  /** {@code host:PATTERN}, {@code hostFunction:NAME} and {@code tempDir}, each once. */
  @Override
  public Set<Permission> permissions() {
    Set<Permission> permissions = new LinkedHashSet<>();
    for (String host : allowedHosts()) {
      permissions.add(new Permission("host", host));
    }
    for (String function : hostFunctions()) {
      permissions.add(new Permission("hostFunction", function));
    }
    if (createTempDir) {
      permissions.add(new Permission("tempDir", ""));
    }
    return Collections.unmodifiableSet(permissions);
  }

  /**
   * What the plugin asks of its host, for logs; nothing of {@link #config}, which may be secret.
   */
  @Override
  public String toString() {
    return "extism/v1" + permissions();
  }

  /** Collects a configuration; each setter replaces. Not safe for use by several threads. */
  public static final class Builder {
    private long maxPages;
    private @Nullable Long maxHttpResponseBytes;
    private @Nullable Long maxVarBytes;
    private @Nullable Map<String, String> config;
    private @Nullable List<String> allowedHosts;
    private boolean createTempDir;
    private BigInteger timeoutMillis = BigInteger.ZERO;
    private @Nullable List<String> hostFunctions;
    private String entryFuncName = "";

    private Builder() {}

    /**
     * Sets {@link WasmConfig#maxPages}.
     *
     * @param pages 0, which leaves it to the runtime, to 2^32-1
     * @return this
     */
    public Builder maxPages(long pages) {
      if (pages < 0 || pages > MOST_PAGES) {
        throw new IllegalArgumentException(
            "expected pages from 0 to " + MOST_PAGES + ", found " + pages);
      }
      maxPages = pages;
      return this;
    }

    /**
     * Sets {@link WasmConfig#maxHttpResponseBytes}.
     *
     * @param bytes the limit; negative for the runtime's default
     * @return this
     */
    public Builder maxHttpResponseBytes(long bytes) {
      maxHttpResponseBytes = bytes;
      return this;
    }

    /**
     * Sets {@link WasmConfig#maxVarBytes}.
     *
     * @param bytes the limit; negative for the runtime's default
     * @return this
     */
    public Builder maxVarBytes(long bytes) {
      maxVarBytes = bytes;
      return this;
    }

    /**
     * Sets {@link WasmConfig#config}.
     *
     * @param values names to values; copied in their order
     * @return this
     */
    public Builder config(Map<String, String> values) {
      Map<String, String> copy = new LinkedHashMap<>();
      values.forEach((name, value) -> copy.put(requireNonNull(name), requireNonNull(value)));
      config = Collections.unmodifiableMap(copy);
      return this;
    }

    /**
     * Sets {@link WasmConfig#allowedHosts}.
     *
     * @param patterns names or globs
     * @return this
     */
    public Builder allowedHosts(List<String> patterns) {
      allowedHosts = List.copyOf(patterns);
      return this;
    }

    /**
     * Sets {@link WasmConfig#createTempDir}.
     *
     * @param wanted whether each call has one
     * @return this
     */
    public Builder createTempDir(boolean wanted) {
      createTempDir = wanted;
      return this;
    }

    /**
     * Sets {@link WasmConfig#timeout}.
     *
     * @param limit zero, which is no limit, or whole milliseconds; a fraction of one is refused,
     *     since dropping it could turn a short time into no limit
     * @return this
     */
    public Builder timeout(Duration limit) {
      if (limit.isNegative() || limit.toNanosPart() % 1_000_000 != 0) {
        throw new IllegalArgumentException(
            "expected a timeout of whole milliseconds from 0, found " + limit);
      }
      BigInteger seconds = BigInteger.valueOf(limit.toSeconds());
      BigInteger millis = BigInteger.valueOf(limit.toMillisPart());
      return timeoutMillis(seconds.multiply(BigInteger.valueOf(1000)).add(millis));
    }

    /** Sets the timeout as the manifest has it. */
    Builder timeoutMillis(BigInteger millis) {
      if (millis.compareTo(LONGEST_MILLIS) > 0) {
        throw new IllegalArgumentException(
            "expected a timeout of up to " + LONGEST_MILLIS + " milliseconds, found " + millis);
      }
      timeoutMillis = millis;
      return this;
    }

    /**
     * Sets {@link WasmConfig#hostFunctions}.
     *
     * @param names the functions' names
     * @return this
     */
    public Builder hostFunctions(List<String> names) {
      hostFunctions = List.copyOf(names);
      return this;
    }

    /**
     * Sets {@link WasmConfig#entryFuncName}.
     *
     * @param export the export's name, or empty for {@code helm_plugin_main}
     * @return this
     */
    public Builder entryFuncName(String export) {
      entryFuncName = requireNonNull(export, "export");
      return this;
    }

    /**
     * Builds the configuration.
     *
     * @return the configuration
     */
    public WasmConfig build() {
      return new WasmConfig(this);
    }
  }
}
