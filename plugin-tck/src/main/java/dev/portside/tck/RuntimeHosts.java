package dev.portside.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.Finding;
import dev.portside.api.Metadata;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginException;
import dev.portside.api.PluginExitException;
import dev.portside.api.PluginNotFoundException;
import dev.portside.api.Runtime;
import dev.portside.api.RuntimeConfig;
import dev.portside.api.Tree;
import dev.portside.api.TreeReader;
import dev.portside.api.Usage;
import dev.portside.api.host.Descriptor;
import dev.portside.api.host.PluginManager;
import dev.portside.api.host.Plugins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Section 12: what a host makes of the runtime, by way of its manager. */
abstract class RuntimeHosts extends RuntimeLifecycle {
  private static final TckV1.Input HELLO = TckV1.Input.of(Bytes.utf8("hello"));

  /** So many that a manager loads them by several threads. */
  private static final int MANY = 70;

  RuntimeHosts() {}

  /** Lets the vendor write a plugin below a base directory, and makes up its manifest. */
  private Workbench.Subject below(Path base, Behavior behavior, String name, String dir)
      throws Exception {
    Path place = Files.createDirectories(base.resolve(dir));
    Workbench.Subject subject = bench().subject(behavior, name, place);
    bench().manifest(subject, subject.tree());
    return subject;
  }

  /** Loads all plugins below a base directory. */
  private Plugins all(PluginManager manager, Path base) {
    return Task.start("loading all plugins", patience(), () -> manager.loadAll(base)).value();
  }

  /**
   * Loads 70 plugins at once, beside things that are no plugins, finds them by name and type, calls
   * some, and closes them all. Never skipped.
   *
   * <p>If this fails, check what {@code createPlugin} does in several threads, and what it keeps:
   * hosts make plugins in numbers, and the first must be as good as the last.
   */
  @Test
  @DisplayName("R-12.1 each of many plugins is found, answers, and is closed with the others")
  public final void r1201_many() throws Exception {
    Path base = bench().directory("many");
    for (int i = 0; i < MANY; i++) {
      below(base, Behavior.ECHO, "tck-" + i, "plugin-" + (100 + i));
    }
    Files.createDirectories(base.resolve("no-plugin"));
    Files.writeString(base.resolve("README"), "no plugin");
    PluginManager manager = bench().manager(builder -> builder);
    Plugins plugins = all(manager, base);
    boolean good = plugins.findings().stream().noneMatch(Finding::isError);
    assertTrue(good, "errors about " + MANY + " good plugins: " + plugins.findings());
    assertEquals(MANY, plugins.find(Descriptor.of(TckV1.TYPE)).size(), "plugins of the type");
    assertEquals(MANY, plugins.find(Descriptor.ANY).size(), "plugins");
    for (int i : new int[] {0, MANY / 2, MANY - 1}) {
      Descriptor descriptor = Descriptor.named("tck-" + i).withType(TckV1.TYPE);
      Plugin plugin = plugins.get(descriptor);
      assertSame(plugins.loaded().get(i), plugin, "the plugin that was found as tck-" + i);
      assertEquals("hello", answer(plugin, HELLO).data().text(), "the answer of tck-" + i);
    }
    requireNotFound(plugins);
    plugins.close();
    call(plugins.loaded().get(0), HELLO, CallOptions.NONE).failure(PluginCallException.class);
  }

  private static void requireNotFound(Plugins plugins) {
    PluginNotFoundException absent =
        assertThrows(
            PluginNotFoundException.class, () -> plugins.get(Descriptor.named("tkc-5")), "tkc-5");
    String message = String.valueOf(absent.getMessage());
    assertTrue(message.contains("tkc-5") && message.contains("did you mean"), message);
    assertTrue(absent.nearest().isPresent(), "the nearest name");
    assertEquals(MANY, absent.present().size(), "the names there are");
    Descriptor other = new Descriptor("", "tck-none/v1");
    assertEquals(List.of(), plugins.find(other), "plugins of another type");
    PluginNotFoundException none =
        assertThrows(PluginNotFoundException.class, () -> plugins.get(other), "of another type");
    assertTrue(String.valueOf(none.getMessage()).contains("tck-none/v1"), none.getMessage());
  }

