package dev.portside.tck;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.portside.api.Bytes;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.PluginVerifier;
import dev.portside.api.PluginVerifier.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What every {@link PluginVerifier} must do. Extend it with a class of your own that supplies the
 * verifier and something that it verifies.
 */
@TestMethodOrder(MethodOrderer.MethodName.class)
public abstract class PluginVerifierTck {
  private static final int THREADS = 8;
  private static final int PLACES = 200;

  /** For subclasses. */
  protected PluginVerifierTck() {}

  /**
   * Something that was signed.
   *
   * @param fileName the archive's base name, such as {@code hello-1.0.0.tgz}
   * @param sha256 the archive's digest, 64 lower-case hexadecimal digits
   * @param provenance the content of the {@code .prov} file
   */
  public record Signed(String fileName, String sha256, Bytes provenance) {
    /** Checks that nothing is null. */
    public Signed {
      requireNonNull(fileName, "fileName");
      requireNonNull(sha256, "sha256");
      requireNonNull(provenance, "provenance");
    }
  }

  /**
   * The verifier that is to be tested.
   *
   * @return a new one, or always the same
   */
  protected abstract PluginVerifier verifier();

  /**
   * Something that the verifier verifies.
   *
   * @return always the same
   */
  protected abstract Signed signed();

  /**
   * How long the kit waits for what must happen.
   *
   * @return 20 seconds unless overridden; no rule takes that long unless it fails
   */
  protected Duration patience() {
    return Duration.ofSeconds(20);
  }

  private Verification good() {
    Signed signed = signed();
    return verifier().verify(signed.fileName(), signed.sha256(), signed.provenance());
  }

  /** What was verified, or empty if it was refused as it must be. */
  private Optional<Verification> verify(String fileName, String sha256, Bytes provenance) {
    try {
      return Optional.of(verifier().verify(fileName, sha256, provenance));
    } catch (InvalidPluginException e) {
      assertFalse(String.valueOf(e.getMessage()).isBlank(), "the refusal has no reason");
      return Optional.empty();
    } catch (RuntimeException | StackOverflowError e) {
      return fail("expected InvalidPluginException, got " + e, e);
    }
  }

  /**
   * Verifies what was signed. Never skipped.
   *
   * <p>If this fails, check that signer, name and version come from what is signed, and that the
   * fingerprint is in upper-case hexadecimal digits.
   */
  @Test
  @DisplayName("V-1.1 what was signed verifies, and tells who signed what")
  public final void v0101_good() {
    Verification verification = good();
    assertFalse(verification.signer().isBlank(), "the signer");
    assertFalse(verification.name().isBlank(), "the plugin's name");
    assertFalse(verification.version().isBlank(), "the plugin's version");
    String fingerprint = verification.fingerprint();
    boolean digits = fingerprint.chars().allMatch(c -> "0123456789ABCDEF".indexOf(c) >= 0);
    assertTrue(
        digits && fingerprint.length() >= 32, "no fingerprint in hexadecimal: " + fingerprint);
  }

  /**
   * Verifies under digests that are not the archive's: another, one cut short, none, one with a
   * line feed. Never skipped.
   *
   * <p>If this fails, check that the whole digest is compared, and that it is compared at all.
   */
  @Test
  @DisplayName("V-2.1 another digest is refused")
  public final void v0201_digest() {
    assertFalse(good().name().isBlank(), "what was signed verifies");
    Signed signed = signed();
    String right = signed.sha256();
    String other = (right.charAt(0) == '0' ? '1' : '0') + right.substring(1);
    String last = right.substring(0, 63) + (right.charAt(63) == '0' ? '1' : '0');
    for (String digest : List.of(other, last, right.substring(0, 32), "", right + "\n")) {
      assertTrue(
          verify(signed.fileName(), digest, signed.provenance()).isEmpty(),
          "the digest \"" + digest + "\" was accepted for an archive with " + right);
    }
  }

  /**
   * Verifies under names that are not the archive's. Never skipped.
   *
   * <p>If this fails, check that the whole name is looked up, not its end, and that a name that the
   * provenance does not list is refused.
   */
  @Test
  @DisplayName("V-2.2 another file name is refused")
  public final void v0202_fileName() {
    assertFalse(good().name().isBlank(), "what was signed verifies");
    Signed signed = signed();
    String name = signed.fileName();
    for (String other : List.of("x" + name, name + "x", "", "../" + name, name.substring(1))) {
      assertTrue(
          verify(other, signed.sha256(), signed.provenance()).isEmpty(),
          "the file name \"" + other + "\" was accepted for " + name);
    }
  }

