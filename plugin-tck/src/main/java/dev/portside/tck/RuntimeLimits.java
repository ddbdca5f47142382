package dev.portside.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Permission;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginExitException;
import dev.portside.api.PluginLimitException;
import dev.portside.api.PluginTimeoutException;
import dev.portside.api.Usage;
import dev.portside.api.host.PluginManager;
import java.io.ByteArrayInputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sections 7 and 8: limits and grants, and what is counted. */
abstract class RuntimeLimits extends RuntimeConcurrency {
  private static final int SIZE = 100_000;

  RuntimeLimits() {}

  private PluginLimitException limit(Behavior behavior) throws Exception {
    Plugin plugin = bench().direct(behavior);
    PluginLimitException failure =
        call(plugin, TckV1.Input.of(Bytes.EMPTY), CallOptions.NONE)
            .failure(PluginLimitException.class);
    assertTrue(failure.allowed() > 0, "the exception is to say how much was allowed");
    return failure;
  }

  /**
   * Has a plugin answer without end. Skipped without {@link Behavior#FLOOD}.
   *
   * <p>If this fails, check that the answer is counted while it is read, and that the plugin is
   * ended once it is too long: what is kept in memory is the host's.
   */
  @Test
  @DisplayName("R-7.1 an answer without end is cut off by a limit")
  public final void r0701_flood() throws Exception {
    assertFalse(limit(Behavior.FLOOD).limit().isBlank(), "the exception is to name the limit");
  }

  /**
   * Has a plugin take memory without end. Skipped without {@link Behavior#ALLOCATE}.
   *
   * <p>If this fails, check that the memory of a plugin is bounded even if its manifest bounds
   * nothing, and that reaching the bound is told apart from other failures.
   */
  @Test
  @DisplayName("R-7.2 a plugin that takes memory without end is stopped by a limit")
  public final void r0702_allocate() throws Exception {
    assertFalse(limit(Behavior.ALLOCATE).limit().isBlank(), "the exception is to name the limit");
  }

  /**
   * Grants a plugin everything, and has it use its host. Skipped without {@link
   * Behavior#CALL_HOST}.
   *
   * <p>If this fails, check that what the configuration asks for is there when the plugin is
   * called.
   */
  @Test
  @DisplayName("R-7.3 a plugin gets what it asks of its host once that is granted")
  public final void r0703_granted() throws Exception {
    PluginManager manager = bench().manager(builder -> builder.grant(permission -> true));
    Plugin plugin = bench().load(bench().subject(Behavior.CALL_HOST), manager);
    assertTrue(
        answer(plugin, TckV1.Input.of(Bytes.EMPTY)).data().size() > 0, "the answer is empty");
  }

  /**
   * Loads the same plugin and grants nothing. Skipped without {@link Behavior#CALL_HOST}.
   *
   * <p>If this fails, check that {@code permissions()} of the configuration has everything that the
   * plugin can reach, the same each time: a host that grants nothing relies on it.
   */
  @Test
  @DisplayName("R-7.4 a plugin that asks for what is not granted does not load")
  public final void r0704_refused() throws Exception {
    Workbench.Subject subject = bench().subject(Behavior.CALL_HOST);
    Set<Permission> asked =
        bench().read(subject.tree(), Finding.Severity.WARNING).config().permissions();
    assertFalse(asked.isEmpty(), "the configuration asks for nothing");
    PluginManager manager = bench().manager(builder -> builder.grant(permission -> false));
    InvalidPluginException failure =
        assertThrows(
            InvalidPluginException.class,
            () -> bench().load(subject, manager),
            "a host that grants nothing");
    for (Permission permission : asked) {
      assertTrue(
          String.valueOf(failure.getMessage()).contains(permission.toString()),
          "the message is to name " + permission + ", but is: " + failure.getMessage());
    }
  }

  /**
   * Has a plugin try what it has not asked for, with a host that grants everything. Skipped without
   * {@link Behavior#CALL_HOST_UNASKED}.
   *
   * <p>If this fails, check what stands between the plugin and its host at the call: permissions
   * that are only shown before loading keep nobody out.
   */
  @Test
  @DisplayName("R-7.5 what a plugin did not ask for is out of its reach at the call")
  public final void r0705_unasked() throws Exception {
    Workbench.Subject subject = bench().subject(Behavior.CALL_HOST_UNASKED);
    PluginManager manager = bench().manager(builder -> builder.grant(permission -> true));
    Plugin good = bench().load(bench().subject(Behavior.ECHO), manager);
    assertEquals("hello", answer(good, TckV1.Input.of(Bytes.utf8("hello"))).data().text());
    Task<TckV1.Output> task =
        Task.start(
            "the call of what was not asked for",
            patience(),
            () -> {
              Plugin plugin = bench().load(subject, manager);
              return plugin
                  .invoke(TckV1.TYPE, TckV1.Input.of(Bytes.EMPTY), CallOptions.NONE)
                  .message();
            });
    @Nullable Throwable thrown = task.thrown();
    if (!(thrown instanceof InvalidPluginException)) {
      task.failure(PluginCallException.class);
    }
  }

