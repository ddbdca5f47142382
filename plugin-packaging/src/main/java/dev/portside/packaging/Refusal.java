package dev.portside.packaging;

import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Position;
import dev.portside.packaging.io.Shown;

/** Makes the errors about one archive, or about one directory to be packed. */
final class Refusal {
  private final Position at;

  Refusal(String name) {
    at = Position.of(Shown.text(name));
  }

  /** An error about the whole. */
  InvalidPluginException of(String message) {
    return of("", message);
  }

  /** An error about an entry. */
  InvalidPluginException of(String entry, String message) {
    return new InvalidPluginException(Finding.error(at, Shown.text(entry), message));
  }

  /** An error about a limit of {@link ArchiveLimits}. */
  InvalidPluginException limit(String entry, String found, long limit, String unit) {
    return of(
        entry,
        found + ", the limit is " + limit + " " + unit + "; a host may raise it (ArchiveLimits)");
  }
}
