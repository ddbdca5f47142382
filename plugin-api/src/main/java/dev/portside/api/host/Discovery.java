package dev.portside.api.host;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Finding;
import dev.portside.api.ManifestReader;
import dev.portside.api.PluginType;
import dev.portside.api.Position;
import dev.portside.api.Runtime;
import dev.portside.api.SignedBlockWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ServiceLoader} finds. A provider that cannot be loaded is skipped and reported, the
 * others go on; so do they if two claim one name, see {@link Providers}.
 */
final class Discovery {
  /** A loader that fails at the same provider for ever must not hang us. */
  private static final int MOST_BROKEN = 100;

  /** Where to look. Not a {@code Function}: the service type must stay a literal for each call. */
  interface Source {
    <T> ServiceLoader<T> of(Class<T> service);
  }

  private final Providers<Runtime<?>> runtimes = new Providers<>("runtime");
  private final Providers<PluginType<?, ?, ?>> types = new Providers<>("plugin type");
  private final Providers<ManifestReader> readers = new Providers<>("ManifestReader");
  private final Providers<SignedBlockWriter> writers = new Providers<>("SignedBlockWriter");
  private final List<Finding> findings = new ArrayList<>();

  Discovery(List<Source> sources) {
    for (Source source : sources) {
      collect(Runtime.class, source, runtime -> runtime.name(), (n, r) -> runtimes.add(n, r));
      collect(PluginType.class, source, type -> type.id(), (n, t) -> types.add(n, t));
      collect(ManifestReader.class, source, reader -> "", readers::add);
      collect(SignedBlockWriter.class, source, writer -> "", writers::add);
    }
  }

  /** Adds to {@link Providers}: an interface of its own, since class literals are not generic. */
  private interface Adder<T> {
    @Nullable String add(String name, T provider);
  }

  Providers<Runtime<?>> runtimes() {
    return runtimes;
  }

  Providers<PluginType<?, ?, ?>> types() {
    return types;
  }

  Providers<ManifestReader> readers() {
    return readers;
  }

  Providers<SignedBlockWriter> writers() {
    return writers;
  }

  List<Finding> findings() {
    return findings;
  }

  private <T> void collect(
      Class<T> service, Source source, Function<T, String> name, Adder<T> adder) {
    Iterator<T> providers = source.of(service).iterator();
    for (int broken = 0; broken < MOST_BROKEN; ) {
      T provider = null;
      String known;
      try {
        if (!providers.hasNext()) {
          return;
        }
        provider = providers.next();
        known = requireNonNull(name.apply(provider), "it has no name");
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        broken++;
        Finding skipped = skipped(provider, e);
        if (!findings.contains(skipped)) {
          findings.add(skipped);
        }
        continue;
      }
      String conflict = adder.add(known, provider);
      if (conflict != null) {
        findings.add(Finding.error(Position.NONE, "", conflict));
      }
    }
  }

  /** The loader's own text names the provider but lacks the reason, which the cause has. */
  private static Finding skipped(@Nullable Object provider, Throwable e) {
    Throwable cause = e.getCause();
    String text =
        (provider == null ? "" : provider.getClass().getName() + ": ")
            + (e instanceof ServiceConfigurationError ? e.getMessage() : e.toString())
            + (cause == null ? "" : ": " + cause);
    return Finding.warning(Position.NONE, "", "skipped a provider: " + text);
  }
}
