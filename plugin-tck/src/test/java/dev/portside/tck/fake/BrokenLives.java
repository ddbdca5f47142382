package dev.portside.tck.fake;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginExitException;
import dev.portside.api.PluginSpec;
import dev.portside.api.Usage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runtimes that break one rule of sections 6 to 10 each. */
final class BrokenLives {
  private BrokenLives() {}

  static void add(Map<String, Broken> all) {
    all.put("R-6.1", new Broken(CrossTalks::new, "the answer that thread"));
    all.put("R-6.2", new Broken(IsSpoiled::new, "was spoiled by another call"));
    all.put("R-6.3", new Broken(SmallPool::new, "has not ended after"));
    all.put("R-7.1", new Broken(() -> new NoLimit("answer"), "PluginLimitException, but failed"));
    all.put("R-7.2", new Broken(() -> new NoLimit("memory"), "PluginLimitException, but failed"));
    all.put("R-7.3", new Broken(NoClock::new, "the answer is empty"));
    all.put("R-7.5", new Broken(Leaks::new, "was to fail with PluginCallException, but gave"));
    all.put("R-8.1", new Broken(CountsHalf::new, "bytesIn is 50000 for a message of"));
    all.put("R-8.2", new Broken(AddsUp::new, "after a call with 100000 bytes one with 10 has"));
    all.put("R-8.3", new Broken(ForgetsFailures::new, "the exit code in usage[]"));
    all.put("R-8.4", new Broken(ForgetsTheEnded::new, "nothing went in: usage[]"));
    all.put("R-8.5", new Broken(CountsMessagesOnly::new, "bytesIn is 0 for a message of"));
    all.put("R-9.1", new Broken(Prefetches::new, "these threads are left: [prefetch]"));
    all.put("R-9.2", new Broken(Homeless::new, "the directory ==>"));
    all.put("R-9.3", new Broken(ClosesOnce::new, "the second close() of the plugin threw"));
    all.put("R-9.4", new Broken(ClosesAll::new, "cannot be called any more"));
    all.put(
        "R-9.5", new Broken(NeverClosed::new, "was to fail with PluginCallException, but gave"));
    all.put("R-9.6", new Broken(Remembers::new, "was to fail with PluginExitException, but gave"));
    all.put("R-9.7", new Broken(Foreign::new, "failed with java.util.NoSuchElementException"));
    all.put("R-9.8", new Broken(Mumbles::new, "got: plugin \"tck-faults\" cannot run"));
    all.put("R-10.1", new Broken(StandardEvents::new, "expected: <["));
    all.put("R-10.2", new Broken(HookWithoutEnv::new, "expected: <hooked well>"));
    all.put("R-10.3", new Broken(NeedsHook::new, "has no hook for tck-no-such-event"));
    all.put("R-10.4", new Broken(IgnoresHookCode::new, "PluginExitException, but gave fail"));
    all.put("R-10.5", new Broken(HookWithoutTimeout::new, "the hook hang has not ended after"));
  }

  private static final class CrossTalks extends Faults {
    private final Map<FakePlugin, AtomicInteger> inFlight = new ConcurrentHashMap<>();
    private final Exchanger<Bytes> exchanger = new Exchanger<>();

    @Override
    <T> T around(FakePlugin plugin, Supplier<T> call) {
      AtomicInteger calls = inFlight.computeIfAbsent(plugin, any -> new AtomicInteger());
      calls.incrementAndGet();
      try {
        return call.get();
      } finally {
        calls.decrementAndGet();
      }
    }

    @Override
    Bytes answer(FakePlugin plugin, Guest guest) {
      Bytes answer = super.answer(plugin, guest);
      try {
        return inFlight.get(plugin).get() < 2
            ? answer
            : exchanger.exchange(answer, 100, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return answer;
      } catch (TimeoutException e) {
        return answer;
      }
    }
  }

  private static final class IsSpoiled extends Faults {
    private final Set<FakeRuntime> spoiled = ConcurrentHashMap.newKeySet();

    @Override
    <T> T around(FakePlugin plugin, Supplier<T> call) {
      try {
        T answer = call.get();
        if (spoiled.contains(plugin.runtime)) {
          String what = "was spoiled by another call";
          throw new PluginCallException(plugin.name(), what, Usage.UNKNOWN, null);
        }
        return answer;
      } catch (PluginExitException e) {
        spoiled.add(plugin.runtime);
        throw e;
      }
    }
  }

  private static final class SmallPool extends Faults {
    private final Semaphore free = new Semaphore(8);

    @Override
    <T> T around(FakePlugin plugin, Supplier<T> call) {
      free.acquireUninterruptibly();
      try {
        return call.get();
      } finally {
        free.release();
      }
    }
  }

  private static final class NoLimit extends Faults {
    private final String limit;

    NoLimit(String limit) {
      this.limit = limit;
    }

    @Override
    RuntimeException broke(String plugin, @Nullable Throwable cause, Usage usage) {
      return cause instanceof Guest.LimitReached reached && limit.equals(reached.getMessage())
          ? new PluginCallException(plugin, "broke", usage, cause)
          : super.broke(plugin, cause, usage);
    }
  }

