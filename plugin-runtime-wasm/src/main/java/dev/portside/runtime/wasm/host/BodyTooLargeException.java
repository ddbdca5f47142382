package dev.portside.runtime.wasm.host;

import java.io.IOException;

/** The body of a response is larger than the plug-in may read. The message has both sizes. */
final class BodyTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  BodyTooLargeException(String found, long limit) {
    super("response body too large: maxHttpResponseBytes is " + limit + ", found " + found);
  }
}
