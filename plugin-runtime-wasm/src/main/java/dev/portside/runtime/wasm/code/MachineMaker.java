package dev.portside.runtime.wasm.code;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.function.Function;

/** Makes the machines of compiled code. Safe for several threads. */
final class MachineMaker implements Function<Instance, Machine> {
  private final Constructor<? extends Machine> constructor;

  private MachineMaker(Constructor<? extends Machine> constructor) {
    this.constructor = constructor;
  }

  /**
   * Loads {@code classes}; the machine at once, the rest when it is needed.
   *
   * @throws LinkageError if the JVM refuses the machine
   */
  static MachineMaker of(CompiledClasses classes) {
    return of(classes.main(), new ModuleClassLoader(classes.classes()));
  }

  /**
   * Loads and verifies all of {@code classes}.
   *
   * @throws LinkageError if the JVM refuses one of them
   */
  static void verify(CompiledClasses classes) {
    ClassLoader loader = new ModuleClassLoader(classes.classes());
    for (Map.Entry<String, byte[]> each : classes.classes().entrySet()) {
      try {
        Class.forName(each.getKey(), true, loader);
      } catch (ClassNotFoundException e) {
        throw new NoClassDefFoundError(e.getMessage());
      }
    }
  }

  private static MachineMaker of(String main, ClassLoader loader) {
    try {
      return new MachineMaker(
          loader.loadClass(main).asSubclass(Machine.class).getConstructor(Instance.class));
    } catch (ReflectiveOperationException e) {
      throw new NoClassDefFoundError(e.getMessage());
    }
  }

  @Override
  public Machine apply(Instance instance) {
    try {
      return constructor.newInstance(instance);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
