package dev.portside.provenance;

import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Position;

/** How a provenance that does not verify is refused. */
final class Refusal {
  private Refusal() {}

  /** A refusal for a reason that is nowhere in particular. */
  static InvalidPluginException of(String reason) {
    return new InvalidPluginException(Finding.error(Position.NONE, "", reason));
  }

  /** A refusal of what cannot be used. */
  static InvalidPluginException of(Malformed malformed) {
    return new InvalidPluginException(
        Finding.error(new Position("", malformed.line(), 0), "", malformed.reason()));
  }
}
