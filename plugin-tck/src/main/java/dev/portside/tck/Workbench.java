package dev.portside.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.Manifest;
import dev.portside.api.ManifestReader;
import dev.portside.api.Metadata;
import dev.portside.api.Plugin;
import dev.portside.api.PluginSpec;
import dev.portside.api.Position;
import dev.portside.api.Runtime;
import dev.portside.api.RuntimeConfig;
import dev.portside.api.Tree;
import dev.portside.api.TreeReader;
import dev.portside.api.host.PluginManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What one test makes of the vendor's runtime and plugins: through a {@link PluginManager}, as a
 * host would, or directly, where the manager would hide what the runtime does.
 */
final class Workbench implements ManifestReader, AutoCloseable {
  /** Where {@code runtimeConfig} begins in the manifests that the kit makes up. */
  static final int CONFIG_LINE = 10;

  private final RuntimeKit kit;
  private final Path scratch;
  private final Runtime<?> runtime;
  private final Map<String, Manifest> manifests = Collections.synchronizedMap(new HashMap<>());
  private final List<AutoCloseable> open = Collections.synchronizedList(new ArrayList<>());
  private int plugins;

  Workbench(RuntimeKit kit, Path scratch) {
    this.kit = kit;
    this.scratch = scratch;
    this.runtime = requireNonNull(kit.runtime(), "runtime() gave null");
  }

  /** A plugin of the vendor's: its directory and what its manifest says. */
  record Subject(
      String name,
      Path dir,
      Map<String, ?> raw,
      Tree.Mapping tree,
      String source,
      String apiVersion) {}

  /** What a runtime made of the configuration in a tree, and what it had to say. */
  record Reading(RuntimeConfig config, List<Finding> findings) {}

  Runtime<?> runtime() {
    return runtime;
  }

  /** Lets the vendor write a plugin into a new directory. */
  Subject subject(Behavior behavior) throws Exception {
    kit.needs(behavior);
    plugins++;
    String name = "tck-" + behavior.name().toLowerCase(Locale.ROOT).replace('_', '-');
    Path dir = Files.createDirectories(scratch.resolve("plugins").resolve(name + "-" + plugins));
    return subject(behavior, name, dir);
  }

  /** Lets the vendor write a plugin into a directory, which may have one already. */
  Subject subject(Behavior behavior, String name, Path dir) throws Exception {
    Map<String, ?> raw =
        requireNonNull(kit.plugin(behavior, dir), "plugin(" + behavior + ", ..) gave null");
    return subject(name, dir, raw);
  }

  /** A plugin with a configuration in a directory, which may have one already. */
  Subject subject(String name, Path dir, Map<String, ?> raw) throws IOException {
    return subject(name, dir, raw, "v1");
  }

  /** The same, with a manifest of another version. */
  Subject subject(String name, Path dir, Map<String, ?> raw, String apiVersion) throws IOException {
    Path file = dir.resolve(PluginManager.MANIFEST);
    Files.write(file, List.of("# made by the kit: " + name, "runtimeConfig: " + raw), UTF_8);
    Tree.Mapping tree = Trees.of(raw, file.toString(), CONFIG_LINE);
    return new Subject(name, dir, raw, tree, file.toString(), apiVersion);
  }

  /** Loads a plugin as a host does. */
  Plugin load(Behavior behavior) throws Exception {
    return load(subject(behavior), manager(builder -> builder));
  }

  /** Loads a plugin as a host does. */
  Plugin load(Subject subject, PluginManager manager) {
    manifest(subject, subject.tree());
    String what = "loading " + subject.name();
    Plugin plugin = Task.start(what, kit.patience(), () -> manager.load(subject.dir())).orThrow();
    open.add(plugin);
    return plugin;
  }

  /** A new directory for plugins of one rule. */
  Path directory(String name) throws IOException {
    return Files.createDirectories(scratch.resolve("plugins").resolve(name));
  }

  /** Makes up the manifest of a plugin. */
  Manifest manifest(Subject subject, Tree config) {
    return manifest(subject, runtime.name(), config);
  }

