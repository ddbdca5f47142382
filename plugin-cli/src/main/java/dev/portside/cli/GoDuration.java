package dev.portside.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as Helm's flags take them, less the negative ones. Follows Go's time.ParseDuration. */
final class GoDuration implements ITypeConverter<Duration> {
  private static final Pattern PART =
      Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)");

  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "\u00b5s", 1_000L,
          "\u03bcs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  @Override
  public Duration convert(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    BigDecimal total = BigDecimal.ZERO;
    int end = 0;
    Matcher part = PART.matcher(text);
    while (end < text.length() && part.find(end) && part.start() == end) {
      BigDecimal unit = BigDecimal.valueOf(NANOS.getOrDefault(part.group(2), 0L));
      total = total.add(new BigDecimal(part.group(1)).multiply(unit));
      end = part.end();
    }
    if (text.isEmpty() || end < text.length()) {
      throw new TypeConversionException(
          "expected a duration such as 30s, 1m30s or 500ms, found \"" + text + "\"");
    }
    if (total.compareTo(MOST) > 0) {
      throw new TypeConversionException("\"" + text + "\" is longer than 292 years");
    }
    return Duration.ofNanos(total.setScale(0, RoundingMode.DOWN).longValue());
  }
}
