package dev.portside.tck.fake;

/** Has a native library, as it were, which the system loads for one class loader only. */
public final class OnlyRuntime extends Delegating {
  public OnlyRuntime() {
    super("only");
    ClassLoader own = OnlyRuntime.class.getClassLoader();
    if (!ClassLoader.getSystemClassLoader().equals(own)) {
      throw new IllegalStateException("the library is loaded already");
    }
  }
}
