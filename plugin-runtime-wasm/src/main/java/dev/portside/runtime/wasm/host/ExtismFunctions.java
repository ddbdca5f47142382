package dev.portside.runtime.wasm.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.runtime.WasmRuntimeException;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.portside.runtime.wasm.kernel.Kernel;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The functions of {@code extism:host/env} beside the kernel's: configuration, vars, HTTP and log.
 * Follows {@code host.go} of the Extism go-sdk, whose panics are exceptions here.
 */
final class ExtismFunctions {
  static final Set<String> NAMES =
      Set.of(
          "config_get",
          "var_get",
          "var_set",
          "http_request",
          "http_status_code",
          "http_headers",
          "log_trace",
          "log_debug",
          "log_info",
          "log_warn",
          "log_error",
          "get_log_level");

  private static final FunctionType LONG_TO_LONG =
      FunctionType.of(List.of(ValType.I64), List.of(ValType.I64));
  private static final FunctionType LONGS_TO_LONG =
      FunctionType.of(List.of(ValType.I64, ValType.I64), List.of(ValType.I64));
  private static final FunctionType LONGS_TO_NOTHING =
      FunctionType.of(List.of(ValType.I64, ValType.I64), List.of());
  private static final FunctionType TO_INT = FunctionType.returning(ValType.I32);
  private static final FunctionType TO_LONG = FunctionType.returning(ValType.I64);
  private static final FunctionType LONG_TO_NOTHING = FunctionType.accepting(ValType.I64);
  private static final long[] NOTHING = {};

  private final GuestImports imports;
  private final Kernel kernel;
  private final PluginLog log;

  ExtismFunctions(GuestImports imports) {
    this.imports = imports;
    this.kernel = imports.kernel();
    this.log = new PluginLog(imports.settings().logger());
  }

  List<HostFunction> all() {
    return List.of(
        function("config_get", LONG_TO_LONG, (instance, a) -> one(configGet(a[0]))),
        function("var_get", LONG_TO_LONG, (instance, a) -> one(varGet(a[0]))),
        function("var_set", LONGS_TO_NOTHING, (instance, a) -> varSet(a[0], a[1])),
        function("http_request", LONGS_TO_LONG, (instance, a) -> one(httpRequest(a[0], a[1]))),
        function("http_status_code", TO_INT, (instance, a) -> one(httpStatus())),
        function("http_headers", TO_LONG, (instance, a) -> one(httpHeaders())),
        function("log_trace", LONG_TO_NOTHING, (instance, a) -> log(System.Logger.Level.TRACE, a)),
        function("log_debug", LONG_TO_NOTHING, (instance, a) -> log(System.Logger.Level.DEBUG, a)),
        function("log_info", LONG_TO_NOTHING, (instance, a) -> log(System.Logger.Level.INFO, a)),
        function("log_warn", LONG_TO_NOTHING, (instance, a) -> log(System.Logger.Level.WARNING, a)),
        function("log_error", LONG_TO_NOTHING, (instance, a) -> log(System.Logger.Level.ERROR, a)),
        function("get_log_level", TO_INT, (instance, a) -> one(log.level())));
  }

  private long configGet(long name) {
    return written(imports.settings().config().get(text(name, "config key")));
  }

  private long varGet(long name) {
    byte[] value = imports.vars().get(text(name, "var name"));
    return value == null ? 0 : kernel.write(value);
  }

  private long[] varSet(long name, long value) {
    String key = text(name, "var name");
    if (value == 0) {
      imports.vars().remove(key);
    } else {
      imports.vars().set(key, bytes(value, "var value"));
    }
    return NOTHING;
  }

  private long httpRequest(long request, long body) {
    HttpService http = imports.settings().http();
    HttpRequestMessage message = http.parse(bytes(request, "http request"));
    byte[] sent = body == 0 ? null : bytes(body, "http request body");
    HttpAnswer answer = http.send(message, sent, imports.settings(), imports.scope().deadline());
    imports.scope().answer(answer);
    return kernel.write(answer.body());
  }

  private long httpStatus() {
    HttpAnswer answer = imports.scope().answer();
    return answer == null ? 0 : answer.status();
  }

  private long httpHeaders() {
    HttpAnswer answer = imports.scope().answer();
    return answer == null ? 0 : kernel.write(imports.settings().http().json(answer.headers()));
  }

  private long[] log(System.Logger.Level level, long[] arguments) {
    if (log.enabled(level)) {
      log.write(level, text(arguments[0], "log message"));
    }
    return NOTHING;
  }

  private long written(@Nullable String value) {
    return value == null ? 0 : kernel.write(Texts.utf8(value));
  }

  private String text(long block, String what) {
    return new String(bytes(block, what), UTF_8);
  }

  /** A pointer that is no block is the guest's fault, and the text says which of them it was. */
  private byte[] bytes(long block, String what) {
    try {
      return kernel.read(block);
    } catch (WasmRuntimeException e) {
      throw new HostCallException(
          "failed to read " + what + " from memory: invalid memory block at offset " + block, e);
    }
  }

  private static long[] one(long value) {
    return new long[] {value};
  }

  private static HostFunction function(String name, FunctionType type, WasmFunctionHandle body) {
    return new HostFunction(Kinds.EXTISM, name, type, body);
  }
}
