package dev.portside.runtime.wasm.host;

import java.util.List;
import java.util.Map;

/** What a server answered. Not to be changed by who is given its parts. */
final class HttpAnswer {
  private final int status;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  /**
   * @param status the HTTP status
   * @param headers lower-case names to values in their order
   * @param body the body, whole
   */
  HttpAnswer(int status, Map<String, List<String>> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  int status() {
    return status;
  }

  Map<String, List<String>> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }
}
