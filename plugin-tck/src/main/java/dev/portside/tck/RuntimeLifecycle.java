package dev.portside.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginException;
import dev.portside.api.PluginExitException;
import dev.portside.api.PluginTimeoutException;
import dev.portside.api.host.PluginManager;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sections 9 and 10: how plugins begin and end, and their hooks. */
abstract class RuntimeLifecycle extends RuntimeLimits {
  private static final TckV1.Input HELLO = TckV1.Input.of(Bytes.utf8("hello"));

  RuntimeLifecycle() {}

  /**
   * Makes a plugin whose code hangs as soon as it is loaded. Skipped without {@link
   * Behavior#HANG_ON_LOAD}.
   *
   * <p>If this fails, check that {@code createPlugin} compiles nothing, starts nothing and runs no
   * code of the plugin, nor has a thread or process do so: a host makes all its plugins to call
   * one.
   */
  @Test
  @DisplayName("R-9.1 making a plugin runs none of its code")
  public final void r0901_createIsCheap() throws Exception {
    Workbench.Subject subject = bench().subject(Behavior.HANG_ON_LOAD);
    Leftovers leftovers = new Leftovers();
    assertEquals(subject.name(), bench().direct(subject).metadata().name());
    leftovers.requireGone(1, soon());
  }

  /**
   * Asks a plugin for its metadata and its directory. Never skipped.
   *
   * <p>If this fails, check that the plugin returns what its {@code PluginSpec} has, unchanged: no
   * absolute or real path in place of the host's.
   */
  @Test
  @DisplayName("R-9.2 a plugin tells the metadata and the directory that it was made of")
  public final void r0902_identity() throws Exception {
    Workbench.Subject subject = bench().subject(Behavior.ECHO);
    Plugin plugin = bench().direct(subject);
    assertEquals(subject.name(), plugin.metadata().name(), "the name");
    assertEquals(Optional.of(subject.dir()), plugin.dir(), "the directory");
    assertSame(plugin.metadata(), plugin.metadata(), "the metadata of one plugin");
    assertEquals("1.2.3", plugin.metadata().version(), "the version");
    assertEquals(bench().runtime().name(), plugin.metadata().runtime(), "the runtime");
    assertTrue(plugin.metadata().can(TckV1.ID), "the type: " + plugin.metadata());
  }

  /**
   * Closes a plugin that was called, and its runtime, twice each. Never skipped.
   *
   * <p>If this fails, check that the second {@code close()} finds nothing to do.
   */
  @Test
  @DisplayName("R-9.3 closing twice is closing once")
  public final void r0903_closeTwice() throws Exception {
    Plugin plugin = bench().direct(Behavior.ECHO);
    answer(plugin, HELLO);
    closeTwice("plugin", plugin);
    closeTwice("runtime", bench().runtime());
  }

  private static void closeTwice(String what, AutoCloseable thing) {
    for (String time : new String[] {"first", "second"}) {
      try {
        thing.close();
      } catch (Exception e) {
        fail("the " + time + " close() of the " + what + " threw " + e, e);
      }
    }
  }

  /**
   * Closes one of two plugins and calls the other. Never skipped.
   *
   * <p>If this fails, check that {@code Plugin.close()} frees nothing that plugins share: that is
   * for {@code Runtime.close()}.
   */
  @Test
  @DisplayName("R-9.4 closing a plugin leaves the others of its runtime alone")
  public final void r0904_closeOne() throws Exception {
    Plugin first = bench().direct(Behavior.ECHO);
    Plugin second = bench().direct(Behavior.ECHO);
    answer(first, HELLO);
    first.close();
    assertEquals("hello", answer(second, HELLO).data().text());
  }

  /**
   * Calls a plugin whose runtime is closed. Never skipped.
   *
   * <p>If this fails, check that {@code Runtime.close()} is remembered and that {@code invoke}
   * looks at it: the promise of the port is that plugins cannot be called any more.
   */
  @Test
  @DisplayName("R-9.5 a plugin of a closed runtime is refused with PluginCallException")
  public final void r0905_callAfterClose() throws Exception {
    Plugin plugin = bench().direct(Behavior.ECHO);
    answer(plugin, HELLO);
    bench().runtime().close();
    PluginCallException failure =
        call(plugin, HELLO, CallOptions.NONE).failure(PluginCallException.class);
    assertEquals(plugin.metadata().name(), failure.plugin());
  }

  /**
   * Loads a plugin, closes it, puts another one of the same name into its directory and loads that.
   * Never skipped.
   *
   * <p>If this fails, check for a cache by name or directory, in the runtime or below it, that is
   * not dropped with the plugin.
   */
  @Test
  @DisplayName("R-9.6 a plugin that was replaced and loaded again is the new one")
  public final void r0906_reload() throws Exception {
    PluginManager manager = bench().manager(builder -> builder);
    Workbench.Subject old = bench().subject(Behavior.ECHO);
    Plugin before = bench().load(old, manager);
    assertEquals("hello", answer(before, HELLO).data().text());
    before.close();
    Plugin after = bench().load(bench().subject(Behavior.EXIT, old.name(), old.dir()), manager);
    TckV1.Input exit = TckV1.Input.of(Bytes.EMPTY, "6");
    call(after, exit, CallOptions.NONE).failure(PluginExitException.class);
  }

