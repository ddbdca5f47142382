package dev.portside.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;

import dev.portside.api.CallOptions;
import dev.portside.api.Plugin;
import dev.portside.api.Runtime;
import dev.portside.api.Stdio;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;

/** What a vendor supplies, and what all areas of rules for runtimes share. */
abstract class RuntimeKit {
  /** Emptied by JUnit after each rule. */
  @TempDir Path scratch;

  private @Nullable Workbench workbench;

  RuntimeKit() {}

  /**
   * The runtime that is to be tested.
   *
   * @return a new one each time; the kit closes it
   */
  protected abstract Runtime<?> runtime();

  /**
   * Writes a plugin that has a behaviour.
   *
   * @param behavior what the plugin is to do
   * @param dir its directory, which is there; the kit adds the manifest
   * @return its {@code runtimeConfig}, raw: text, numbers, booleans, lists and maps of these
   * @throws Exception if it cannot be written; the rule then fails
   */
  protected abstract Map<String, ?> plugin(Behavior behavior, Path dir) throws Exception;

  /**
   * Whether plugins of this runtime can have a behaviour. Each one that cannot is to be named here,
   * by a person: the rules that need it are skipped, and the report ends with a list.
   *
   * @param behavior the behaviour
   * @return true unless overridden
   */
  protected boolean supports(Behavior behavior) {
    return true;
  }

  /**
   * Writes an echo plugin, and names every other way to configure it that the runtime documents:
   * with each key there is, with variables, for several platforms. Calls carry the selector {@code
   * tck}.
   *
   * @param dir its directory, which is there
   * @return further configurations, each of which makes the plugin do as {@link Behavior#ECHO}
   *     says; none unless overridden, which skips
   * @throws Exception if it cannot be written; the rule then fails
   */
  protected List<Map<String, ?>> variants(Path dir) throws Exception {
    return List.of();
  }

  /**
   * The same for legacy manifests, those of Helm 3, whose {@code runtimeConfig} may have other
   * keys: {@code TreeReader.dialect} tells them.
   *
   * @param dir its directory, which is there
   * @return configurations as in {@link #variants}; none unless overridden, which skips
   * @throws Exception if it cannot be written; the rule then fails
   */
  protected List<Map<String, ?>> legacyVariants(Path dir) throws Exception {
    return List.of();
  }

  /**
   * Writes a plugin that does as {@link Behavior#HANG} says, and takes its time once it is told to
   * end: in less than a second it then writes {@code clean} to standard error.
   *
   * @param dir its directory, which is there
   * @return its configuration; none unless overridden, which skips
   * @throws Exception if it cannot be written; the rule then fails
   */
  protected Optional<Map<String, ?>> cleaningUp(Path dir) throws Exception {
    return Optional.empty();
  }

  /**
   * Writes what is wrong in a directory, and names ways to configure plugins that cannot be loaded.
   *
   * @param dir the directory, which is there
   * @return what a part of the error text is to say, and the configuration; none unless overridden,
   *     which skips
   * @throws Exception if it cannot be written; the rule then fails
   */
  protected Map<String, Map<String, ?>> faults(Path dir) throws Exception {
    return Map.of();
  }

  /**
   * How long the kit waits for what must happen. The timeouts that it gives to calls are a fortieth
   * of it.
   *
   * @return 20 seconds unless overridden; no rule takes that long unless it fails
   */
  protected Duration patience() {
    return Duration.ofSeconds(20);
  }

  @AfterEach
  final void closeWorkbench() {
    if (workbench != null) {
      workbench.close();
      workbench = null;
    }
  }

  /** What this rule works with. */
  final Workbench bench() {
    Workbench found = workbench;
    if (found == null) {
      found = new Workbench(this, scratch);
      workbench = found;
    }
    return found;
  }

  /** Skips the rule if the vendor has opted out of a behaviour. */
  final void needs(Behavior behavior) {
    if (!supports(behavior)) {
      Assumptions.abort("opted out of " + behavior + ": supports(" + behavior + ") is false");
    }
  }

  /** The timeout of calls that are to run into it. */
  final Duration soon() {
    return patience().dividedBy(40);
  }

  /** Calls a plugin of the kit's type in a thread of its own. */
  final Task<TckV1.Output> call(Plugin plugin, TckV1.Input input, CallOptions options) {
    String what = "the call of " + plugin.metadata().name();
    return Task.start(what, patience(), () -> plugin.invoke(TckV1.TYPE, input, options).message());
  }

  /** Calls a plugin of the kit's type, and waits for its answer. */
  final TckV1.Output answer(Plugin plugin, TckV1.Input input) {
    return call(plugin, input, CallOptions.NONE).value();
  }

  /** Streams that note what is written to them. */
  static final class Streams {
    private final CountDownLatch err = new CountDownLatch(1);
    private final Noting outBytes = new Noting(null);
    private final Noting errBytes = new Noting(err);
    private final InputStream in;

    Streams(InputStream in) {
      this.in = in;
    }

    Streams() {
      this(InputStream.nullInputStream());
    }

    CallOptions options() {
      return CallOptions.NONE.withStdio(Stdio.of(in, outBytes, errBytes));
    }

    String out() {
      return outBytes.text();
    }

    String err() {
      return errBytes.text();
    }

    int closed() {
      return outBytes.closed.get() + errBytes.closed.get();
    }

    /**
     * Waits for the first sign of life on standard error, and no longer than a moment: a technology
     * without that stream gives none.
     */
    void awaitSign(Duration atMost) {
      try {
        boolean unused = err.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        fail("the kit was interrupted", e);
      }
    }
  }

  /** A stream that a call may write to, but not close. */
  private static final class Noting extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final @Nullable CountDownLatch first;
    private final AtomicInteger closed = new AtomicInteger();

    Noting(@Nullable CountDownLatch first) {
      this.first = first;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] data, int from, int count) {
      bytes.write(data, from, count);
      if (first != null) {
        first.countDown();
      }
    }

    synchronized String text() {
      return bytes.toString(UTF_8);
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
