package dev.portside.cli;

import dev.portside.api.Capability;
import dev.portside.api.Metadata;
import java.util.ArrayList;
import java.util.List;

/** The types of a plugin. */
final class Types {
  private Types() {}

  /** All of them, the first as Helm sees it. */
  static List<String> list(Metadata metadata) {
    List<String> types = new ArrayList<>();
    for (Capability capability : metadata.capabilities()) {
      types.add(capability.type());
    }
    return types;
  }

  /** The same as a phrase. */
  static String of(Metadata metadata) {
    return String.join(", ", list(metadata));
  }
}
