package dev.portside.runtime.wasm.host;

import java.util.List;

/**
 * A module that cannot be linked, because it imports what is not there or has another type. The
 * message names every such import; nothing has run.
 */
public final class ImportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception.
   *
   * @param problems one text for each import that is wrong; not empty
   */
  public ImportException(List<String> problems) {
    super("the module cannot be linked: " + String.join("; ", problems));
  }
}
