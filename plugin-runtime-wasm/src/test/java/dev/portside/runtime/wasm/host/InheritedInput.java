package dev.portside.runtime.wasm.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import dev.portside.api.Stdio;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.concurrent.FutureTask;

/** The program of {@link InheritedInputTest}: interrupts one reader of its input, then reads it. */
final class InheritedInput {
  private InheritedInput() {}

  /** Prints what happened, one line for each step. */
  public static void main(String[] args) throws Exception {
    GuestInput first = GuestInput.of(Stdio.inherit());
    FutureTask<String> outcome =
        new FutureTask<>(() -> {
          try {
            return "read " + first.read(new byte[1], 0, 1);
          } catch (ChicoryInterruptedException e) {
            return "interrupted";
          }
        });
    Thread thread = new Thread(outcome);
    thread.start();
    while (Arrays.stream(thread.getStackTrace()).noneMatch(InheritedInput::isRead)) {
      Thread.onSpinWait();
    }
    thread.interrupt();
    System.out.println(outcome.get());
    first.close();
    try (BufferedReader second =
        new BufferedReader(new InputStreamReader(GuestInput.of(Stdio.inherit()), UTF_8))) {
      System.out.println("then " + second.readLine());
    }
  }

  private static boolean isRead(StackTraceElement frame) {
    return frame.getClassName().equals("sun.nio.ch.FileChannelImpl")
        && frame.getMethodName().equals("read");
  }
}