  /** Makes up the manifest of a plugin that names a runtime, be it the vendor's or not. */
  Manifest manifest(Subject subject, String runtimeName, Tree config) {
    Position typeAt = new Position(subject.source(), 4, 7);
    Position runtimeAt = new Position(subject.source(), 6, 10);
    Manifest manifest =
        Manifest.builder(subject.source(), subject.apiVersion())
            .name(subject.name())
            .version("1.2.3")
            .type(TckV1.ID, typeAt, Tree.none(typeAt))
            .runtime(runtimeName, runtimeAt, config)
            .build();
    manifests.put(subject.source(), manifest);
    return manifest;
  }

  /** A manager that knows the vendor's runtime and the type of the kit. */
  PluginManager manager(UnaryOperator<PluginManager.Builder> more) {
    PluginManager.Builder builder =
        PluginManager.builder().runtime(runtime).type(TckV1.TYPE).reader(this);
    PluginManager manager = more.apply(builder).build();
    open.add(manager);
    return manager;
  }

  /** A manager that is to find the vendor's runtime by itself. */
  PluginManager discovering(ClassLoader... loaders) {
    PluginManager.Builder builder = PluginManager.builder().type(TckV1.TYPE).reader(this);
    for (ClassLoader loader : loaders) {
      builder.discover(loader);
    }
    PluginManager manager = builder.build();
    open.add(manager);
    return manager;
  }

  /** Makes a plugin without a manager around it. */
  Plugin direct(Behavior behavior) throws Exception {
    return direct(subject(behavior));
  }

  /** Makes a plugin without a manager around it. */
  Plugin direct(Subject subject) {
    return direct(runtime, subject);
  }

  /** Makes a plugin of a runtime, without a manager around it. */
  <C extends RuntimeConfig> Plugin direct(Runtime<C> of, Subject subject) {
    String what = "createPlugin of " + subject.name();
    Plugin plugin =
        Task.start(what, kit.patience(), () -> of.createPlugin(spec(of, subject))).orThrow();
    open.add(plugin);
    return plugin;
  }

  private static <C extends RuntimeConfig> PluginSpec<C> spec(Runtime<C> of, Subject subject) {
    TreeReader in = TreeReader.of(subject.tree(), "runtimeConfig", "v1", finding -> {});
    C config = requireNonNull(of.readConfig(in), "readConfig gave null");
    Metadata metadata =
        Metadata.named(subject.name())
            .version("1.2.3")
            .type(TckV1.TYPE, new TckV1.Settings())
            .on(of, config);
    return PluginSpec.of(metadata, config, subject.dir());
  }

  /** Lets the runtime read a configuration, as a manager does. */
  Reading read(Tree tree, Finding.Severity unknownKeys) {
    return read(tree, "v1", unknownKeys);
  }

  /** Lets the runtime read a configuration, as a manager does. */
  Reading read(Subject subject, Finding.Severity unknownKeys) {
    return read(subject.tree(), subject.apiVersion(), unknownKeys);
  }

  private Reading read(Tree tree, String apiVersion, Finding.Severity unknownKeys) {
    List<Finding> findings = new ArrayList<>();
    TreeReader in = TreeReader.of(tree, "runtimeConfig", apiVersion, findings::add);
    RuntimeConfig config = requireNonNull(runtime.readConfig(in), "readConfig gave null");
    in.unknownKeys(unknownKeys);
    return new Reading(config, findings);
  }

  /** A reader of the manifests that the kit made up, by the name of their file. */
  @Override
  public Manifest read(Bytes content, String source) {
    return requireNonNull(manifests.get(source), source);
  }

  /** Closes what is open, last things first, and the runtime. */
  @Override
  public void close() {
    List<AutoCloseable> things = new ArrayList<>(open);
    Collections.reverse(things);
    things.add(runtime);
    for (AutoCloseable thing : things) {
      try {
        thing.close();
      } catch (Exception e) {
        // A rule of its own asks for it; here it would hide why a test has failed.
        System.getLogger(Workbench.class.getName())
            .log(System.Logger.Level.DEBUG, "a close failed", e);
      }
    }
  }
}
