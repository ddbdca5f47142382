package programs;

import com.example.jarplugins.guest.Call;
import com.example.jarplugins.guest.Program;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** What other tests want of plugins. */
public final class Various {
  private Various() {}

  /** Greets. */
  public static final class Greeter implements Program {
    private static int calls;

    @Override
    public int run(Call call) {
      synchronized (Greeter.class) {
        calls++;
        new PrintStream(call.out(), true, StandardCharsets.UTF_8)
            .print("Hello, " + call.args().get(0) + ", no. " + calls + "!\n");
      }
      return 0;
    }
  }

  /** Throws. */
  public static final class Thrower implements Program {
    @Override
    public int run(Call call) {
      throw new IllegalStateException("out of order");
    }
  }

  /** Cannot be made. */
  public static final class Unmakable implements Program {
    /** Throws. */
    public Unmakable() {
      throw new IllegalStateException("not today");
    }

    @Override
    public int run(Call call) {
      return 0;
    }
  }

  /** Takes no notice of interrupts, until a property tells it to end. */
  public static final class Stubborn implements Program {
    @Override
    public int run(Call call) {
      while (!Boolean.getBoolean("programs.end")) {
        LockSupport.parkNanos(1_000_000);
        Thread.interrupted();
      }
      return 0;
    }
  }
}