  /**
   * Loads a directory of plugins some of which are bad, each in its way, and calls the good ones.
   * Never skipped.
   *
   * <p>If this fails, check that what {@code readConfig} and {@code createPlugin} do for one plugin
   * is of no consequence for the next.
   */
  @Test
  @DisplayName("R-12.2 a plugin that does not load is reported, and hides no other")
  public final void r1202_badNeighbours() throws Exception {
    Path base = bench().directory("some");
    below(base, Behavior.ECHO, "tck-good", "a");
    Workbench.Subject nonsense = below(base, Behavior.ECHO, "tck-nonsense", "b");
    Tree list = new Tree.Sequence(List.of(), nonsense.tree().at());
    bench().manifest(nonsense, list);
    Workbench.Subject foreign = below(base, Behavior.ECHO, "tck-foreign", "c");
    bench().manifest(foreign, "tck-no-such-runtime", foreign.tree());
    Workbench.Subject twice = below(base, Behavior.ECHO, "tck-good", "d");
    below(base, Behavior.EXIT, "tck-last", "e");
    Plugins plugins = all(bench().manager(builder -> builder), base);
    assertEquals(2, plugins.loaded().size(), "plugins that load; findings: " + plugins.findings());
    requireFinding(plugins, nonsense, "runtimeConfig");
    requireFinding(plugins, foreign, "\"tck-no-such-runtime\"; known here: ");
    requireFinding(plugins, twice, "two plugins claim the name \"tck-good\"");
    PluginNotFoundException absent =
        assertThrows(PluginNotFoundException.class, () -> plugins.get(Descriptor.named("other")));
    String message = String.valueOf(absent.getMessage());
    assertTrue(message.contains("; there are: tck-good, tck-last\nthese did not load:"), message);
    for (Workbench.Subject bad : List.of(nonsense, foreign, twice)) {
      assertTrue(message.contains("\n  " + bad.source() + ":"), message);
    }
    Plugin good = plugins.get(Descriptor.named("tck-good"));
    assertEquals("hello", answer(good, HELLO).data().text(), "the answer of a good plugin");
    Plugin last = plugins.get(Descriptor.named("tck-last"));
    call(last, TckV1.Input.of(Bytes.EMPTY, "4"), CallOptions.NONE)
        .failure(PluginExitException.class);
    plugins.close();
  }

  private static void requireFinding(Plugins plugins, Workbench.Subject subject, String text) {
    for (Finding finding : plugins.findings()) {
      if (finding.isError()
          && finding.at().source().equals(subject.source())
          && finding.toString().contains(text)) {
        return;
      }
    }
    fail("expected an error about " + subject.name() + " with " + text + ": " + plugins.findings());
  }

  /** What the listener of a host was told. */
  private record Told(String plugin, String type, Usage usage, Optional<PluginException> failure) {}

  /**
   * Makes a call that goes well, and one that fails, with a host that listens. Never skipped.
   *
   * <p>If this fails, check that the plugin throws exceptions of the tree only, each with what the
   * call has used: of any other exception the host learns the class and nothing else.
   */
  @Test
  @DisplayName("R-12.3 a host is told of each call, what it used and how it failed")
  public final void r1203_listener() throws Exception {
    List<Told> told = Collections.synchronizedList(new ArrayList<>());
    PluginManager manager =
        bench()
            .manager(builder ->
                builder.listener((plugin, type, wall, usage, failure) -> {
                  assertTrue(!wall.isNegative(), "the time of the call");
                  told.add(new Told(plugin.name(), type, usage, failure));
                }));
    Plugin good = bench().load(bench().subject(Behavior.ECHO), manager);
    assertEquals("hello", answer(good, HELLO).data().text());
    Plugin bad = bench().load(bench().subject(Behavior.EXIT), manager);
    TckV1.Input refused = TckV1.Input.of(Bytes.EMPTY, "5");
    PluginExitException thrown =
        call(bad, refused, CallOptions.NONE).failure(PluginExitException.class);
    assertEquals(2, told.size(), "how often the host was told: " + told);
    assertEquals("tck-echo as " + TckV1.ID, told.get(0).plugin() + " as " + told.get(0).type());
    assertTrue(told.get(0).usage().bytesIn().orElse(0) >= 5, told.get(0)::toString);
    assertEquals(Optional.empty(), told.get(0).failure(), "the failure of a call that went well");
    assertSame(thrown, told.get(1).failure().orElse(null), "the failure that the host is told");
    assertEquals("tck-exit", told.get(1).plugin(), "the plugin that failed");
    requireLog(told.get(1).usage());
    if (supports(Behavior.HOOKS)) {
      Plugin hooked = bench().load(bench().subject(Behavior.HOOKS), manager);
      hooked.runHook("install", CallOptions.NONE);
      @Nullable PluginException failed = null;
      try {
        hooked.runHook("fail", CallOptions.NONE);
      } catch (PluginException e) {
        failed = e;
      }
      assertEquals("hook:install", told.get(2).type(), "the hook that the host is told of");
      assertEquals(Optional.empty(), told.get(2).failure(), "the failure of the first hook");
      assertSame(failed, told.get(3).failure().orElse(null), "the failure of the second");
    }
  }

