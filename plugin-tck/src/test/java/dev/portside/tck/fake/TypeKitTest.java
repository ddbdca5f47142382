package dev.portside.tck.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Bytes;
import dev.portside.api.Tree;
import dev.portside.api.TreeReader;
import dev.portside.tck.PluginTypeTck;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The kit for plugin types")
class TypeKitTest {
  /** A type that breaks one rule, and what the failure must say of the cause. */
  private record Row(Supplier<FakeType> type, String says) {}

  private static final Map<String, Row> ROWS = rows();

  private static Row with(Consumer<FakeType> change, String says) {
    Supplier<FakeType> type =
        () -> {
          FakeType changed = new FakeType();
          change.accept(changed);
          return changed;
        };
    return new Row(type, says);
  }

  private static Map<String, Row> rows() {
    AtomicInteger count = new AtomicInteger();
    Map<String, Row> rows = new LinkedHashMap<>();
    rows.put(
        "T-1.1",
        with(
            type -> {
              int number = count.incrementAndGet();
              type.id = () -> "fake/v" + number;
            },
            "the id of another object differs"));
    rows.put("T-1.2", new Row(HiddenType::new, "HiddenType is not public"));
    rows.put("T-1.3", new Row(UnlistedType::new, "is to name dev.portside.tck.fake.UnlistedType"));
    rows.put(
        "T-2.1",
        with(
            type ->
                type.readConfig =
                    in -> {
                      Tree list = ((Tree.Mapping) in.tree()).get("list");
                      List<String> read =
                          list instanceof Tree.Sequence ? List.of("a", "b") : in.texts("list");
                      return new FakeType.Settings(in.text("word"), read, FakeType::signed);
                    },
            "config.list: unknown key"));
    rows.put(
        "T-2.2",
        with(
            type ->
                type.readConfig =
                    in -> {
                      in.skip("word");
                      Tree word = ((Tree.Mapping) in.tree()).get("word");
                      String read = word instanceof Tree.Scalar ? in.text("word") : "odd";
                      return new FakeType.Settings(read, in.texts("list"), FakeType::signed);
                    },
            "about config.word, got []"));
    rows.put(
        "T-2.3",
        with(
            type ->
                type.readConfig =
                    in ->
                        new FakeType.Settings(
                            in.text("word"), in.texts("list"), any -> Map.of("Word", any.word())),
            "is not in the signed form"));
    rows.put(
        "T-3.1",
        with(
            type ->
                type.read =
                    in -> {
                      FakeType.Message all = FakeType.message(in);
                      return new FakeType.Message(all.text(), all.more(), (int) all.number());
                    },
            "number=0"));
    rows.put(
        "T-3.2",
        with(
            type ->
                type.write =
                    message ->
                        Map.of(
                            "text", message.text(),
                            "more", message.more(),
                            "number", message.number()),
            "Map.of has another order"));
    rows.put(
        "T-3.3",
        with(
            type ->
                type.read =
                    in -> {
                      in.keys();
                      return FakeType.message(in);
                    },
            "expected tckUnknownKey alone, got []"));
    rows.put(
        "T-3.4",
        with(
            type ->
                type.read =
                    in -> {
                      in.skip("text");
                      Tree text = ((Tree.Mapping) in.tree()).get("text");
                      return text instanceof Tree.Mapping
                          ? new FakeType.Message("", in.texts("more"), number(in))
                          : FakeType.message(in);
                    },
            "nothing was said about text"));
    rows.put(
        "T-4.1",
        with(
            type ->
                type.prepare =
                    message ->
                        FakeType.call(message)
                            .withEnv(new HashMap<>(Map.of("N", "" + count.incrementAndGet()))),
            "expected: <[[],{\"N\":"));
    rows.put(
        "T-4.2",
        with(
            type -> type.result = stdout -> FakeType.answer(firstByte(stdout.toArray())),
            "ArrayIndexOutOfBoundsException"));
    return rows;
  }

  private static long number(TreeReader in) {
    return in.integer("number", 0, Long.MAX_VALUE).orElse(0);
  }

  private static Bytes firstByte(byte[] data) {
    return Bytes.utf8("" + data[0]);
  }

  static Stream<String> rules() {
    return ROWS.keySet().stream();
  }

  @AfterEach
  void mend() {
    FakeTypeTck.type = FakeType::new;
  }

  @Test
  @DisplayName("passes a correct type and skips only what asks for a module")
  void correct() {
    KitRun run = KitRun.of(FakeTypeTck.class);
    assertEquals(Map.of(), run.failed());
    assertEquals(Set.of("T-1.4"), run.skipped().keySet());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  @DisplayName("fails exactly the rule that a type breaks, and names the cause")
  void eachRule(String rule) {
    FakeTypeTck.type = ROWS.get(rule).type()::get;
    KitRun run = KitRun.of(FakeTypeTck.class);
    assertEquals(Set.of(rule), run.failed().keySet(), run.failed()::toString);
    String reason = run.failed().get(rule);
    assertTrue(reason.contains(ROWS.get(rule).says()), reason);
  }

  @Test
  @DisplayName("has a broken type for each of its rules")
  void everyRuleIsTested() {
    Set<String> rules = new TreeSet<>(Contract.ofKit(PluginTypeTck.class).keySet());
    rules.remove("T-1.4"); // RegistrationTest: it needs a module of its own
    assertEquals(rules, new TreeSet<>(ROWS.keySet()));
  }

  @Test
  @DisplayName("passes a type that does nothing in no rule")
  void idle() {
    FakeTypeTck.type = IdleType::new;
    assertEquals(Map.of(), KitRun.of(FakeTypeTck.class).passed());
  }
}
