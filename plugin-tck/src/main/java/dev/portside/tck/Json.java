package dev.portside.tck;

import java.util.Iterator;
import java.util.Map;

/** Writes maps and text as JSON, each key on a line of its own. */
final class Json {
  private Json() {}

  static String write(Map<String, ?> content) {
    StringBuilder text = new StringBuilder();
    write(content, "", text);
    return text.append('\n').toString();
  }

  private static void write(Map<?, ?> content, String indent, StringBuilder text) {
    text.append('{');
    Iterator<? extends Map.Entry<?, ?>> entries = content.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      text.append('\n').append(indent).append("  ");
      quote(String.valueOf(entry.getKey()), text);
      text.append(": ");
      if (entry.getValue() instanceof Map<?, ?> map) {
        write(map, indent + "  ", text);
      } else {
        quote(String.valueOf(entry.getValue()), text);
      }
      text.append(entries.hasNext() ? "," : "\n" + indent);
    }
    text.append('}');
  }

  private static void quote(String value, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
