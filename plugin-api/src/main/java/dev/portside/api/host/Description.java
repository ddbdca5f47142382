package dev.portside.api.host;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Finding;
import dev.portside.api.Metadata;
import java.util.List;

/**
 * A manifest resolved against types and runtimes, without a plugin being made.
 *
 * @param metadata what it describes
 * @param warnings what there is to say about it, sorted by line
 */
public record Description(Metadata metadata, List<Finding> warnings) {
  /** Copies the warnings. */
  public Description {
    requireNonNull(metadata, "metadata");
    warnings = List.copyOf(warnings);
  }
}
