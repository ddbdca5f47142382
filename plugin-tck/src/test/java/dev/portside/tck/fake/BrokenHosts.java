package dev.portside.tck.fake;

import dev.portside.api.Plugin;
import dev.portside.api.PluginSpec;
import dev.portside.api.Runtime;
import dev.portside.api.TreeReader;
import dev.portside.api.Usage;
import java.util.Map;
import java.util.Optional;

/** Runtimes that break one rule of section 12 each. */
final class BrokenHosts {
  private BrokenHosts() {}

  static void add(Map<String, Broken> all) {
    all.put("R-12.1", new Broken(KeepsFew::new, "cannot be called any more"));
    all.put("R-12.2", new Broken(IsSpoiled::new, "a bad configuration was read before"));
    all.put("R-12.3", new Broken(CountsMuchOnly::new, "Told[plugin=tck-echo"));
    all.put("R-12.4", new Broken(HidesItself::new, "of the manager's plugin is empty"));
    all.put("R-12.5", new Broken(NeedsDirectory::new, "NoSuchElementException"));
  }

  private static final class KeepsFew extends Faults {
    @Override
    Plugin createPlugin(FakeRuntime runtime, PluginSpec<FakeConfig> spec) {
      if (runtime.plugins.size() > 50) {
        runtime.plugins.forEach(this::closePlugin);
      }
      return super.createPlugin(runtime, spec);
    }
  }

  private static final class IsSpoiled extends Faults {
    private volatile boolean spoiled;

    @Override
    Runtime<?> runtime() {
      spoiled = false;
      return super.runtime();
    }

    @Override
    FakeConfig readConfig(TreeReader in) {
      if (spoiled) {
        in.reject("", "a bad configuration was read before");
      }
      FakeConfig config = super.readConfig(in);
      spoiled |= in.failed();
      return config;
    }
  }

  private static final class CountsMuchOnly extends Faults {
    @Override
    Usage usage(FakePlugin plugin, long in, long out) {
      return in < 100 ? Usage.UNKNOWN.withBytesOut(out) : super.usage(plugin, in, out);
    }
  }

  private static final class HidesItself extends Faults {
    @Override
    <T> Optional<T> unwrap(FakePlugin plugin, Class<T> kind) {
      return Optional.empty();
    }
  }

  private static final class NeedsDirectory extends Faults {
    @Override
    Plugin createPlugin(FakeRuntime runtime, PluginSpec<FakeConfig> spec) {
      return super.createPlugin(
          runtime, PluginSpec.of(spec.metadata(), spec.config(), spec.dir().orElseThrow()));
    }
  }
}
