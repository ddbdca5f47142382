package dev.portside.runtime.wasm.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.ChicoryException;
import dev.portside.runtime.wasm.memory.MemoryBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Holds the kernel in Java against the one in Wasm, call by call.
 *
 * <p>The one in Wasm looks for free blocks at every allocation, so that rule is switched on here.
 */
class KernelEqualityTest {
  private static final int SEQUENCES = 600;
  private static final int CALLS = 400;
  private static final String TRAP = "trap";

  private final ReferenceKernel reference = new ReferenceKernel();

  /** How often each function gave which kind of answer. */
  private final Map<String, Integer> seen = new TreeMap<>();

  private int calls;

  @Test
  @DisplayName("A hundred thousand random calls give the results, traps, pages and bytes of Wasm")
  void randomCalls() {

    for (int seed = 0; seed < SEQUENCES; seed++) {
      sequence(seed);
    }
    assertTrue(calls > 100_000, () -> "only " + calls + " calls");
    for (String kind :
        List.of("alloc trap", "alloc 0", "length trap", "load_u64 trap", "store_u64 trap")) {
      assertTrue(seen.containsKey(kind), () -> "no case of: " + kind + " in " + seen);
    }
    for (HostFunction function : functions(kernel(16)).values()) {
      assertTrue(seen.containsKey(function.name() + " value"), function::name);
    }
  }

  private static Kernel kernel(int pageLimit) {
    return new Kernel(pageLimit, new MemoryBudget(Long.MAX_VALUE), true);
  }

  private static Map<String, HostFunction> functions(Kernel kernel) {
    return KernelFunctions.functions(kernel).stream()
        .collect(Collectors.toMap(HostFunction::name, f -> f, (a, b) -> a, TreeMap::new));
  }

  private void sequence(int seed) {
    Random random = new Random(seed);
    int limit = random.nextInt(3) == 0 ? 16 + random.nextInt(40) : 200;
    Instance expected = reference.instance(limit);
    Kernel actual = kernel(limit);
    Map<String, HostFunction> functions = functions(actual);
    KernelCalls generator = new KernelCalls(random, actual);
    List<String> log = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      KernelCalls.Call call = generator.next();
      String wanted = answer(() -> expected.export(call.name()).apply(call.arguments()));
      String got =
          answer(() -> functions.get(call.name()).handle().apply(expected, call.arguments()));
      log.add(call + " = " + wanted);
      assertEquals(wanted, got, () -> "seed " + seed + ": " + log);
      calls++;
      seen.merge(call.name() + " " + kind(wanted), 1, Integer::sum);
      if (wanted.equals(TRAP)) {
        return;
      }
      generator.learn(call, wanted);
    }
    assertEquals(expected.memory().pages(), actual.pages(), () -> "pages after seed " + seed);
    int size = expected.memory().pages() << 16;
    assertArrayEquals(
        expected.memory().readBytes(1, size - 1),
        actual.read(1, size - 1),
        () -> "bytes after seed " + seed);
  }

  private static String kind(String answer) {
    return answer.equals(TRAP) || answer.equals("0") ? answer : "value";
  }

  private static String answer(CallToKernel call) {
    try {
      long[] results = call.apply();
      return results == null
          ? ""
          : Arrays.stream(results).mapToObj(Long::toString).collect(Collectors.joining(","));
    } catch (ChicoryException e) {
      return TRAP;
    }
  }

  private interface CallToKernel {
    long[] apply();
  }
}