  /** What a host writes to its log has all that is known. */
  private static void requireLog(Usage usage) {
    List<String> known = new ArrayList<>();
    usage.exitCode().ifPresent(code -> known.add("exitCode=" + code));
    usage.bytesIn().ifPresent(count -> known.add("bytesIn=" + count));
    usage.bytesOut().ifPresent(count -> known.add("bytesOut=" + count));
    usage.peakMemory().ifPresent(bytes -> known.add("peakMemory=" + bytes));
    assertEquals("usage[" + String.join(", ", known) + "]", usage.toString(), "what a log shows");
  }

  /**
   * Asks the plugin that a manager gives for the class that the runtime makes. Never skipped.
   *
   * <p>If this fails, check {@code unwrap}: hosts use it for what one runtime alone has, and what
   * it gives must be the plugin itself.
   */
  @Test
  @DisplayName("R-12.4 a host reaches a plugin as its runtime made it")
  public final void r1204_unwrap() throws Exception {
    Class<? extends Plugin> kind = bench().direct(Behavior.ECHO).getClass();
    Plugin managed = bench().load(Behavior.ECHO);
    Plugin own = managed.unwrap(kind).map(Plugin.class::cast).orElse(null);
    if (own == null) {
      fail("unwrap(" + kind.getName() + ".class) of the manager's plugin is empty");
    } else {
      assertSame(managed.metadata(), own.metadata(), "the metadata of the plugin itself");
    }
    assertSame(managed, managed.unwrap(managed.getClass()).orElse(null), "the manager's plugin");
    assertEquals(Optional.empty(), managed.unwrap(String.class), "unwrap of a foreign class");
  }

  /**
   * Makes a plugin without a directory, and calls it as what it is and as what it is not. Never
   * skipped.
   *
   * <p>If this fails, check that {@code PluginSpec.dir()} is asked for, not assumed: a plugin of
   * files may refuse to do without, with {@code InvalidPluginException} or when it is called.
   */
  @Test
  @DisplayName("R-12.5 a plugin without a directory works, or is refused with a reason")
  public final void r1205_withoutDirectory() throws Exception {
    Workbench.Subject subject = bench().subject(Behavior.ECHO);
    try {
      Plugin plugin = create(bench().runtime(), subject);
      assertEquals(Optional.empty(), plugin.dir(), "the directory");
      assertEquals("tck-made", plugin.metadata().name(), "the name");
      Task<TckV1.Output> task = call(plugin, HELLO, CallOptions.NONE);
      @Nullable Throwable thrown = task.thrown();
      if (thrown == null) {
        assertEquals("hello", task.value().data().text(), "the answer");
      } else {
        throw task.failure(PluginException.class);
      }
    } catch (PluginException e) {
      assertTrue(!String.valueOf(e.getMessage()).isBlank(), "the refusal has no reason");
    }
  }

  private <C extends RuntimeConfig> Plugin create(Runtime<C> of, Workbench.Subject subject) {
    C config = of.readConfig(TreeReader.of(subject.tree(), "runtimeConfig", "v1", finding -> {}));
    Metadata.Builder metadata = Metadata.named("tck-made").type(TckV1.TYPE, new TckV1.Settings());
    PluginManager manager = bench().manager(builder -> builder);
    return Task.start("making a plugin", patience(), () -> manager.create(of, config, metadata))
        .orThrow();
  }
}
