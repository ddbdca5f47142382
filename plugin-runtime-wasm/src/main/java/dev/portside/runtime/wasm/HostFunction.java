package dev.portside.runtime.wasm;

import static java.util.Objects.requireNonNull;

import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.portside.runtime.wasm.host.UserFunction;
import java.util.List;

/**
 * A Java function that plug-ins may import, if their manifest names it under {@code hostFunctions}.
 * What the Extism SDKs call a host function; a guest sees it as an import of the module {@value
 * #NAMESPACE}, or of another namespace.
 *
 * <pre>{@code
 * HostFunction upper =
 *     HostFunction.of("upper", List.of(POINTER), List.of(POINTER),
 *         call -> call.returnText(call.text(0).toUpperCase(Locale.ROOT)));
 * }</pre>
 *
 * <p>Immutable. One function serves many instances, each in the thread of its own call: a body must
 * be safe for use by several threads, and what it is given is bound to the one instance that calls.
 */
public final class HostFunction {
  /** The namespace of host functions unless another is chosen, as in all Extism SDKs. */
  public static final String NAMESPACE = "extism:host/user";

  private final String namespace;
  private final String name;
  private final List<ValueType> parameters;
  private final List<ValueType> results;
  private final Body body;

  private HostFunction(
      String namespace,
      String name,
      List<ValueType> parameters,
      List<ValueType> results,
      Body body) {
    this.namespace = named(namespace, "namespace");
    this.name = named(name, "name");
    this.parameters = List.copyOf(parameters);
    this.results = List.copyOf(results);
    this.body = requireNonNull(body, "body");
  }

  /** What runs when a guest calls. */
  @FunctionalInterface
  public interface Body {
    /**
     * Runs in the thread of the call, which a timeout interrupts: a body that waits must end then.
     *
     * @param call the arguments, the memory of the guest, and where the results go; of no use after
     *     this method has returned, nor in another thread
     * @throws Exception to end the whole call; its message reaches the caller, the guest does not
     *     go on
     */
    void call(HostCall call) throws Exception;
  }

  /**
   * A function in the namespace {@value #NAMESPACE}.
   *
   * @param name the name of the import, which manifests ask for; not blank
   * @param parameters the types of its parameters; may be empty
   * @param results the types of its results; may be empty, and more than one is allowed
   * @param body what it does
   * @return the function
   */
  public static HostFunction of(
      String name, List<ValueType> parameters, List<ValueType> results, Body body) {
    return new HostFunction(NAMESPACE, name, parameters, results, body);
  }

  /**
   * A copy in another namespace.
   *
   * @param value the module name of the import; not blank
   * @return the copy
   */
  public HostFunction withNamespace(String value) {
    return new HostFunction(value, name, parameters, results, body);
  }

  /**
   * The module name of the import.
   *
   * @return {@value #NAMESPACE} unless chosen
   */
  public String namespace() {
    return namespace;
  }

  /**
   * The name of the import.
   *
   * @return not blank
   */
  public String name() {
    return name;
  }

  /**
   * The types of the parameters.
   *
   * @return in order
   */
  public List<ValueType> parameters() {
    return parameters;
  }

  /**
   * The types of the results.
   *
   * @return in order
   */
  public List<ValueType> results() {
    return results;
  }

  /** Namespace and name, joined by a dot. */
  @Override
  public String toString() {
    return namespace + "." + name;
  }

  UserFunction toUserFunction() {
    return new UserFunction(
        namespace,
        name,
        FunctionType.of(wasm(parameters), wasm(results)),
        (kernel, arguments) -> {
          HostCall call = new HostCall(this, kernel, arguments);
          try {
            body.call(call);
            return call.finished();
          } finally {
            call.close();
          }
        });
  }

  private static List<ValType> wasm(List<ValueType> types) {
    return types.stream().map(HostFunction::wasm).toList();
  }

  private static ValType wasm(ValueType type) {
    return switch (type) {
      case I32 -> ValType.I32;
      case I64, POINTER -> ValType.I64;
      case F32 -> ValType.F32;
      case F64 -> ValType.F64;
    };
  }

  private static String named(String value, String what) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a host function needs a " + what);
    }
    return value;
  }
}
