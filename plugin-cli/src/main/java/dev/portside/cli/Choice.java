package dev.portside.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an enum constant by its {@code toString}, and says which there are. */
final class Choice<E extends Enum<E>> implements ITypeConverter<E> {
  private final List<E> all;

  Choice(E[] all) {
    this.all = List.of(all);
  }

  /** How constants are written: {@code signed-block}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public E convert(String text) {
    StringBuilder words = new StringBuilder();
    for (E constant : all) {
      if (constant.toString().equals(text)) {
        return constant;
      }
      words.append(words.length() == 0 ? "" : ", ").append(constant);
    }
    throw new TypeConversionException("expected one of " + words + ", found \"" + text + "\"");
  }
}