  /**
   * Makes and calls a plugin that cannot be loaded, twice. Never skipped.
   *
   * <p>If this fails, check that every failure on the way to the plugin's code becomes {@code
   * InvalidPluginException} in {@code createPlugin} or {@code PluginCallException} in {@code
   * invoke}, and that the second time is no different from the first.
   */
  @Test
  @DisplayName("R-9.7 a plugin that cannot be loaded fails as a bad plugin, each time")
  public final void r0907_failOnLoad() throws Exception {
    Workbench.Subject subject = bench().subject(Behavior.FAIL_ON_LOAD);
    for (String time : new String[] {"first", "second"}) {
      Task<TckV1.Output> task =
          Task.start(
              "the " + time + " call of " + subject.name(),
              patience(),
              () -> bench().direct(subject).invoke(TckV1.TYPE, HELLO, CallOptions.NONE).message());
      @Nullable Throwable thrown = task.thrown();
      boolean expected =
          thrown instanceof InvalidPluginException
              || (thrown instanceof PluginCallException
                  && !(thrown instanceof PluginExitException)
                  && !(thrown instanceof PluginTimeoutException));
      if (!expected) {
        String what = thrown == null ? "gave an answer" : "failed with " + thrown;
        fail("the " + time + " call of a plugin that cannot be loaded " + what, thrown);
      }
    }
  }

  /**
   * Loads and calls every faulty plugin that the vendor names, and looks for the vendor's words in
   * the error. Skipped if there are none in {@link #faults}.
   *
   * <p>If this fails, check that the text of the error says what was found: a plugin's author has
   * nothing else.
   */
  @Test
  @DisplayName("R-9.8 a plugin that cannot be loaded says what is wrong with it")
  public final void r0908_faults() throws Exception {
    Path dir = bench().directory("tck-faults");
    Map<String, Map<String, ?>> faults = faults(dir);
    assumeFalse(faults.isEmpty(), "the vendor names no faults");
    PluginManager manager = bench().manager(builder -> builder);
    for (Map.Entry<String, Map<String, ?>> fault : faults.entrySet()) {
      Workbench.Subject subject = bench().subject("tck-faults", dir, fault.getValue());
      Task<TckV1.Output> task =
          Task.start(
              "the call of a plugin of which the vendor says: " + fault.getKey(),
              patience(),
              () -> {
                Plugin plugin = bench().load(subject, manager);
                return plugin.invoke(ProbeType.selecting(), HELLO, CallOptions.NONE).message();
              });
      String message = String.valueOf(task.failure(PluginException.class).getMessage());
      boolean says = message.contains(fault.getKey());
      assertTrue(says, "expected \"" + fault.getKey() + "\", got: " + message);
    }
  }

  /**
   * Asks two plugins for their hooks. Skipped without {@link Behavior#HOOKS}.
   *
   * <p>If this fails, check that {@code hooks()} has the events of this plugin, and no others.
   */
  @Test
  @DisplayName("R-10.1 a plugin names the events that it has a hook for")
  public final void r1001_events() throws Exception {
    assertEquals(Set.of("install", "fail", "hang"), bench().load(Behavior.HOOKS).hooks());
    assertEquals(Set.of(), bench().load(Behavior.ECHO).hooks(), "a plugin without hooks");
  }

  /** Runs a hook in a thread of its own. */
  private Task<String> hook(Plugin plugin, String event, CallOptions options) {
    return Task.start(
        "the hook " + event,
        patience(),
        () -> {
          plugin.runHook(event, options);
          return event;
        });
  }

  /**
   * Runs a hook with a variable and with streams. Skipped without {@link Behavior#HOOKS}.
   *
   * <p>If this fails, check that hooks get all of the options: environment, streams and timeout.
   */
  @Test
  @DisplayName("R-10.2 a hook has the environment and the streams of its caller")
  public final void r1002_run() throws Exception {
    Plugin plugin = bench().direct(Behavior.HOOKS);
    Streams streams = new Streams();
    CallOptions options = streams.options().withEnv(Map.of("TCK_WORD", "well"));
    hook(plugin, "install", options).value();
    assertEquals("hooked well", streams.out().strip(), "standard output");
  }

  /**
   * Runs the hook for an event that the plugin has none for. Skipped without {@link
   * Behavior#HOOKS}.
   *
   * <p>If this fails, check that an event without a hook is silence, as in Helm, and no error.
   */
  @Test
  @DisplayName("R-10.3 an event without a hook does nothing")
  public final void r1003_noHook() throws Exception {
    Plugin plugin = bench().direct(Behavior.HOOKS);
    assertFalse(plugin.hooks().isEmpty(), "the plugin is to have hooks for other events");
    Streams streams = new Streams();
    hook(plugin, "tck-no-such-event", streams.options()).value();
    assertEquals("", streams.out() + streams.err(), "what was written");
  }

  /**
   * Runs a hook that ends with exit code 7. Skipped without {@link Behavior#HOOKS}.
   *
   * <p>If this fails, check that the exit code of a hook is looked at: an installation goes on only
   * if its hook went well.
   */
  @Test
  @DisplayName("R-10.4 a hook that says no ends with its exit code")
  public final void r1004_failingHook() throws Exception {
    Plugin plugin = bench().direct(Behavior.HOOKS);
    PluginExitException failure =
        hook(plugin, "fail", CallOptions.NONE).failure(PluginExitException.class);
    assertEquals(7, failure.exitCode());
  }

  /**
   * Gives half a second to a hook that hangs. Skipped without {@link Behavior#HOOKS}.
   *
   * <p>If this fails, check that hooks are waited for as calls are.
   */
  @Test
  @DisplayName("R-10.5 a hook that outlives its timeout ends with PluginTimeoutException")
  public final void r1005_hangingHook() throws Exception {
    Plugin plugin = bench().direct(Behavior.HOOKS);
    CallOptions options = CallOptions.NONE.withTimeout(soon());
    hook(plugin, "hang", options).failure(PluginTimeoutException.class);
  }
}
