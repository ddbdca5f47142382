package dev.portside.runtime.wasm;

import static dev.portside.runtime.wasm.ValueType.F32;
import static dev.portside.runtime.wasm.ValueType.F64;
import static dev.portside.runtime.wasm.ValueType.I32;
import static dev.portside.runtime.wasm.ValueType.I64;
import static dev.portside.runtime.wasm.ValueType.POINTER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.runtime.wasm.kernel.Kernel;
import dev.portside.runtime.wasm.memory.MemoryBudget;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HostFunctionTest {
  private final Kernel kernel = new Kernel(64, new MemoryBudget(8L << 20));

  @AfterEach
  void close() {
    kernel.close();
  }

  private long[] call(HostFunction function, long... arguments) throws Exception {
    return function.toUserFunction().body().call(kernel, arguments);
  }

  private long block(String text) {
    return kernel.write(text.getBytes(UTF_8));
  }

  @Test
  @DisplayName("Texts go in and out through blocks of memory")
  void passesTexts() throws Exception {
    HostFunction upper =
        HostFunction.of(
            "upper",
            List.of(POINTER),
            List.of(POINTER),
            call -> call.returnText(call.text(0).toUpperCase(Locale.ROOT)));
    long result = call(upper, block("grüße"))[0];
    assertEquals("GRÜSSE", new String(kernel.read(result), UTF_8));
    assertEquals(0, call(upper, 0)[0]);
    assertEquals("extism:host/user.upper", upper.toString());
  }

  @Test
  @DisplayName("Numbers of each type go in and out, several at once, in a namespace of one's own")
  void passesNumbers() throws Exception {
    HostFunction mix =
        HostFunction.of(
                "mix",
                List.of(I32, I64, F32, F64),
                List.of(F64, F32, I64, I32),
                call -> {
                  call.returnF64(call.f64(3) * 2);
                  call.returnF32(call.f32(2) * 2);
                  call.returnI64(call.i64(1) * 2);
                  call.returnI32(call.i32(0) * 2);
                })
            .withNamespace("example:host/numbers");
    assertArrayEquals(
        new long[] {
          Double.doubleToRawLongBits(3.0), Float.floatToRawIntBits(2.5f), Long.MIN_VALUE, -2
        },
        call(
            mix,
            0xffffffffL,
            Long.MIN_VALUE / 2,
            Float.floatToRawIntBits(1.25f),
            Double.doubleToRawLongBits(1.5)));
    assertEquals("example:host/numbers.mix", mix.toString());
    assertEquals("(I32,I64,F32,F64) -> (F64,F32,I64,I32)", mix.toUserFunction().type().toString());
  }

  @Test
  @DisplayName("A function allocates, measures, reads and frees memory of the guest")
  void managesMemory() throws Exception {
    HostFunction release =
        HostFunction.of(
            "release",
            List.of(POINTER),
            List.of(I64, POINTER),
            call -> {
              GuestMemory memory = call.memory();
              call.returnI64(memory.length(call.pointer(0)));
              memory.free(call.pointer(0));
              call.returnPointer(memory.allocate(10));
            });
    long block = block("seven b");
    long[] results = call(release, block);
    assertEquals(7, results[0]);
    assertEquals(10, kernel.length(results[1]));
  }

  @Test
  @DisplayName("A type that was not declared is refused, with the types that were")
  void checksTypes() {
    HostFunction wrong = HostFunction.of("wrong", List.of(F64), List.of(), call -> call.i32(0));
    assertEquals(
        "extism:host/user.wrong has no parameter 0 of type I32 among [F64]",
        assertThrows(IllegalArgumentException.class, () -> call(wrong, 0)).getMessage());
    HostFunction other =
        HostFunction.of("other", List.of(), List.of(I32), call -> call.returnText("x"));
    assertEquals(
        "extism:host/user.other gave POINTER as result 0 of [I32]",
        assertThrows(IllegalArgumentException.class, () -> call(other)).getMessage());
    HostFunction less = HostFunction.of("less", List.of(), List.of(I32), call -> {});
    assertEquals(
        "extism:host/user.less gave 0 of its results [I32]",
        assertThrows(IllegalStateException.class, () -> call(less)).getMessage());
    HostFunction more = HostFunction.of("more", List.of(), List.of(), call -> call.returnI64(1));
    assertEquals(
        "extism:host/user.more gave more than its results []",
        assertThrows(IllegalStateException.class, () -> call(more)).getMessage());
  }

  @Test
  @DisplayName("Memory cannot be used after the call, nor by another thread")
  void bindsMemory() throws Exception {
    GuestMemory[] kept = new GuestMemory[1];
    HostFunction keep =
        HostFunction.of(
            "keep",
            List.of(),
            List.of(),
            call -> {
              kept[0] = call.memory();
              FutureTask<Long> elsewhere = new FutureTask<>(() -> kept[0].writeText("x"));
              new Thread(elsewhere).start();
              assertEquals(
                  "java.lang.IllegalStateException: the memory of a guest was used outside of the"
                      + " thread of its call",
                  assertThrows(ExecutionException.class, elsewhere::get).getMessage());
            });
    call(keep);
    assertEquals(
        "the memory of a guest was used after its host function returned",
        assertThrows(IllegalStateException.class, () -> kept[0].read(77)).getMessage());
  }

  @Test
  @DisplayName("A function needs a name and a namespace")
  void needsNames() {
    assertThrows(
        IllegalArgumentException.class,
        () -> HostFunction.of(" ", List.of(), List.of(), call -> {}));
    HostFunction named = HostFunction.of("x", List.of(), List.of(), call -> {});
    assertThrows(IllegalArgumentException.class, () -> named.withNamespace(""));
  }
}
