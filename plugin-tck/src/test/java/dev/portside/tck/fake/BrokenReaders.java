package dev.portside.tck.fake;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Manifest;
import dev.portside.api.Position;
import dev.portside.api.Tree;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Readers of manifests that break one rule each. */
public final class BrokenReaders {
  private BrokenReaders() {}

  /** M-1.1. */
  public static final class LosesSource extends FakeReader {
    @Override
    Manifest build(Tree.Mapping root, String source) {
      Manifest good = super.build(root, source);
      Manifest.Builder less =
          Manifest.builder(source, good.apiVersion())
              .name(good.name())
              .version(good.version())
              .runtime(good.runtime(), good.runtimeAt(), good.runtimeConfig())
              .findings(good.findings());
      for (Manifest.Declaration type : good.types()) {
        less.type(type.type(), type.at(), type.config());
      }
      return less.build();
    }
  }

  /** M-1.2. */
  public static final class CountsFromZero extends FakeReader {
    @Override
    Manifest build(Tree.Mapping root, String source) {
      Manifest good = super.build(root, source);
      Position at = good.runtimeAt();
      Position zero = new Position(source, Math.max(0, at.line() - 1), at.column());
      return Manifest.builder(source, good.apiVersion())
          .name(good.name())
          .version(good.version())
          .sourceUrl(good.sourceUrl())
          .type(good.types().get(0).type(), good.types().get(0).at(), good.types().get(0).config())
          .runtime(good.runtime(), zero, good.runtimeConfig())
          .findings(good.findings())
          .build();
    }
  }

  /** M-1.3: listed nowhere. */
  public static final class Unlisted extends FakeReader {}

  /** M-2.1. */
  public static final class AnyName extends FakeReader {
    @Override
    void check(Tree.Mapping root, Tree.Scalar name, Tree.Scalar version, List<Finding> findings) {
      Tree.Scalar checked = name.written().isEmpty() ? name : valid(name);
      super.check(root, checked, version, findings);
    }

    private static Tree.Scalar valid(Tree.Scalar name) {
      return new Tree.Scalar("valid", "valid", null, null, name.at());
    }
  }

  /** M-2.2. */
  public static final class NeedsNothing extends FakeReader {
    @Override
    void check(Tree.Mapping root, Tree.Scalar name, Tree.Scalar version, List<Finding> findings) {
      super.check(root, name, version, findings);
      findings.removeIf(finding -> finding.message().endsWith("is missing"));
    }
  }

  /** M-2.3. */
  public static final class Forgiving extends FakeReader {
    @Override
    void unknown(Tree.Entry entry, List<Finding> findings) {}
  }

  /** M-2.4. */
  public static final class TakesOne extends FakeReader {
    @Override
    void twice(Tree.Mapping root, List<Finding> findings) {}
  }

  /** M-3.1. */
  public static final class Naked extends FakeReader {
    @Override
    public Manifest read(Bytes content, String source) {
      try {
        return super.read(content, source);
      } catch (InvalidPluginException e) {
        throw new IllegalStateException("bad syntax", e);
      }
    }
  }

  /** M-3.2. */
  public static final class Deep extends FakeReader {
    @Override
    Tree parse(String text, String source) {
      return new JsonParser(text, source) {
        @Override
        int deepest() {
          return Integer.MAX_VALUE;
        }
      }.parse();
    }
  }

  /** M-3.3. */
  public static final class Slow extends FakeReader {
    @Override
    public Manifest read(Bytes content, String source) {
      if (content.size() > 1 << 19) {
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return super.read(content, source);
    }
  }

  /** M-4.1: what another thread has read last. */
  public static final class Shared extends FakeReader {
    private record Last(Thread thread, Manifest manifest) {}

    private volatile @Nullable Last last;

    @Override
    Manifest build(Tree.Mapping root, String source) {
      Last other = last;
      Last own = new Last(Thread.currentThread(), super.build(root, source));
      last = own;
      boolean mixed = other != null && other.thread() != own.thread();
      return mixed ? other.manifest() : own.manifest();
    }
  }

  /** M-5.1. */
  public static final class Spoiled extends FakeReader {
    private volatile boolean spoiled;

    @Override
    public Manifest read(Bytes content, String source) {
      if (spoiled) {
        throw refusal(Position.of(source), "a bad manifest was read before");
      }
      try {
        return super.read(content, source);
      } catch (InvalidPluginException e) {
        spoiled = true;
        throw e;
      }
    }
  }
}
