package dev.portside.tck;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Message forms that are not quite right. */
final class Forms {
  private Forms() {}

  /** Copies of a form, in each of which one value, at any depth, is of another shape. */
  static List<Map<String, Object>> spoilt(Map<String, ?> form) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Map.Entry<String, ?> entry : form.entrySet()) {
      for (Object other : others(entry.getValue())) {
        Map<String, Object> copy = new LinkedHashMap<>(form);
        copy.put(entry.getKey(), other);
        all.add(copy);
      }
    }
    return all;
  }

  /** What a value must not be: of other shapes itself, or with something such in it. */
  private static List<Object> others(Object value) {
    List<Object> others = new ArrayList<>();
    Map<String, ?> odd = Map.of("odd", List.of("odd"));
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> form = new LinkedHashMap<>();
      map.forEach((key, inner) -> form.put(String.valueOf(key), inner));
      others.addAll(spoilt(form));
      others.add("odd");
      others.add(List.of("odd"));
    } else if (value instanceof Iterable<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(items::add);
      for (int i = 0; i < items.size(); i++) {
        for (Object other : others(items.get(i))) {
          List<Object> copy = new ArrayList<>(items);
          copy.set(i, other);
          others.add(copy);
        }
      }
      others.add("odd");
      others.add(odd);
    } else {
      others.add(odd);
      others.add(List.of(odd));
      others.add(value instanceof String ? (Object) true : "odd");
    }
    return others;
  }

  /** A key in capitals, or in small letters if it is in capitals already. */
  static String otherCase(String key) {
    String capitals = key.toUpperCase(Locale.ROOT);
    return capitals.equals(key) ? key.toLowerCase(Locale.ROOT) : capitals;
  }
}
