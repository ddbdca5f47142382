package dev.portside.runtime.subprocess;

import static java.util.Objects.requireNonNull;

import dev.portside.api.PluginSpec;
import dev.portside.api.Runtime;
import dev.portside.api.TreeReader;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The runtime {@code subprocess}: each call of a plugin is one process. Safe for use by several
 * threads; it holds nothing between calls. Follows Helm's {@code
 * internal/plugin/runtime_subprocess.go}.
 *
 * <p>A process gets the host's environment, the runtime's variables, those of the call, then {@code
 * HELM_PLUGIN_NAME} and {@code HELM_PLUGIN_DIR}, then those of the message; later ones win. It runs
 * in the host's working directory. What is inherited of {@link dev.portside.api.Stdio} is handed
 * over as a descriptor; standard error that is not inherited is kept in part, for error texts.
 */
public final class SubprocessRuntime implements Runtime<SubprocessConfig> {
  /** The name that manifests use. */
  public static final String NAME = "subprocess";

  private final Host host;

  /** A runtime with the defaults of {@link Builder}. */
  public SubprocessRuntime() {
    this(builder());
  }

  private SubprocessRuntime(Builder builder) {
    host = new Host(builder);
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
  public SubprocessConfig readConfig(TreeReader in) {
    return ConfigReader.read(in);
  }

  @Override
  public SubprocessPlugin createPlugin(PluginSpec<SubprocessConfig> spec) {
    return new SubprocessPlugin(host, spec);
  }

  /** {@inheritDoc} Calls that are running go on. */
  @Override
  public void close() {
    host.close();
  }

  /** Collects the settings of a runtime. Not safe for use by several threads. */
  public static final class Builder {
    Platform platform = Platform.current();
    @Nullable Map<String, String> environment;
    Set<String> hidden = Set.of();
    Map<String, String> variables = Map.of();
    Duration grace = Duration.ofSeconds(2);
    int maxResultBytes = 256 << 20;
    int stderrTailBytes = 8 << 10;
    boolean ownPipes = true;

    private Builder() {}

    /**
     * Sets the platform that commands are chosen for, and whose rules for paths and variables
     * apply; that of this process unless set.
     *
     * @param value the platform
     * @return this
     */
    public Builder platform(Platform value) {
      platform = requireNonNull(value, "platform");
      return this;
    }

    /**
     * Sets the host's environment; that of this process unless set. Programs are looked for on its
     * {@code PATH}.
     *
     * @param value names to values, complete
     * @return this
     */
    public Builder environment(Map<String, String> value) {
      environment = Map.copyOf(value);
      return this;
    }

    /**
     * Sets variables of the host's environment that plugins do not get; none unless set.
     *
     * @param value their names
     * @return this
     */
    public Builder hidden(Set<String> value) {
      hidden = Set.copyOf(value);
      return this;
    }

    /**
     * Sets variables for all plugins, such as {@code HELM_BIN}; none unless set. They win over the
     * environment. {@code EnvVars} of Helm's {@code RuntimeSubprocess}.
     *
     * @param value names to values
     * @return this
     */
    public Builder variables(Map<String, String> value) {
      variables = Map.copyOf(value);
      return this;
    }

    /**
     * Sets how long a process tree that is to end may take to do so by itself, before it is killed;
     * 2 seconds unless set.
     *
     * @param value the time; zero kills at once
     * @return this
     */
    public Builder grace(Duration value) {
      if (value.isNegative() || value.compareTo(Duration.ofHours(1)) > 0) {
        throw new IllegalArgumentException("expected a grace of up to one hour, found " + value);
      }
      grace = value;
      return this;
    }

    /**
     * Sets how large an answer on standard output may be; 256 MiB unless set. It is held in memory,
     * for a moment twice. Standard output that goes to the caller's stream has no limit.
     *
     * @param value bytes, at least one
     * @return this
     */
    public Builder maxResultBytes(int value) {
      maxResultBytes = positive(value);
      return this;
    }

    /**
     * Sets how much of the end of standard error is kept for error texts; 8 KiB unless set.
     *
     * @param value bytes, at least one
     * @return this
     */
    public Builder stderrTailBytes(int value) {
      stderrTailBytes = positive(value);
      return this;
    }

    /** Leaves all pipes to the JDK, as on systems without {@link OwnPipe}. */
    Builder pipesOfTheJdk() {
      ownPipes = false;
      return this;
    }

    /**
     * Builds the runtime.
     *
     * @return a new runtime
     */
    public SubprocessRuntime build() {
      return new SubprocessRuntime(this);
    }

    private static int positive(int value) {
      if (value < 1) {
        throw new IllegalArgumentException("expected at least one byte, found " + value);
      }
      return value;
    }
  }
}