  private static final class NoClock extends Faults {
    @Override
    Bytes answer(FakePlugin plugin, Guest guest) {
      return plugin.spec.config().needs().isEmpty() ? super.answer(plugin, guest) : Bytes.EMPTY;
    }
  }

  private static final class Leaks extends Faults {
    @Override
    boolean hasClock(FakeConfig config) {
      return true;
    }
  }

  private static final class CountsHalf extends Faults {
    @Override
    long bytesIn(Optional<Bytes> data, Guest guest) {
      long in = super.bytesIn(data, guest);
      return data.isPresent() && in > 100 ? in / 2 : in;
    }
  }

  private static final class AddsUp extends Faults {
    private final Map<FakePlugin, Long> sums = new ConcurrentHashMap<>();

    @Override
    Usage usage(FakePlugin plugin, long in, long out) {
      return super.usage(plugin, sums.merge(plugin, in, Long::sum), out);
    }
  }

  private static final class ForgetsFailures extends Faults {
    @Override
    RuntimeException exited(String plugin, int code, Guest guest, Usage usage) {
      return super.exited(plugin, code, guest, Usage.UNKNOWN);
    }
  }

  private static final class CountsMessagesOnly extends Faults {
    @Override
    long bytesIn(Optional<Bytes> data, Guest guest) {
      return data.map(Bytes::size).orElse(0);
    }
  }

  private static final class ForgetsTheEnded extends Faults {
    @Override
    RuntimeException timedOut(String plugin, Duration limit, Guest guest, Usage usage) {
      return super.timedOut(plugin, limit, guest, Usage.UNKNOWN);
    }
  }

  private static final class Prefetches extends Faults {
    private final Queue<Thread> prefetching = new ConcurrentLinkedQueue<>();

    @Override
    Plugin createPlugin(FakeRuntime runtime, PluginSpec<FakeConfig> spec) {
      Thread thread = new Thread(() -> prefetch(spec.config().program()), "prefetch");
      thread.setDaemon(true);
      prefetching.add(thread);
      thread.start();
      return super.createPlugin(runtime, spec);
    }

    private static void prefetch(String program) {
      try {
        Programs.load(program);
      } catch (InterruptedException | NoSuchElementException e) {
        return; // the call will tell
      }
    }

    @Override
    void closeRuntime(FakeRuntime runtime) {
      prefetching.forEach(Thread::interrupt);
      super.closeRuntime(runtime);
    }
  }

  private static final class Homeless extends Faults {
    @Override
    Optional<Path> dir(FakePlugin plugin) {
      return Optional.empty();
    }
  }

  private static final class ClosesOnce extends Faults {
    @Override
    void closePlugin(FakePlugin plugin) {
      if (plugin.closed) {
        throw new IllegalStateException("closed already");
      }
      super.closePlugin(plugin);
    }
  }

  /** Takes the others with it once it was called. */
  private static final class ClosesAll extends Faults {
    private final Set<FakePlugin> called = ConcurrentHashMap.newKeySet();

    @Override
    <T> T around(FakePlugin plugin, Supplier<T> call) {
      called.add(plugin);
      return call.get();
    }

    @Override
    void closePlugin(FakePlugin plugin) {
      if (called.contains(plugin)) {
        plugin.runtime.plugins.forEach(super::closePlugin);
      }
      super.closePlugin(plugin);
    }
  }

  private static final class NeverClosed extends Faults {
    @Override
    boolean isClosed(FakePlugin plugin) {
      return false;
    }
  }

  private static final class Remembers extends Faults {
    private final Map<Optional<Path>, PluginSpec<FakeConfig>> known = new ConcurrentHashMap<>();

    @Override
    Plugin createPlugin(FakeRuntime runtime, PluginSpec<FakeConfig> spec) {
      PluginSpec<FakeConfig> first = known.putIfAbsent(spec.dir(), spec);
      return super.createPlugin(runtime, first == null ? spec : first);
    }
  }

  private static final class Foreign extends Faults {
    @Override
    RuntimeException broke(String plugin, @Nullable Throwable cause, Usage usage) {
      return cause instanceof NoSuchElementException foreign
          ? foreign
          : super.broke(plugin, cause, usage);
    }
  }

  private static final class Mumbles extends Faults {
    @Override
    RuntimeException broke(String plugin, @Nullable Throwable cause, Usage usage) {
      return cause instanceof NoSuchElementException
          ? new PluginCallException(plugin, "cannot run", usage, cause)
          : super.broke(plugin, cause, usage);
    }
  }

  private static final class StandardEvents extends Faults {
    @Override
    Set<String> hooks(FakeConfig config) {
      return Set.of("install", "update", "delete");
    }
  }

  private static final class HookWithoutEnv extends Faults {
    @Override
    Map<String, String> hookEnv(Map<String, String> env) {
      return Map.of();
    }
  }

  private static final class NeedsHook extends Faults {
    @Override
    void noHook(String plugin, String event) {
      throw new PluginCallException(plugin, "has no hook for " + event, Usage.UNKNOWN, null);
    }
  }

  private static final class IgnoresHookCode extends Faults {
    @Override
    void hookExited(String plugin, int code, Guest guest) {}
  }

  private static final class HookWithoutTimeout extends Faults {
    @Override
    CallOptions hookOptions(CallOptions options) {
      return CallOptions.NONE.withStdio(options.stdio());
    }
  }
}
