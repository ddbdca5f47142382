package dev.portside.tck.fake;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.Permission;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginExitException;
import dev.portside.api.PluginLimitException;
import dev.portside.api.PluginSpec;
import dev.portside.api.PluginTimeoutException;
import dev.portside.api.PluginType;
import dev.portside.api.Runtime;
import dev.portside.api.TreeReader;
import dev.portside.api.Usage;
import dev.portside.tck.Behavior;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every step of {@link FakeRuntime}, done right. A broken runtime overrides one of them. */
class Faults {
  Runtime<?> runtime() {
    return new FakeRuntime(this);
  }

  boolean supports(Behavior behavior) {
    return true;
  }

  String name() {
    return "fake";
  }

  FakeConfig readConfig(TreeReader in) {
    return FakeConfig.read(in, this);
  }

  Map<String, ?> signedForm(FakeConfig config) {
    return Map.of(
        "Program", config.program(),
        "Form", config.form(),
        "Needs", config.needs(),
        "Hooks", config.hooks());
  }

  Set<Permission> permissions(FakeConfig config) {
    Set<Permission> permissions = new HashSet<>();
    config.needs().forEach(need -> permissions.add(new Permission("hostFunction", need)));
    return permissions;
  }

  Plugin createPlugin(FakeRuntime runtime, PluginSpec<FakeConfig> spec) {
    FakePlugin plugin = new FakePlugin(runtime, spec, this);
    runtime.plugins.add(plugin);
    return plugin;
  }

  void closeRuntime(FakeRuntime runtime) {
    runtime.closed = true;
  }

  void closePlugin(FakePlugin plugin) {
    plugin.closed = true;
  }

  boolean isClosed(FakePlugin plugin) {
    return plugin.runtime.closed || plugin.closed;
  }

  Optional<Path> dir(FakePlugin plugin) {
    return plugin.spec.dir();
  }

  <T> Optional<T> unwrap(FakePlugin plugin, Class<T> kind) {
    return kind.isInstance(plugin) ? Optional.of(kind.cast(plugin)) : Optional.empty();
  }

  boolean hasClock(FakeConfig config) {
    return config.needs().contains("clock");
  }

  /** Whether output that is no answer goes to the caller. */
  boolean handsOut() {
    return true;
  }

  Set<String> hooks(FakeConfig config) {
    return config.hooks().keySet();
  }

  <T> T around(FakePlugin plugin, Supplier<T> call) {
    return call.get();
  }

  /** Before a message is prepared as a command. */
  <I> void peek(PluginType<I, ?, ?> type, I message) {}

  RuntimeException noCommandLine(String plugin, String type) {
    String what = "cannot be called: " + type + " has no command line form";
    return new PluginCallException(plugin, what, Usage.UNKNOWN, null);
  }

  Map<String, String> env(Map<String, String> call, Map<String, String> message) {
    Map<String, String> env = new HashMap<>(System.getenv());
    env.putAll(call);
    env.putAll(message);
    return env;
  }

  List<String> args(List<String> args) {
    return args;
  }

  InputStream stdin(Optional<Bytes> data, CallOptions options) {
    return data.isPresent() ? data.get().stream() : options.stdio().in();
  }

  void checkInput(String plugin, long size) {}

  FutureTask<Integer> task(String program, Guest guest) {
    return new FutureTask<>(() -> Programs.load(program).run(guest));
  }

  boolean isInterrupted() {
    return Thread.currentThread().isInterrupted();
  }

  void interrupt(boolean wasInterruptedBefore) {
    Thread.currentThread().interrupt();
  }

  long nanos(Duration timeout) {
    try {
      return timeout.toNanos();
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }

  void end(Thread worker, Guest guest, boolean timedOut) {
    worker.interrupt();
    boolean interrupted = false;
    while (worker.isAlive()) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    endChildren(guest);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  void endChildren(Guest guest) {
    guest.children.forEach(Process::destroyForcibly);
  }

  RuntimeException timedOut(String plugin, Duration limit, Guest guest, Usage usage) {
    return new PluginTimeoutException(plugin, limit, guest.tail(), usage);
  }

  RuntimeException broke(String plugin, @Nullable Throwable cause, Usage usage) {
    if (cause instanceof Guest.LimitReached limit) {
      String what = String.valueOf(limit.getMessage());
      return new PluginLimitException(plugin, what, limit.allowed, "bytes", usage);
    }
    return new PluginCallException(plugin, "cannot run: " + cause, usage, cause);
  }

  RuntimeException exited(String plugin, int code, Guest guest, Usage usage) {
    return new PluginExitException(plugin, "said no", code, guest.tail(), usage);
  }

  RuntimeException unreadable(String plugin, String reason, Usage usage) {
    return new PluginCallException(plugin, "gave no answer: " + reason, usage, null);
  }

  Bytes answer(FakePlugin plugin, Guest guest) {
    return Bytes.copyOf(guest.out.toByteArray());
  }

  long bytesIn(Optional<Bytes> data, Guest guest) {
    return data.isPresent() ? data.get().size() : guest.taken();
  }

  Usage usage(FakePlugin plugin, long in, long out) {
    return Usage.UNKNOWN.withBytesIn(in).withBytesOut(out);
  }

  /** After a call that went well. */
  void done(CallOptions options) {}

  void noHook(String plugin, String event) {}

  Map<String, String> hookEnv(Map<String, String> env) {
    return env;
  }

  CallOptions hookOptions(CallOptions options) {
    return options;
  }

  void hookExited(String plugin, int code, Guest guest) {
    throw new PluginExitException(plugin, "said no", code, guest.tail(), Usage.UNKNOWN);
  }
}