  private Usage echoed(Plugin plugin, int size) {
    TckV1.Input input = TckV1.Input.of(Bytes.copyOf(new byte[size]));
    return used(plugin, ProbeType.plain(), input, CallOptions.NONE);
  }

  private Usage used(Plugin plugin, ProbeType type, TckV1.Input input, CallOptions options) {
    return Task.start(
            "the call of " + plugin.metadata().name(),
            patience(),
            () -> plugin.invoke(type, input, options).usage())
        .value();
  }

  /**
   * Echoes 100,000 bytes, and looks at what was counted. Never skipped.
   *
   * <p>If this fails, check that {@code Usage} counts what really went to the plugin and came back,
   * once: in message form a third more than the data, for it is Base64.
   */
  @Test
  @DisplayName("R-8.1 what went in and came out is counted")
  public final void r0801_bytes() throws Exception {
    Usage usage = echoed(bench().direct(Behavior.ECHO), SIZE);
    requirePlausible("bytesIn", usage.bytesIn().orElse(-1));
    requirePlausible("bytesOut", usage.bytesOut().orElse(-1));
    assertTrue(usage.exitCode().orElse(0) == 0, "the exit code of a call that went well: " + usage);
  }

  private static void requirePlausible(String what, long count) {
    assertTrue(
        count >= SIZE && count <= 2 * SIZE,
        what + " is " + count + " for a message of " + SIZE + " bytes");
  }

  /**
   * Echoes much and then little. Never skipped.
   *
   * <p>If this fails, check that counting begins anew with each call: hosts add up by themselves.
   */
  @Test
  @DisplayName("R-8.2 each call is counted by itself")
  public final void r0802_byCall() throws Exception {
    Plugin plugin = bench().direct(Behavior.ECHO);
    echoed(plugin, SIZE);
    Usage second = echoed(plugin, 10);
    long in = second.bytesIn().orElse(0);
    long out = second.bytesOut().orElse(0);
    String text = "after a call with " + SIZE + " bytes one with 10 has " + second;
    assertTrue(in < SIZE && out < SIZE, text);
  }

  /**
   * Looks at what a call that failed has used. Never skipped.
   *
   * <p>If this fails, check that the exception gets the usage so far, its exit code among it:
   * accounting sees nothing else of such a call.
   */
  @Test
  @DisplayName("R-8.3 a call that fails is counted, too")
  public final void r0803_failure() throws Exception {
    Plugin plugin = bench().direct(Behavior.EXIT);
    TckV1.Input input = TckV1.Input.of(Bytes.copyOf(new byte[SIZE]), "5");
    PluginExitException failure =
        call(plugin, input, CallOptions.NONE).failure(PluginExitException.class);
    assertEquals(5, failure.usage().exitCode().orElse(-1), "the exit code in " + failure.usage());
    assertTrue(failure.usage().bytesIn().isPresent(), "nothing went in: " + failure.usage());
  }

  /**
   * Looks at what a call has used that ran into its timeout. Never skipped.
   *
   * <p>If this fails, check that the exception of a call that is ended gets the usage so far, too:
   * a plugin that hangs is the one to be accounted for.
   */
  @Test
  @DisplayName("R-8.4 a call that was ended is counted, too")
  public final void r0804_ended() throws Exception {
    Plugin plugin = bench().direct(Behavior.HANG);
    CallOptions options = CallOptions.NONE.withTimeout(soon());
    PluginTimeoutException failure =
        call(plugin, TckV1.Input.of(Bytes.copyOf(new byte[SIZE])), options)
            .failure(PluginTimeoutException.class);
    assertTrue(failure.usage().bytesIn().isPresent(), "nothing went in: " + failure.usage());
  }

  /**
   * Gives a plugin its input by the standard input of its caller, and takes output there that is no
   * answer. Skipped without {@link Behavior#STDIN}; the second half is left out where the runtime
   * uses the message form.
   *
   * <p>If this fails, check that streams are counted as messages are: to whoever pays for bytes
   * they are the same.
   */
  @Test
  @DisplayName("R-8.5 what goes through the streams of the caller is counted, too")
  public final void r0805_streams() throws Exception {
    Plugin reading = bench().direct(Behavior.STDIN);
    Streams given = new Streams(new ByteArrayInputStream(new byte[SIZE]));
    Usage usage = used(reading, ProbeType.plain(), TckV1.Input.ofArgs(), given.options());
    requirePlausible("bytesIn", usage.bytesIn().orElse(-1));
    requirePlausible("bytesOut", usage.bytesOut().orElse(-1));
    ProbeType type = ProbeType.handingOut();
    TckV1.Input input = TckV1.Input.of(Bytes.copyOf(new byte[SIZE]));
    usage = used(bench().direct(Behavior.ECHO), type, input, new Streams().options());
    if (type.prepared() > 0) {
      requirePlausible("bytesOut", usage.bytesOut().orElse(-1));
    }
  }
}
