package dev.portside.cli;

import dev.portside.api.Permission;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code KIND[:TARGET]}. Any kind is taken: runtimes have words of their own. */
final class PermissionText implements ITypeConverter<Permission> {
  @Override
  public Permission convert(String text) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    if (kind.isBlank()) {
      throw new TypeConversionException(
          "expected KIND or KIND:TARGET, such as exec:sh, found \"" + text + "\"");
    }
    return new Permission(kind, colon < 0 ? "" : text.substring(colon + 1));
  }
}