  /**
   * Verifies nothing, noise, and a provenance cut off at 200 places. Never skipped.
   *
   * <p>If this fails, check that every exception of the parser becomes {@code
   * InvalidPluginException}, and that the end of the signature is asked for.
   */
  @Test
  @DisplayName("V-2.3 garbage is refused with InvalidPluginException")
  public final void v0203_garbage() {
    Signed signed = signed();
    byte[] good = signed.provenance().toArray();
    Random random = new Random(42);
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < PLACES; i++) {
      all.add(Arrays.copyOf(good, (int) ((long) good.length * i / (PLACES + 40))));
    }
    for (int size : new int[] {1, 100, 10_000}) {
      byte[] noise = new byte[size];
      random.nextBytes(noise);
      all.add(noise);
    }
    for (byte[] bytes : all) {
      assertTrue(
          verify(signed.fileName(), signed.sha256(), Bytes.copyOf(bytes)).isEmpty(),
          "a provenance of " + bytes.length + " bytes of " + good.length + " was accepted");
    }
  }

  /**
   * Changes the provenance at 200 places, one at a time. Never skipped.
   *
   * <p>If this fails, check that what is told is taken from the signed text only, and after the
   * signature was checked.
   */
  @Test
  @DisplayName("V-2.4 a changed byte never changes what is told")
  public final void v0204_changed() {
    Signed signed = signed();
    Verification told = good();
    byte[] good = signed.provenance().toArray();
    int refused = 0;
    for (int i = 0; i < PLACES; i++) {
      byte[] changed = good.clone();
      int place = (int) ((long) good.length * i / PLACES);
      changed[place] ^= 1;
      Optional<Verification> now =
          verify(signed.fileName(), signed.sha256(), Bytes.copyOf(changed));
      refused += now.isEmpty() ? 1 : 0;
      now.ifPresent(other -> assertEquals(told, other, "byte " + place + " was changed"));
    }
    assertTrue(refused > PLACES / 2, "only " + refused + " of " + PLACES + " changes were refused");
  }

  /**
   * Verifies a provenance followed by 32 MiB. Never skipped.
   *
   * <p>If this fails, check that the size is bounded before anything is parsed.
   */
  @Test
  @DisplayName("V-2.5 a provenance beyond all measure is refused in time")
  public final void v0205_oversize() {
    assertFalse(good().name().isBlank(), "what was signed verifies");
    Signed signed = signed();
    byte[] good = signed.provenance().toArray();
    byte[] huge = Arrays.copyOf(good, 32 << 20);
    Arrays.fill(huge, good.length, huge.length, (byte) '\n');
    Boolean refused =
        Task.start(
                "verifying 32 MiB",
                patience(),
                () -> verify(signed.fileName(), signed.sha256(), Bytes.copyOf(huge)).isEmpty())
            .value();
    assertTrue(refused, "32 MiB were accepted");
  }

  /**
   * Has eight threads verify by one verifier, some of them a wrong digest. Never skipped.
   *
   * <p>If this fails, check for a digest, or a signature in progress, in a field of the verifier.
   */
  @Test
  @DisplayName("V-3.1 one verifier serves many threads, and always tells the same")
  public final void v0301_threads() {
    Verification told = good();
    Signed signed = signed();
    PluginVerifier shared = verifier();
    CountDownLatch start = new CountDownLatch(THREADS);
    List<Task<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String digest = i % 2 == 0 ? signed.sha256() : "0".repeat(64);
      tasks.add(
          Task.start(
              "verifying beside others",
              patience(),
              () -> many(shared, signed, digest, told, start)));
    }
    for (int i = 0; i < THREADS; i++) {
      int expected = i % 2 == 0 ? 20 : 0;
      assertEquals(expected, tasks.get(i).value(), "verified by thread " + i + " of 20 times");
    }
  }

  private static int many(
      PluginVerifier shared, Signed signed, String digest, Verification told, CountDownLatch start)
      throws InterruptedException {
    start.countDown();
    start.await();
    int same = 0;
    for (int i = 0; i < 20; i++) {
      try {
        Verification now = shared.verify(signed.fileName(), digest, signed.provenance());
        same += now.equals(told) ? 1 : -100;
      } catch (InvalidPluginException e) {
        // Counted by its absence.
      }
    }
    return same;
  }
}
