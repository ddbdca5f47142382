package dev.portside.tck.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.ManifestReader;
import dev.portside.tck.ManifestReaderTck;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The kit for readers of manifests")
class ReaderKitTest {
  /** A reader that breaks one rule, and what the failure must say of the cause. */
  private record Row(Supplier<ManifestReader> reader, String says) {}

  private static final Map<String, Row> ROWS = rows();

  private static Map<String, Row> rows() {
    Map<String, Row> rows = new LinkedHashMap<>();
    rows.put("M-1.1", new Row(BrokenReaders.LosesSource::new, "https://tck.example/source"));
    rows.put("M-1.2", new Row(BrokenReaders.CountsFromZero::new, "tck-runtime stands at"));
    rows.put("M-1.3", new Row(BrokenReaders.Unlisted::new, "BrokenReaders$Unlisted, but it names"));
    rows.put("M-2.1", new Row(BrokenReaders.AnyName::new, "an error about the name \"../tck\""));
    rows.put("M-2.2", new Row(BrokenReaders.NeedsNothing::new, "about the absent type, got []"));
    rows.put("M-2.3", new Row(BrokenReaders.Forgiving::new, "about tckUnknownKey, got []"));
    rows.put("M-2.4", new Row(BrokenReaders.TakesOne::new, "expected an error at line "));
    rows.put("M-3.1", new Row(BrokenReaders.Naked::new, "got java.lang.IllegalStateException"));
    rows.put("M-3.2", new Row(BrokenReaders.Deep::new, "got java.lang.StackOverflowError"));
    rows.put("M-3.3", new Row(BrokenReaders.Slow::new, "reading 1 MiB has not ended after"));
    rows.put("M-4.1", new Row(BrokenReaders.Shared::new, "name, and number of findings"));
    rows.put("M-5.1", new Row(BrokenReaders.Spoiled::new, "a bad manifest was read before"));
    return rows;
  }

  static Stream<String> rules() {
    return ROWS.keySet().stream();
  }

  @AfterEach
  void mend() {
    FakeReaderTck.reader = FakeReader::new;
  }

  @Test
  @DisplayName("passes a correct reader and skips nothing")
  void correct() {
    KitRun run = KitRun.of(FakeReaderTck.class);
    assertEquals(Map.of(), run.failed());
    assertEquals(Map.of(), run.skipped());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  @DisplayName("fails exactly the rule that a reader breaks, and names the cause")
  void eachRule(String rule) {
    FakeReaderTck.reader = ROWS.get(rule).reader();
    KitRun run = KitRun.of(FakeReaderTck.class);
    Set<String> expected = new TreeSet<>(Set.of(rule));
    if (rule.equals("M-3.1")) {
      expected.add("M-3.2"); // bombs are bytes, too: nobody can refuse them as they must not be
    }
    assertEquals(expected, run.failed().keySet(), run.failed()::toString);
    String reason = run.failed().get(rule);
    assertTrue(reason.contains(ROWS.get(rule).says()), reason);
  }

  @Test
  @DisplayName("has a broken reader for each of its rules")
  void everyRuleIsTested() {
    assertEquals(Contract.ofKit(ManifestReaderTck.class).keySet(), new TreeSet<>(ROWS.keySet()));
  }

  @Test
  @DisplayName("passes a reader that does nothing in no rule")
  void idle() {
    FakeReaderTck.reader = IdleReader::new;
    assertEquals(Map.of(), KitRun.of(FakeReaderTck.class).passed());
  }
}
