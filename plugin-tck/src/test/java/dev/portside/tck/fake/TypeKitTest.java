package dev.portside.tck.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.Tree;
import dev.portside.api.TreeReader;
import dev.portside.tck.PluginTypeTck;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    rows.put("T-1.1", with(type -> type.id = () -> " ", "id() gave a blank id"));
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
        "T-2.4",
        with(
            type ->
                type.readConfig =
                    in -> {
                      boolean there =
                          in.tree() instanceof Tree.Mapping map && map.get("word") != null;
                      String word = there ? in.text("word") : "none";
                      return new FakeType.Settings(word, in.texts("list"), FakeType::signed);
                    },
            "unknown key; did you mean \"word\"?"));
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
                      FakeType.Message read = FakeType.message(in);
                      in.unknownKeys(Finding.Severity.ERROR);
                      return read;
                    },
            "an unknown key is no reason to refuse"));
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
            "nothing was said about {text={odd"));
    rows.put(
        "T-3.5",
        with(
            type ->
                type.read =
                    in -> {
                      in.skip("text");
                      boolean there = ((Tree.Mapping) in.tree()).get("text") != null;
                      String text = there ? in.text("text") : "";
                      return new FakeType.Message(text, in.texts("more"), number(in));
                    },
            "what was read of {TEXT=text"));
    rows.put(
        "T-3.6",
        with(
            type ->
                type.read =
                    in -> {
                      FakeType.Message read = FakeType.message(in);
                      boolean there = ((Tree.Mapping) in.tree()).entries().size() > 2;
                      return there ? read : Objects.requireNonNull(null, "a key is missing");
                    },
            "got java.lang.NullPointerException: a key is missing"));
    rows.put(
        "T-4.1",
        with(
            type ->
                type.prepare =
                    message ->
                        message.text().isEmpty()
                            ? FakeType.call(message)
                                .withEnv(Map.of("N", "" + count.incrementAndGet()))
                            : FakeType.call(message),
            "expected: <[[],{\"N\":"));
    rows.put(
        "T-4.2",
        with(
            type ->
                type.result =
                    stdout -> {
                      FakeType.Message answer = FakeType.answer(stdout);
                      return stdout.toArray()[0] == 0 ? FakeType.answer(Bytes.EMPTY) : answer;
                    },
            "ArrayIndexOutOfBoundsException"));
    rows.put(
        "T-3.7",
        with(
            type ->
                type.read =
                    in -> {
                      Tree number = ((Tree.Mapping) in.tree()).get("number");
                      if (number instanceof Tree.Scalar scalar && scalar.written().contains(".")) {
                        in.reject("number", "has a point");
                      }
                      return FakeType.message(in);
                    },
            "number: has a point"));
    rows.put(
        "T-3.8",
        with(
            type ->
                type.read =
                    in ->
                        new FakeType.Message(
                            in.text("text"),
                            in.texts("more"),
                            in.integer("number", Long.MIN_VALUE, Long.MAX_VALUE).orElse(0)),
            "expected number: expected a whole number, got: []"));
    rows.put(
        "T-4.3",
        with(
            type -> type.result = stdout -> new FakeType.Message(stdout.text(), List.of(), 0),
            "an output that is to be refused: expected UTF-8"));
    rows.put(
        "T-4.4",
        with(
            type -> type.prepare = message -> FakeType.call(message).withArgs(List.of("more", "!")),
            "the command line of Message[text=text"));
    rows.put("T-5.1", with(TypeKitTest::remember, "was: <Message[text=see "));
    return rows;
  }

  /** The form has but a reference, which only the object that has written it understands. */
  private static void remember(FakeType type) {
    Map<String, String> texts = new HashMap<>();
    type.write =
        message -> {
          Map<String, Object> form = FakeType.form(message);
          texts.put("see " + message.text().length(), message.text());
          form.put("text", "see " + message.text().length());
          return form;
        };
    type.read =
        in -> {
          FakeType.Message read = FakeType.message(in);
          String text = texts.getOrDefault(read.text(), read.text());
          return new FakeType.Message(text, read.more(), read.number());
        };
  }

  private static long number(TreeReader in) {
    return in.integer("number", 0, Long.MAX_VALUE).orElse(0);
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
