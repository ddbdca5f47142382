package dev.portside.tck.fake;

/** Does not end by itself if {@code ServiceLoader} has made it. */
public final class ForgetfulRuntime extends Delegating {
  private final boolean ends;

  public ForgetfulRuntime() {
    this(false);
  }

  ForgetfulRuntime(boolean ends) {
    super("forgetful");
    this.ends = ends;
  }

  @Override
  public void close() {
    if (ends) {
      super.close();
    }
  }
}
