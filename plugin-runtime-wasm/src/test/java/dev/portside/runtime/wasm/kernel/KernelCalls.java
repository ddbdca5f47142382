package dev.portside.runtime.wasm.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Invents calls to a kernel: mostly sensible ones, and the odd ones that a hostile guest makes. */
final class KernelCalls {
  private static final List<String> GETTERS =
      List.of(
          "input_length",
          "input_offset",
          "output_length",
          "output_offset",
          "error_get",
          "memory_bytes");

  private final Random random;
  private final Kernel kernel;
  private final boolean large;
  private final List<Long> handles = new ArrayList<>(List.of(0L));

  KernelCalls(Random random, Kernel kernel) {
    this.random = random;
    this.kernel = kernel;
    this.large = random.nextBoolean();
  }

  /** One call. */
  record Call(String name, List<Long> values) {
    private Call(String name, long... values) {
      this(name, Arrays.stream(values).boxed().toList());
    }

    long[] arguments() {
      return values.stream().mapToLong(Long::longValue).toArray();
    }
  }

  Call next() {
    return switch (random.nextInt(17)) {
      case 0, 1, 2 -> new Call("alloc", size());
      case 3 -> new Call("free", pointer());
      case 4 -> new Call("length", pointer());
      case 5 -> new Call("length_unsafe", pointer());
      case 6 -> new Call("load_u8", junk());
      case 7 -> new Call("load_u64", junk());
      case 8 -> new Call("store_u8", target(), random.nextInt(256));
      case 9 -> new Call("store_u64", target(), value());
      case 10 -> new Call("input_set", pointer(), length());
      case 11 -> new Call("output_set", pointer(), length());
      case 12 -> new Call("error_set", pointer());
      case 13 -> new Call("input_load_u8", random.nextInt(120) - 5);
      case 14 -> new Call("input_load_u64", random.nextInt(120) - 12);
      case 15 -> rare(10) ? new Call("reset") : new Call("memory_bytes");
      default -> new Call(GETTERS.get(random.nextInt(GETTERS.size())));
    };
  }

  /** Remembers the handles that allocations gave. */
  void learn(Call call, String answer) {
    if (call.name().equals("alloc") && !answer.equals("0")) {
      handles.add(Long.parseLong(answer));
    } else if (call.name().equals("reset")) {
      handles.retainAll(List.of(0L));
    }
  }

  private boolean rare(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private long handle() {
    return handles.get(random.nextInt(handles.size()));
  }

  private long size() {
    if (rare(25)) {
      return random.nextLong() >>> random.nextInt(64);
    }
    return large ? random.nextInt(100_000) : random.nextInt(300);
  }

  private long length() {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextInt(1 << 20);
      case 1 -> -random.nextInt(20);
      default -> random.nextInt(100);
    };
  }

  private long pointer() {
    return rare(4) ? junk() : handle();
  }

  /** Where to write: seldom over a header, as a walk over a broken one soon traps. */
  private long target() {
    if (rare(40)) {
      return junk();
    }
    long handle = handle();
    return handle == 0 ? 900_000 + random.nextInt(100) : handle + random.nextInt(3);
  }

  /** A number to write: now and then a small one, that may pass for a length or a size. */
  private long value() {
    return rare(2) ? random.nextLong() : random.nextInt(300);
  }

  private long junk() {
    return switch (random.nextInt(8)) {
      case 0 -> random.nextInt(3000);
      case 1 -> kernel.pages() * 65536 - random.nextInt(20) + random.nextInt(12);
      case 2 -> random.nextLong();
      case 3 -> -random.nextInt(20);
      case 4 -> 50 + random.nextInt(30);
      default -> handle() + random.nextInt(40) - (rare(4) ? 20 : 0);
    };
  }
}
