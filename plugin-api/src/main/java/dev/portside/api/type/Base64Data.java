package dev.portside.api.type;

import dev.portside.api.Bytes;
import dev.portside.api.Tree;
import dev.portside.api.TreeReader;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;

/**
 * Bytes in JSON as Go has them: base64 with padding, line breaks allowed; null for none; a list of
 * numbers is understood, too. Follows {@code []byte} in Go's {@code encoding/json}.
 */
final class Base64Data {
  private static final BigDecimal MAX = BigDecimal.valueOf(255);

  private Base64Data() {}

  static String write(Bytes data) {
    return Base64.getEncoder().encodeToString(data.toArray());
  }

  static Bytes read(TreeReader in, String key) {
    if (value(in, key) instanceof Tree.Sequence numbers) {
      in.skip(key);
      return numbers(in, key, numbers.items());
    }
    String text = in.text(key);
    if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
      text = text.replace("\n", "").replace("\r", "");
    }
    try {
      if (text.length() % 4 != 0) { // Java would take it without its padding, Go does not
        throw new IllegalArgumentException("its length is no multiple of 4");
      }
      return Bytes.copyOf(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      in.reject(key, "expected base64, found something else: " + e.getMessage());
      return Bytes.EMPTY;
    }
  }

  private static Tree value(TreeReader in, String key) {
    if (in.tree() instanceof Tree.Mapping mapping) {
      for (Tree.Entry entry : mapping.entries()) {
        if (entry.key().equalsIgnoreCase(key)) {
          return entry.value();
        }
      }
    }
    return in.tree();
  }

  private static Bytes numbers(TreeReader in, String key, List<Tree> items) {
    byte[] bytes = new byte[items.size()];
    for (int i = 0; i < bytes.length; i++) {
      BigDecimal number = items.get(i) instanceof Tree.Scalar scalar ? scalar.number() : null;
      if (number == null || !isByte(number)) {
        in.reject(key, "expected a whole number from 0 to 255 at index " + i);
        return Bytes.EMPTY;
      }
      bytes[i] = number.byteValue();
    }
    return Bytes.copyOf(bytes);
  }

  private static boolean isByte(BigDecimal number) {
    return number.signum() >= 0
        && number.compareTo(MAX) <= 0
        && number.compareTo(BigDecimal.valueOf(number.intValue())) == 0;
  }
}
