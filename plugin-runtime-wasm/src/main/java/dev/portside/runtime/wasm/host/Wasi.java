package dev.portside.runtime.wasm.host;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * WASI preview 1 for one instance. What a call can change there, descriptors and files, lasts until
 * the call's scope is closed; the next call finds what a new guest would. The variables are those
 * of the call, and random numbers are for secrets.
 */
final class Wasi {
  private static final int CHUNK = 4096;

  private final GuestImports imports;
  private WasiSession session;
  private @Nullable SecureRandom random;

  Wasi(GuestImports imports) {
    this.imports = imports;
    this.session = new WasiSession(imports);
  }

  List<HostFunction> all() {
    List<HostFunction> all = new ArrayList<>();
    HostFunction[] functions = session.functions();
    for (int i = 0; i < functions.length; i++) {
      HostFunction function = functions[i];
      all.add(
          new HostFunction(
              function.module(),
              function.name(),
              function.functionType(),
              body(function.name(), i)));
    }
    return all;
  }

  private WasmFunctionHandle body(String name, int index) {
    return switch (name) {
      case "environ_get" -> (instance, a) -> environment(instance.memory(), (int) a[0], (int) a[1]);
      case "environ_sizes_get" ->
          (instance, a) -> environmentSizes(instance.memory(), (int) a[0], (int) a[1]);
      case "random_get" -> (instance, a) -> random(instance.memory(), (int) a[0], (int) a[1]);
      default -> {
        WasiGuard guard = WasiGuard.of(name);
        yield (instance, a) -> call(guard, index, instance, a);
      }
    };
  }

  private long[] call(WasiGuard guard, int index, Instance instance, long[] arguments) {
    if (session.closed()) {
      session = new WasiSession(imports);
    }
    return session.call(guard, index, instance, arguments);
  }

  /** Names and values, each ended by a zero, and the pointers to them. */
  private long[] environment(Memory memory, int pointers, int buffer) {
    int pointer = pointers;
    int at = buffer;
    for (Map.Entry<String, String> variable : imports.scope().environment().entrySet()) {
      byte[] text = variable(variable);
      memory.writeI32(pointer, at);
      memory.write(at, text);
      memory.writeByte(at + text.length, (byte) 0);
      pointer += Integer.BYTES;
      at += text.length + 1;
    }
    return result(Errno.SUCCESS);
  }

  private long[] environmentSizes(Memory memory, int count, int size) {
    int bytes = 0;
    for (Map.Entry<String, String> variable : imports.scope().environment().entrySet()) {
      bytes += variable(variable).length + 1;
    }
    memory.writeI32(count, imports.scope().environment().size());
    memory.writeI32(size, bytes);
    return result(Errno.SUCCESS);
  }

  private static byte[] variable(Map.Entry<String, String> variable) {
    return Texts.utf8(variable.getKey() + "=" + variable.getValue());
  }

  private long[] random(Memory memory, int buffer, int length) {
    SecureRandom source = random;
    if (source == null) {
      source = new SecureRandom();
      random = source;
    }
    if (length < 0 || length > WasiGuard.bytes(memory)) {
      return result(Errno.FAULT);
    }
    byte[] chunk = new byte[Math.min(length, CHUNK)];
    for (int done = 0; done < length; done += chunk.length) {
      source.nextBytes(chunk);
      memory.write(buffer + done, chunk, 0, Math.min(chunk.length, length - done));
    }
    return result(Errno.SUCCESS);
  }

  static long[] result(int errno) {
    return new long[] {errno};
  }
}
