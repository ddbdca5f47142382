package dev.portside.api;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * A manifest understood, before any plugin type or runtime was asked: names are known, the
 * configurations are still trees. Immutable; made by a {@link ManifestReader}.
 */
public final class Manifest {
  /**
   * A plugin type that the manifest declares, with its configuration as written.
   *
   * @param type such as {@code cli/v1}; empty if the manifest lacks it
   * @param at where the type is named
   * @param config its configuration
   */
  public record Declaration(String type, Position at, Tree config) {
    /** Checks that nothing is null. */
    public Declaration {
      requireNonNull(type, "type");
      requireNonNull(at, "at");
      requireNonNull(config, "config");
    }
  }

  private final Position at;
  private final String apiVersion;
  private final String name;
  private final String version;
  private final String sourceUrl;
  private final List<Declaration> types;
  private final String runtime;
  private final Position runtimeAt;
  private final Tree runtimeConfig;
  private final List<Finding> findings;

  private Manifest(Builder builder) {
    at = builder.at;
    apiVersion = builder.apiVersion;
    name = builder.name;
    version = builder.version;
    sourceUrl = builder.sourceUrl;
    types = List.copyOf(builder.types);
    runtime = builder.runtime;
    runtimeAt = builder.runtimeAt;
    runtimeConfig = builder.runtimeConfig;
    findings = List.copyOf(builder.findings);
  }

  /**
   * Begins a manifest.
   *
   * @param source the file, as findings name it
   * @param apiVersion {@code legacy}, {@code v1} or what the reader's format calls itself
   * @return a builder
   */
  public static Builder builder(String source, String apiVersion) {
    return new Builder(Position.of(source), apiVersion);
  }

  /**
   * The whole file, for findings that have no better place.
   *
   * @return the position
   */
  public Position at() {
    return at;
  }

  /**
   * The format; {@code legacy} where the file names none.
   *
   * @return the version
   */
  public String apiVersion() {
    return apiVersion;
  }

  /**
   * The plugin's name as written, valid only if {@link #findings()} has no error about it.
   *
   * @return the name, empty if absent
   */
  public String name() {
    return name;
  }

  /**
   * The plugin's version as written.
   *
   * @return the version, empty if absent
   */
  public String version() {
    return version;
  }

  /**
   * Where the plugin's source is to be found.
   *
   * @return the URL as written, empty if absent
   */
  public String sourceUrl() {
    return sourceUrl;
  }

  /**
   * What the plugin can do; the first is what Helm sees.
   *
   * @return the declared types in order
   */
  public List<Declaration> types() {
    return types;
  }

  /**
   * The name of the runtime that runs the plugin.
   *
   * @return the name, empty if absent
   */
  public String runtime() {
    return runtime;
  }

  /**
   * Where the runtime is named.
   *
   * @return the position
   */
  public Position runtimeAt() {
    return runtimeAt;
  }

  /**
   * The runtime's configuration as written.
   *
   * @return the tree
   */
  public Tree runtimeConfig() {
    return runtimeConfig;
  }

  /**
   * What the reader has to say.
   *
   * @return errors and warnings, in reading order
   */
  public List<Finding> findings() {
    return findings;
  }

  /** Collects the parts of a {@link Manifest}. Not safe for use by several threads. */
  public static final class Builder {
    private final Position at;
    private final String apiVersion;
    private final List<Declaration> types = new ArrayList<>(2);
    private final List<Finding> findings = new ArrayList<>(2);
    private String name = "";
    private String version = "";
    private String sourceUrl = "";
    private String runtime = "";
    private Position runtimeAt;
    private Tree runtimeConfig;

    private Builder(Position at, String apiVersion) {
      this.at = at;
      this.apiVersion = requireNonNull(apiVersion, "apiVersion");
      this.runtimeAt = at;
      this.runtimeConfig = Tree.none(at);
    }

    /**
     * Sets the name; empty unless set.
     *
     * @param value the name as written
     * @return this
     */
    public Builder name(String value) {
      name = requireNonNull(value, "name");
      return this;
    }

    /**
     * Sets the version; empty unless set.
     *
     * @param value the version as written
     * @return this
     */
    public Builder version(String value) {
      version = requireNonNull(value, "version");
      return this;
    }

    /**
     * Sets the source URL; empty unless set.
     *
     * @param value the URL as written
     * @return this
     */
    public Builder sourceUrl(String value) {
      sourceUrl = requireNonNull(value, "sourceUrl");
      return this;
    }

    /**
     * Adds a declared type.
     *
     * @param type its name
     * @param where where it is named
     * @param config its configuration
     * @return this
     */
    public Builder type(String type, Position where, Tree config) {
      types.add(new Declaration(type, where, config));
      return this;
    }

    /**
     * Sets the runtime.
     *
     * @param value its name
     * @param where where it is named
     * @param config its configuration
     * @return this
     */
    public Builder runtime(String value, Position where, Tree config) {
      runtime = requireNonNull(value, "runtime");
      runtimeAt = requireNonNull(where, "where");
      runtimeConfig = requireNonNull(config, "config");
      return this;
    }

    /**
     * Adds findings.
     *
     * @param more errors and warnings
     * @return this
     */
    public Builder findings(List<Finding> more) {
      findings.addAll(more);
      return this;
    }

    /**
     * Builds the manifest.
     *
     * @return a new manifest
     */
    public Manifest build() {
      return new Manifest(this);
    }
  }
}
