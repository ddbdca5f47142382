package dev.portside.runtime.subprocess;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.Metadata;
import dev.portside.api.PluginSpec;
import dev.portside.api.Stdio;
import dev.portside.api.type.CliV1;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Plugins to be called in tests, and what it takes to observe them. */
final class Subject {
  static final CliV1.Input NO_ARGS = new CliV1.Input(List.of());

  private Subject() {}

  static SubprocessPlugin plugin(SubprocessRuntime runtime, SubprocessConfig config) {
    return runtime.createPlugin(PluginSpec.of(metadata(runtime, config), config));
  }

  static SubprocessPlugin plugin(SubprocessRuntime runtime, SubprocessConfig config, Path dir) {
    return runtime.createPlugin(PluginSpec.of(metadata(runtime, config), config, dir));
  }

  private static Metadata metadata(SubprocessRuntime runtime, SubprocessConfig config) {
    return Metadata.named("subject").type(CliV1.TYPE, CliV1.Settings.NONE).on(runtime, config);
  }

  /** A plugin that is a script for {@code sh}, in which nothing is expanded beforehand. */
  static SubprocessPlugin script(SubprocessRuntime runtime, String... lines) {
    return plugin(runtime, sh(lines));
  }

  static SubprocessPlugin script(String... lines) {
    return script(new SubprocessRuntime(), lines);
  }

  static SubprocessConfig sh(String... lines) {
    return SubprocessConfig.program(Path.of("sh"), "-c", String.join("\n", lines), "sh");
  }

  /** Runs a command line plugin and returns its standard output. */
  static String output(SubprocessPlugin plugin, CallOptions options, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    plugin.invoke(
        CliV1.TYPE,
        new CliV1.Input(List.of(args)),
        options.withStdio(options.stdio().withOut(out)));
    return out.toString(StandardCharsets.UTF_8);
  }

  static Path executable(Path file, String... lines) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, List.of(lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!file.toFile().setExecutable(true)) {
      throw new AssertionError(file + " cannot be made executable");
    }
    return file;
  }

  static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  static CallOptions timeout(int millis) {
    return CallOptions.NONE.withTimeout(Duration.ofMillis(millis));
  }

  static CallOptions stdio(InputStream in, OutputStream out, OutputStream err) {
    return CallOptions.NONE.withStdio(Stdio.of(in, out, err));
  }

  /** Random bytes, and not text. */
  static Bytes noise(int size) {
    byte[] data = new byte[size];
    new java.util.Random(size).nextBytes(data);
    return Bytes.copyOf(data);
  }

  /** Waits for something that no event tells of. */
  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not within 20 s: " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }

  /** Whether a process has ended, noticed by its parent or not. */
  static boolean isGone(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()
        || PipeHolders.isZombie(pid);
  }

  /** How many threads carry pipes at this moment. */
  static long pumps() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("portside-"))
        .count();
  }

  /** A stream that remembers, and lets others wait until it has got a number of lines. */
  static final class Lines extends OutputStream {
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private final CountDownLatch latch;

    Lines(int expected) {
      latch = new CountDownLatch(expected);
    }

    @Override
    public synchronized void write(int b) {
      all.write(b);
      if (b == '\n') {
        latch.countDown();
      }
    }

    /** The lines, as soon as there are as many as expected. */
    List<String> await() {
      try {
        if (!latch.await(20, TimeUnit.SECONDS)) {
          throw new AssertionError("not within 20 s; there is: " + this);
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return toString().lines().toList();
    }

    @Override
    public synchronized String toString() {
      return all.toString(StandardCharsets.UTF_8);
    }
  }
}
