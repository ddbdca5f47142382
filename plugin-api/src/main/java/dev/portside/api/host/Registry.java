package dev.portside.api.host;

import dev.portside.api.Finding;
import dev.portside.api.ManifestReader;
import dev.portside.api.PluginException;
import dev.portside.api.PluginType;
import dev.portside.api.Runtime;
import dev.portside.api.SignedBlockWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The runtimes, types and format adapters of a manager. What the host handed in beats what is
 * discovered, and discovery waits for the first name that was not handed in: a command that brings
 * its own parts starts without it.
 */
final class Registry {
  private final Map<String, Runtime<?>> runtimes;
  private final Map<String, PluginType<?, ?, ?>> types;
  private final @Nullable ManifestReader reader;
  private final @Nullable SignedBlockWriter writer;
  private final List<Discovery.Source> sources;
  private @Nullable Discovery discovery;

  Registry(
      Map<String, Runtime<?>> runtimes,
      Map<String, PluginType<?, ?, ?>> types,
      @Nullable ManifestReader reader,
      @Nullable SignedBlockWriter writer,
      List<Discovery.Source> sources) {
    this.runtimes = new LinkedHashMap<>(runtimes);
    this.types = new LinkedHashMap<>(types);
    this.reader = reader;
    this.writer = writer;
    this.sources = List.copyOf(sources);
  }

  @Nullable Runtime<?> runtime(String name) {
    Runtime<?> explicit = runtimes.get(name);
    return explicit != null ? explicit : discovery().runtimes().get(name);
  }

  @Nullable PluginType<?, ?, ?> type(String id) {
    PluginType<?, ?, ?> explicit = types.get(id);
    return explicit != null ? explicit : discovery().types().get(id);
  }

  ManifestReader reader() {
    ManifestReader found = reader != null ? reader : discovery().readers().get("");
    if (found == null) {
      throw missing("ManifestReader");
    }
    return found;
  }

  SignedBlockWriter writer() {
    SignedBlockWriter found = writer != null ? writer : discovery().writers().get("");
    if (found == null) {
      throw missing("SignedBlockWriter");
    }
    return found;
  }

  Set<String> runtimeNames() {
    Set<String> names = new TreeSet<>(runtimes.keySet());
    names.addAll(discovery().runtimes().names());
    return names;
  }

  Set<String> typeIds() {
    Set<String> ids = new TreeSet<>(types.keySet());
    ids.addAll(discovery().types().names());
    return ids;
  }

  List<Finding> setup() {
    return List.copyOf(discovery().findings());
  }

  /** Closes the runtimes that were discovered; those handed in are the host's to close. */
  synchronized void close() {
    if (discovery != null) {
      Closing.all(discovery.runtimes().all(), Runtime::close);
    }
  }

  private synchronized Discovery discovery() {
    Discovery found = discovery;
    if (found == null) {
      found = new Discovery(sources);
      discovery = found;
    }
    return found;
  }

  private PluginException missing(String port) {
    StringBuilder text = new StringBuilder("no ").append(port);
    text.append(": add the module plugin-metadata, or hand one to the builder of PluginManager");
    for (Finding finding : setup()) {
      text.append("\n  ").append(finding);
    }
    return new PluginException(text.toString(), null);
  }
}
