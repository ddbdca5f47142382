package dev.portside.tck.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portside.api.Environment;
import dev.portside.tck.Behavior;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;

/** One program for each {@link Behavior}. */
final class Programs {
  private Programs() {}

  /** Code that ends with an exit code, and by itself when it is interrupted. */
  interface Program {
    int run(Guest guest) throws IOException, InterruptedException;
  }

  /** What a manifest says for a plugin with a behaviour. */
  static Map<String, ?> config(Behavior behavior, String form) {
    String program = behavior.name();
    return switch (behavior) {
      case CALL_HOST -> Map.of("program", program, "form", form, "needs", List.of("clock"));
      case HOOKS ->
          Map.of(
              "program",
              program,
              "form",
              form,
              "hooks",
              Map.of("install", "hooked", "fail", "fail", "hang", "HANG"));
      default -> Map.of("program", program, "form", form);
    };
  }

  /** Loads a program, which hangs or fails for some. */
  static Program load(String name) throws InterruptedException {
    return switch (name) {
      case "ECHO" -> Programs::echo;
      case "EXIT" -> Programs::exit;
      case "HANG" -> Programs::hang;
      case "HANG_ON_LOAD" -> {
        new CountDownLatch(1).await();
        yield Programs::hang;
      }
      case "ARGUMENTS" -> guest -> print(guest, guest.args);
      case "STDIN" -> Programs::echo;
      case "STDERR" -> Programs::stderr;
      case "ENVIRONMENT" -> guest -> print(guest, Environment.format(guest.env));
      case "SPAWN" -> Programs::spawn;
      case "FLOOD" -> Programs::flood;
      case "ALLOCATE" -> Programs::allocate;
      case "CALL_HOST", "CALL_HOST_UNASKED" ->
          guest -> print(guest, List.of("clock: " + guest.clock()));
      case "HOOKS" -> Programs::echo;
      case "hooked" ->
          guest -> print(guest, List.of("hooked " + guest.env.getOrDefault("TCK_WORD", "badly")));
      case "clean" -> Programs::clean;
      case "fail" -> guest -> 7;
      default -> throw new NoSuchElementException("there is no program " + name);
    };
  }

  private static int echo(Guest guest) throws IOException {
    guest.out.add(guest.in.readAllBytes());
    return 0;
  }

  private static int exit(Guest guest) throws IOException {
    guest.err.write(guest.in.readAllBytes());
    return Integer.parseInt(guest.args.get(0));
  }

  private static int hang(Guest guest) throws IOException, InterruptedException {
    guest.err.write("hanging\n".getBytes(UTF_8));
    new CountDownLatch(1).await();
    return 0;
  }

  private static int clean(Guest guest) throws IOException, InterruptedException {
    try {
      return hang(guest);
    } finally {
      guest.err.write("clean\n".getBytes(UTF_8));
    }
  }

  private static int stderr(Guest guest) throws IOException {
    guest.err.write(guest.in.readAllBytes());
    return 0;
  }

  private static int print(Guest guest, List<String> lines) throws IOException {
    for (String line : lines) {
      guest.out.add((line + "\n").getBytes(UTF_8));
    }
    return 0;
  }

  private static int spawn(Guest guest) throws IOException, InterruptedException {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    List<String> command =
        windows ? List.of("ping", "-n", "600", "127.0.0.1") : List.of("sleep", "600");
    Process child = new ProcessBuilder(command).start();
    guest.children.add(child);
    guest.err.write((child.pid() + "\n").getBytes(UTF_8));
    new CountDownLatch(1).await();
    return 0;
  }

  private static int flood(Guest guest) throws IOException {
    byte[] water = new byte[1 << 20];
    while (true) {
      guest.out.add(water);
    }
  }

  private static int allocate(Guest guest) throws IOException {
    while (true) {
      guest.allocate(1 << 20);
    }
  }
}
