package dev.portside.runtime.subprocess;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a runtime knows of its host. Immutable, but that it ends with its runtime. */
final class Host {
  static final String NAME = "HELM_PLUGIN_NAME";
  static final String DIR = "HELM_PLUGIN_DIR";

  final Platform platform;
  final Set<String> hidden;
  final Map<String, String> variables;
  final Duration grace;
  final int maxResultBytes;
  final int stderrTailBytes;

  /** Null: pipes are the JDK's. */
  final @Nullable PipeMaker pipes;

  /** Null: this process' own, which is then inherited byte by byte. */
  private final @Nullable Map<String, String> environment;

  private volatile boolean closed;

  Host(SubprocessRuntime.Builder builder) {
    platform = builder.platform;
    environment = builder.environment;
    hidden = builder.hidden;
    variables = builder.variables;
    grace = builder.grace;
    maxResultBytes = builder.maxResultBytes;
    stderrTailBytes = builder.stderrTailBytes;
    pipes = builder.ownPipes ? new PipeMaker() : null;
  }

  /** Nothing is started any more. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /** The environment of the host. */
  Map<String, String> environment() {
    return environment == null ? System.getenv() : environment;
  }

  /**
   * Prepares the environment of a plugin's process. Later layers win: the host's environment, the
   * runtime's variables, those of the call, name and directory of the plugin.
   *
   * @param env the environment of a new {@link ProcessBuilder}; variables in commands are looked up
   *     in it, too
   * @throws IllegalArgumentException if a variable cannot be handed to a process
   */
  void fill(Map<String, String> env, Map<String, String> callEnv, String name, @Nullable Path dir) {
    if (environment != null) {
      env.clear();
      Variables.addAll(env, environment, platform);
    }
    for (String unseen : hidden) {
      Variables.remove(env, unseen, platform);
    }
    // A host that is a plugin itself has a directory of its own there, which is not this plugin's.
    Variables.remove(env, DIR, platform);
    Variables.addAll(env, variables, platform);
    Variables.addAll(env, callEnv, platform);
    Variables.add(env, NAME, name, platform);
    if (dir != null) {
      Variables.add(env, DIR, dir.toString(), platform);
    }
  }

  /** A search for programs on this host. */
  Programs programs() {
    return new Programs(platform, environment(), ProgramFile.RUNNABLE);
  }

  /**
   * What to hand to {@link ProcessBuilder} for a program: itself if the JDK finds the same file by
   * it, so that the program sees the name it was called by; else its path.
   *
   * @throws CannotStart if there is no such program
   */
  String locate(String program) throws CannotStart {
    if (program.isEmpty()) {
      throw new CannotStart("its command is empty once its variables are expanded");
    }
    if (!platform.isWindows() && !PathRules.isBare(program, platform)) {
      ProgramFile.check(program, platform);
      return program;
    }
    String file = programs().find(program);
    ProgramFile.check(file, platform);
    // The JDK searches the PATH that this process was started with; Windows searches more than it.
    return !platform.isWindows() && hasOwnPath() ? program : file;
  }

  /** Why a program that could be located was not started, in words. */
  String explain(String program, IOException failure) {
    try {
      return ProgramFile.explain(programs().find(program), platform, failure);
    } catch (CannotStart e) {
      return String.valueOf(e.getMessage());
    }
  }

  private boolean hasOwnPath() {
    return environment == null || Objects.equals(environment.get("PATH"), System.getenv("PATH"));
  }
}
