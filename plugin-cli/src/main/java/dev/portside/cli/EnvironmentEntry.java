package dev.portside.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code NAME=value}, where the value may be empty and hold more of {@code =}. */
final class EnvironmentEntry implements ITypeConverter<String> {
  @Override
  public String convert(String text) {
    if (text.indexOf('=') < 1) {
      throw new TypeConversionException("expected NAME=value, found \"" + text + "\"");
    }
    return text;
  }
}
