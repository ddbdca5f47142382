package dev.portside.tck.fake;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.PluginExitException;
import dev.portside.api.PluginLimitException;
import dev.portside.api.PluginType;
import dev.portside.api.Usage;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.FutureTask;

/** Runtimes that break one rule of sections 3 and 4 each. */
final class BrokenCalls {
  private BrokenCalls() {}

  static void add(Map<String, Broken> all) {
    all.put("R-3.1", new Broken(WritesTwice::new, "how often the message was written"));
    all.put("R-3.2", new Broken(ReadsText::new, "the first difference is at byte 128"));
    all.put("R-3.3", new Broken(NeedsAnswer::new, "there is no answer"));
    all.put("R-3.4", new Broken(SmallBuffer::new, "message, 8388608 bytes"));
    all.put("R-3.5", new Broken(ExpandsArguments::new, "two words"));
    all.put("R-3.6", new Broken(ForgetsCode::new, "exit code ==> expected: <42> but was: <1>"));
    all.put("R-3.7", new Broken(NoTail::new, "lacks the last line"));
    all.put("R-3.8", new Broken(HidesReason::new, "is to have the reason"));
    all.put("R-3.9", new Broken(ForeignException::new, "NoSuchElementException"));
    all.put(
        "R-3.10",
        new Broken(CutsLines::new, "begins within a line or a character: f a line misleads"));
    all.put(
        "R-4.1", new Broken(CutsStdin::new, "got 100000; the first difference is at byte 100000"));
    all.put("R-4.2", new Broken(MergesStreams::new, "the answer ==> expected: <>"));
    all.put("R-4.3", new Broken(ClosesStreams::new, "how many output streams were closed"));
    all.put("R-4.4", new Broken(HostWins::new, "expected: <from the call>"));
    all.put("R-4.5", new Broken(CallWins::new, "expected: <from the message>"));
    all.put("R-4.6", new Broken(KeepsOutput::new, "bytes that were taken for an answer"));
    all.put("R-4.7", new Broken(NeedsStreams::new, "standard output is inherited"));
    all.put("R-4.8", new Broken(TakesFailureForEnd::new, "PluginCallException, but gave Output"));
  }

  private static final class WritesTwice extends Faults {
    @Override
    <I> void peek(PluginType<I, ?, ?> type, I message) {
      type.input().write(message);
    }
  }

  private static final class ReadsText extends Faults {
    @Override
    Bytes answer(FakePlugin plugin, Guest guest) {
      return Bytes.utf8(super.answer(plugin, guest).text());
    }
  }

  private static final class NeedsAnswer extends Faults {
    @Override
    FutureTask<Integer> task(String program, Guest guest) {
      return new FutureTask<>(() -> {
        int code = Programs.load(program).run(guest);
        if (program.equals("ECHO") && guest.out.size() == 0) {
          throw new IOException("there is no answer");
        }
        return code;
      });
    }
  }

  private static final class SmallBuffer extends Faults {
    @Override
    void checkInput(String plugin, long size) {
      if (size > 8 << 20) {
        throw new PluginLimitException(plugin, "message", 8 << 20, "bytes", Usage.UNKNOWN);
      }
    }
  }

  private static final class ExpandsArguments extends Faults {
    @Override
    List<String> args(List<String> args) {
      List<String> expanded = new ArrayList<>();
      args.forEach(arg -> expanded.add(arg.replace("$HOME", "/home/tck")));
      return expanded;
    }
  }

  private static final class ForgetsCode extends Faults {
    @Override
    RuntimeException exited(String plugin, int code, Guest guest, Usage usage) {
      return super.exited(plugin, 1, guest, usage);
    }
  }

  private static final class NoTail extends Faults {
    @Override
    RuntimeException exited(String plugin, int code, Guest guest, Usage usage) {
      String tail = guest.errTail.size() < 1000 ? "" : guest.tail();
      return new PluginExitException(plugin, "said no", code, tail, usage);
    }
  }

  private static final class CutsLines extends Faults {
    @Override
    RuntimeException exited(String plugin, int code, Guest guest, Usage usage) {
      String all = guest.errTail.toString(StandardCharsets.UTF_8);
      String end = all.substring(Math.max(0, all.length() - (64 << 10)));
      return new PluginExitException(plugin, "said no", code, end, usage);
    }
  }

  private static final class HidesReason extends Faults {
    @Override
    RuntimeException unreadable(String plugin, String reason, Usage usage) {
      return super.unreadable(plugin, "it is bad", usage);
    }
  }

  private static final class ForeignException extends Faults {
    @Override
    RuntimeException noCommandLine(String plugin, String type) {
      return new NoSuchElementException("no command line form");
    }
  }

  private static final class CutsStdin extends Faults {
    @Override
    InputStream stdin(Optional<Bytes> data, CallOptions options) {
      if (data.isPresent() || options.stdio().inheritsIn()) {
        return super.stdin(data, options);
      }
      return new FilterInputStream(options.stdio().in()) {
        private int left = 100_000;

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
          int read = left == 0 ? -1 : super.read(into, from, Math.min(left, count));
          left -= Math.max(0, read);
          return read;
        }
      };
    }
  }

  private static final class MergesStreams extends Faults {
    @Override
    Bytes answer(FakePlugin plugin, Guest guest) {
      String err = guest.tail();
      return err.isEmpty() ? super.answer(plugin, guest) : Bytes.utf8(err);
    }
  }

  private static final class ClosesStreams extends Faults {
    @Override
    void done(CallOptions options) {
      if (options.stdio().inheritsOut()) {
        return; // the build reports its tests by way of that stream
      }
      try {
        options.stdio().out().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class HostWins extends Faults {
    @Override
    Map<String, String> env(Map<String, String> call, Map<String, String> message) {
      Map<String, String> env = new HashMap<>(call);
      env.putAll(System.getenv());
      env.putAll(message);
      return env;
    }
  }

  private static final class CallWins extends Faults {
    @Override
    Map<String, String> env(Map<String, String> call, Map<String, String> message) {
      Map<String, String> env = super.env(call, message);
      env.putAll(call);
      return env;
    }
  }

  private static final class KeepsOutput extends Faults {
    @Override
    boolean handsOut() {
      return false;
    }
  }

  private static final class NeedsStreams extends Faults {
    @Override
    void done(CallOptions options) {
      if (options.stdio().inheritsOut()) {
        throw new IllegalStateException("standard output is inherited");
      }
    }
  }

  private static final class TakesFailureForEnd extends Faults {
    @Override
    InputStream stdin(Optional<Bytes> data, CallOptions options) {
      return new FilterInputStream(super.stdin(data, options)) {
        @Override
        public int read(byte[] into, int from, int count) {
          try {
            return super.read(into, from, count);
          } catch (IOException e) {
            return -1;
          }
        }
      };
    }
  }
}
