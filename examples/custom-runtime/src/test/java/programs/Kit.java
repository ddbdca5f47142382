package programs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.example.jarplugins.guest.Call;
import com.example.jarplugins.guest.Program;
import dev.portside.api.Bytes;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** What the compatibility kit wants of plugins. */
public final class Kit {
  private Kit() {}

  /** Answers standard input. */
  public static final class Echo implements Program {
    @Override
    public int run(Call call) throws Exception {
      call.in().transferTo(call.out());
      return 0;
    }
  }

  /** Hands standard input to standard error; its argument, if any, is the exit code. */
  public static final class Exit implements Program {
    @Override
    public int run(Call call) throws Exception {
      call.in().transferTo(call.err());
      return call.args().isEmpty() ? 0 : Integer.parseInt(call.args().get(0));
    }
  }

  /** Never ends by itself. */
  public static final class Hang implements Program {
    @Override
    public int run(Call call) throws Exception {
      call.err().write('\n');
      new CountDownLatch(1).await();
      return 0;
    }
  }

  /** Never gets as far as to be called. */
  public static final class HangOnLoad implements Program {
    static {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public int run(Call call) {
      return 0;
    }
  }

  /** Answers its arguments. */
  public static final class Arguments implements Program {
    @Override
    public int run(Call call) throws Exception {
      for (String arg : call.args()) {
        call.out().write((arg + "\n").getBytes(UTF_8));
      }
      return 0;
    }
  }

  /** Answers its environment. */
  public static final class Environment implements Program {
    @Override
    public int run(Call call) throws Exception {
      for (Map.Entry<String, String> variable : new TreeMap<>(call.env()).entrySet()) {
        call.out().write((variable.getKey() + "=" + variable.getValue() + "\n").getBytes(UTF_8));
      }
      return 0;
    }
  }

  /** Answers without end. */
  public static final class Flood implements Program {
    @Override
    public int run(Call call) throws Exception {
      byte[] much = new byte[1 << 16];
      while (true) {
        call.out().write(much);
      }
    }
  }

  /** Uses a class of the host's. */
  public static final class CallHost implements Program {
    @Override
    public int run(Call call) throws Exception {
      call.out().write(Bytes.utf8("reached").toArray());
      return 0;
    }
  }

  /** A hook that writes. */
  public static final class Install implements Program {
    @Override
    public int run(Call call) throws Exception {
      call.out().write(("hooked " + call.env().get("TCK_WORD") + "\n").getBytes(UTF_8));
      return 0;
    }
  }

  /** A hook that says no. */
  public static final class Fail implements Program {
    @Override
    public int run(Call call) {
      return 7;
    }
  }
}
