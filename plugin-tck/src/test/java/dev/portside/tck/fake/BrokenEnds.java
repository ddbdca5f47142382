package dev.portside.tck.fake;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginTimeoutException;
import dev.portside.api.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;

/** Runtimes that break one rule of section 5 each. */
final class BrokenEnds {
  private BrokenEnds() {}

  static void add(Map<String, Broken> all) {
    all.put("R-5.1", new Broken(WrongLimit::new, "the limit that the exception names"));
    all.put("R-5.2", new Broken(LosesFlag::new, "the interrupt flag is to be set again"));
    all.put("R-5.3", new Broken(ClearsFlag::new, "has not ended after"));
    all.put("R-5.4", new Broken(LoadsBefore::new, "has not ended after"));
    all.put("R-5.5", new Broken(Overflows::new, "ArithmeticException"));
    all.put("R-5.6", new Broken(LeavesThreads::new, "these threads are left: [fake tck-hang"));
    all.put("R-5.7", new Broken(LeavesChildren::new, "is left, its command line"));
    all.put("R-5.8", new Broken(ReadsAhead::new, "has not ended after"));
    all.put("R-5.9", new Broken(HangsInSilence::new, "the message lacks \"hanging\""));
    all.put("R-5.10", new Broken(LooksTooEarly::new, "what it wrote at its end is missing"));
    all.put("R-5.11", new Broken(LeavesFiles::new, "more files are open after 20 calls"));
    all.put("R-5.12", new Broken(SwallowsLate::new, "the interrupt that came meanwhile is lost"));
  }

  private static final class WrongLimit extends Faults {
    @Override
    RuntimeException timedOut(String plugin, Duration limit, Guest guest, Usage usage) {
      return new PluginTimeoutException(plugin, limit.plusSeconds(1), guest.tail(), usage);
    }
  }

  private static final class LosesFlag extends Faults {
    @Override
    void interrupt(boolean wasInterruptedBefore) {
      if (wasInterruptedBefore) {
        super.interrupt(true);
      }
    }
  }

  private static final class ClearsFlag extends Faults {
    @Override
    boolean isInterrupted() {
      return Thread.interrupted();
    }
  }

  private static final class LoadsBefore extends Faults {
    @Override
    FutureTask<Integer> task(String program, Guest guest) {
      if (program.equals("HANG_ON_LOAD")) {
        try {
          Programs.load(program);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return super.task(program, guest);
    }
  }

  private static final class Overflows extends Faults {
    @Override
    long nanos(Duration timeout) {
      return timeout.toNanos();
    }
  }

  private static final class LeavesThreads extends Faults {
    private final Queue<Thread> left = new ConcurrentLinkedQueue<>();

    @Override
    void end(Thread worker, Guest guest, boolean timedOut) {
      if (timedOut && worker.getName().endsWith("tck-hang")) {
        left.add(worker);
      } else {
        super.end(worker, guest, timedOut);
      }
    }

    @Override
    void closeRuntime(FakeRuntime runtime) {
      left.forEach(Thread::interrupt);
      super.closeRuntime(runtime);
    }
  }

  private static final class LeavesChildren extends Faults {
    @Override
    void endChildren(Guest guest) {}
  }

  private static final class ReadsAhead extends Faults {
    @Override
    InputStream stdin(Optional<Bytes> data, CallOptions options) {
      try {
        return Bytes.readAll(super.stdin(data, options)).stream();
      } catch (IOException e) {
        String what = "cannot read its standard input: " + e;
        throw new PluginCallException("ahead", what, Usage.UNKNOWN, e);
      }
    }
  }

  private static final class LooksTooEarly extends Faults {
    private final Map<Guest, String> tails = new ConcurrentHashMap<>();

    @Override
    void end(Thread worker, Guest guest, boolean timedOut) {
      tails.put(guest, guest.tail());
      super.end(worker, guest, timedOut);
    }

    @Override
    RuntimeException timedOut(String plugin, Duration limit, Guest guest, Usage usage) {
      return new PluginTimeoutException(plugin, limit, tails.getOrDefault(guest, ""), usage);
    }
  }

  private static final class SwallowsLate extends Faults {
    @Override
    @SuppressWarnings("ThreadInterrupted") // the fault
    void end(Thread worker, Guest guest, boolean timedOut) {
      super.end(worker, guest, timedOut);
      if (timedOut) {
        boolean unused = Thread.interrupted();
      }
    }
  }

  private static final class LeavesFiles extends Faults {
    private final Queue<InputStream> open = new ConcurrentLinkedQueue<>();

    @Override
    void checkInput(String plugin, long size) {
      try {
        open.add(Files.newInputStream(Path.of("/dev/null")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    void closeRuntime(FakeRuntime runtime) {
      super.closeRuntime(runtime);
      for (InputStream file : open) {
        try {
          file.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static final class HangsInSilence extends Faults {
    @Override
    RuntimeException timedOut(String plugin, Duration limit, Guest guest, Usage usage) {
      String tail = plugin.equals("tck-hang") ? "" : guest.tail();
      return new PluginTimeoutException(plugin, limit, tail, usage);
    }
  }
}
