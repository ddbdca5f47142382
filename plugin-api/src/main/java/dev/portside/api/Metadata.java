package dev.portside.api;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a plugin is: its manifest resolved against plugin types and a runtime. Immutable and valid;
 * what will grow is read by accessors and built by {@link Builder}. Follows Helm's {@code
 * internal/plugin/metadata.go}, but for {@link #capabilities()}: Helm has only the first of them.
 */
public final class Metadata {
  private final String apiVersion;
  private final String name;
  private final String version;
  private final String sourceUrl;
  private final List<Capability> capabilities;
  private final String runtime;
  private final RuntimeConfig runtimeConfig;

  private Metadata(Builder builder, String runtime, RuntimeConfig runtimeConfig) {
    this.apiVersion = builder.apiVersion;
    this.name = builder.name;
    this.version = builder.version;
    this.sourceUrl = builder.sourceUrl;
    this.capabilities = List.copyOf(builder.capabilities);
    this.runtime = requireNonNull(runtime, "runtime");
    this.runtimeConfig = requireNonNull(runtimeConfig, "runtimeConfig");
    if (!isValidName(name)) {
      throw new IllegalArgumentException(
          "invalid plugin name \"" + name + "\": must contain only a-z, A-Z, 0-9, _ and -");
    }
    if (!version.isEmpty() && !isValidVersion(version)) {
      throw new IllegalArgumentException(
          "invalid plugin version \"" + version + "\": must be valid semver");
    }
    if (capabilities.isEmpty()) {
      throw new IllegalArgumentException("plugin \"" + name + "\" has no type");
    }
  }

  /**
   * Begins the metadata of a plugin that has no manifest.
   *
   * @param name a {@linkplain #isValidName valid name}
   * @return a builder
   */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /**
   * The rule for names: one or more of {@code A-Z a-z 0-9 _ -}.
   *
   * @param name any text
   * @return whether it is a name
   */
  public static boolean isValidName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!SemanticVersion.isLetter(c) && !SemanticVersion.isDigit(c) && c != '_' && c != '-') {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /**
   * The rule for versions: {@code MAJOR.MINOR.PATCH[-pre][+build]} without {@code v} and without
   * leading zeros. An absent version is allowed elsewhere; the empty text is not a version.
   *
   * @param version any text
   * @return whether it is a semantic version
   */
  public static boolean isValidVersion(String version) {
    return SemanticVersion.isValid(version);
  }

  /**
   * The format of the manifest.
   *
   * @return {@code legacy} or {@code v1}; {@code v1} for a plugin without a manifest
   */
  public String apiVersion() {
    return apiVersion;
  }

  /**
   * The name.
   *
   * @return a valid name
   */
  public String name() {
    return name;
  }

  /**
   * The version.
   *
   * @return a semantic version, or empty
   */
  public String version() {
    return version;
  }

  /**
   * Where its source is to be found.
   *
   * @return a URL as the manifest has it, unchecked, or empty
   */
  public String sourceUrl() {
    return sourceUrl;
  }

  /**
   * What the plugin can do, the first as Helm sees it.
   *
   * @return at least one
   */
  public List<Capability> capabilities() {
    return capabilities;
  }

  /**
   * The runtime that runs it.
   *
   * @return the runtime's name
   */
  public String runtime() {
    return runtime;
  }

  /**
   * What the manifest tells its runtime.
   *
   * @return the configuration
   */
  public RuntimeConfig runtimeConfig() {
    return runtimeConfig;
  }

  /**
   * The type of the first capability.
   *
   * @return such as {@code cli/v1}
   */
  public String type() {
    return capabilities.get(0).type();
  }

  /**
   * The configuration of the first capability.
   *
   * @return the configuration
   */
  public Config config() {
    return capabilities.get(0).config();
  }

  /**
   * Whether the plugin has a capability.
   *
   * @param type the id of a plugin type
   * @return true if it can be invoked with that type
   */
  public boolean can(String type) {
    for (Capability capability : capabilities) {
      if (capability.type().equals(type)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The configuration of one class, whichever capability has it.
   *
   * @param kind the class, such as {@code GetterV1.Settings.class}
   * @param <C> that class
   * @return the first, or empty
   */
  public <C extends Config> Optional<C> config(Class<C> kind) {
    for (Capability capability : capabilities) {
      if (kind.isInstance(capability.config())) {
        return Optional.of(kind.cast(capability.config()));
      }
    }
    return Optional.empty();
  }

  /**
   * What a provenance file signs: Helm's view, hence the first capability only, under Go's names.
   *
   * @return names to text, numbers, booleans, null, lists and maps of these
   */
  public Map<String, ?> signedForm() {
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("APIVersion", apiVersion);
    form.put("Name", name);
    form.put("Type", type());
    form.put("Runtime", runtime);
    form.put("Version", version);
    form.put("SourceURL", sourceUrl);
    form.put("Config", config().signedForm());
    form.put("RuntimeConfig", runtimeConfig.signedForm());
    return form;
  }

  /** Name, version and types, for logs. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name);
    if (!version.isEmpty()) {
      text.append(' ').append(version);
    }
    for (Capability capability : capabilities) {
      text.append(' ').append(capability.type());
    }
    return text.append(" on ").append(runtime).toString();
  }

  /** Collects everything but the runtime. Not safe for use by several threads. */
  public static final class Builder {
    private final String name;
    private final List<Capability> capabilities = new ArrayList<>(2);
    private String apiVersion = "v1";
    private String version = "";
    private String sourceUrl = "";

    private Builder(String name) {
      this.name = requireNonNull(name, "name");
    }

    /**
     * Sets the format; {@code v1} unless set.
     *
     * @param value not blank
     * @return this
     */
    public Builder apiVersion(String value) {
      if (value.isBlank()) {
        throw new IllegalArgumentException("apiVersion is blank");
      }
      apiVersion = value;
      return this;
    }

    /**
     * Sets the version; none unless set.
     *
     * @param value a semantic version, or empty
     * @return this
     */
    public Builder version(String value) {
      version = requireNonNull(value, "version");
      return this;
    }

    /**
     * Sets the source URL; none unless set.
     *
     * @param value a URL, or empty
     * @return this
     */
    public Builder sourceUrl(String value) {
      sourceUrl = requireNonNull(value, "sourceUrl");
      return this;
    }

    /**
     * Adds a capability.
     *
     * @param type the plugin type; one not added before
     * @param config its configuration
     * @param <C> the type's configuration
     * @return this
     */
    public <C extends Config> Builder type(PluginType<?, ?, C> type, C config) {
      for (Capability capability : capabilities) {
        if (capability.type().equals(type.id())) {
          throw new IllegalArgumentException(
              "plugin \"" + name + "\" declares type \"" + type.id() + "\" twice");
        }
      }
      capabilities.add(new Capability(type.id(), config));
      return this;
    }

    /**
     * Completes the metadata.
     *
     * @param runtime what runs the plugin
     * @param config what to tell it
     * @param <C> the runtime's configuration
     * @return the metadata
     * @throws IllegalArgumentException if name or version are invalid, or there is no type
     */
    public <C extends RuntimeConfig> Metadata on(Runtime<C> runtime, C config) {
      return new Metadata(this, runtime.name(), config);
    }
  }
}
