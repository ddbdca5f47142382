package dev.portside.tck.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Bytes;
import dev.portside.api.PluginVerifier;
import dev.portside.tck.PluginVerifierTck;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The kit for verifiers")
class VerifierKitTest {
  /** A verifier that breaks one rule, and what the failure must say of the cause. */
  private record Row(Supplier<PluginVerifier> verifier, String says) {}

  private static final Map<String, Row> ROWS = rows();

  private static Map<String, Row> rows() {
    Map<String, Row> rows = new LinkedHashMap<>();
    rows.put("V-1.1", new Row(LowerCase::new, "no fingerprint in hexadecimal"));
    rows.put("V-2.1", new Row(AnyDigest::new, "was accepted for an archive with"));
    rows.put("V-2.2", new Row(EndOfName::new, "the file name \"../hello-1.0.0.tgz\" was accepted"));
    rows.put("V-2.3", new Row(Naked::new, "got java.lang.IllegalStateException"));
    rows.put("V-2.4", new Row(TellsUnsigned::new, "was changed ==> expected"));
    rows.put("V-2.5", new Row(Endless::new, "32 MiB were accepted"));
    rows.put("V-3.1", new Row(() -> SharedState.ONE, "verified by thread"));
    return rows;
  }

  private static final class LowerCase extends FakeVerifier {
    @Override
    Verification told(String signer, String name, String version) {
      Verification good = super.told(signer, name, version);
      String lower = "0123456789abcdef".repeat(2);
      return new Verification(signer, lower, good.signedAt(), name, version, good.findings());
    }
  }

  private static final class AnyDigest extends FakeVerifier {
    @Override
    void checkDigest(String asked, String signed) {
      if (asked.startsWith("000")) {
        super.checkDigest(asked, signed); // none of the kit's threads may be told otherwise
      }
    }
  }

  private static final class EndOfName extends FakeVerifier {
    @Override
    void checkName(String asked, String signed) {
      super.checkName(asked.substring(asked.lastIndexOf('/') + 1), signed);
    }
  }

  private static final class Naked extends FakeVerifier {
    @Override
    public Verification verify(String fileName, String sha256, Bytes provenance) {
      if (provenance.size() == 0) {
        throw new IllegalStateException("no provenance");
      }
      return super.verify(fileName, sha256, provenance);
    }
  }

  /** Believes the first line, whatever the seal says about it. */
  private static final class TellsUnsigned extends FakeVerifier {
    @Override
    boolean isSealed(String signed, String seal) {
      String first = "signer: me\n";
      return signed.length() > first.length()
          && super.isSealed(first + signed.substring(first.length()), seal);
    }
  }

  private static final class Endless extends FakeVerifier {
    @Override
    public Verification verify(String fileName, String sha256, Bytes provenance) {
      byte[] data = provenance.toArray();
      int size = data.length;
      while (size > 1 && data[size - 2] == '\n') {
        size--;
      }
      return super.verify(fileName, sha256, Bytes.copyOf(Arrays.copyOf(data, size)));
    }
  }

  /** Mixes up the digests of threads that ask at the same time. */
  private static final class SharedState extends FakeVerifier {
    static final SharedState ONE = new SharedState();
    private final Exchanger<String> field = new Exchanger<>();

    @Override
    void checkDigest(String asked, String signed) {
      try {
        super.checkDigest(field.exchange(asked, 20, TimeUnit.MILLISECONDS), signed);
      } catch (TimeoutException e) {
        super.checkDigest(asked, signed); // nobody else is there
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @NullUnmarked
  private static final class Idle implements PluginVerifier {
    @Override
    public Verification verify(String fileName, String sha256, Bytes provenance) {
      return null;
    }
  }

  static Stream<String> rules() {
    return ROWS.keySet().stream();
  }

  @AfterEach
  void mend() {
    FakeVerifierTck.verifier = FakeVerifier::new;
  }

  @Test
  @DisplayName("passes a correct verifier and skips nothing")
  void correct() {
    KitRun run = KitRun.of(FakeVerifierTck.class);
    assertEquals(Map.of(), run.failed());
    assertEquals(Map.of(), run.skipped());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  @DisplayName("fails exactly the rule that a verifier breaks, and names the cause")
  void eachRule(String rule) {
    FakeVerifierTck.verifier = ROWS.get(rule).verifier();
    KitRun run = KitRun.of(FakeVerifierTck.class);
    assertEquals(Set.of(rule), run.failed().keySet(), run.failed()::toString);
    String reason = run.failed().get(rule);
    assertTrue(reason.contains(ROWS.get(rule).says()), reason);
  }

  @Test
  @DisplayName("has a broken verifier for each of its rules")
  void everyRuleIsTested() {
    assertEquals(Contract.ofKit(PluginVerifierTck.class).keySet(), new TreeSet<>(ROWS.keySet()));
  }

  @Test
  @DisplayName("passes a verifier that does nothing in no rule")
  void idle() {
    FakeVerifierTck.verifier = Idle::new;
    assertEquals(Map.of(), KitRun.of(FakeVerifierTck.class).passed());
  }
}
