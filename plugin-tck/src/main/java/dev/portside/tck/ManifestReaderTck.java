package dev.portside.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Manifest;
import dev.portside.api.ManifestReader;
import dev.portside.api.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What every {@code ManifestReader} must do. Extend it with a class of your own that supplies the
 * reader; a format of which JSON is no part also needs {@link #write}.
 */
@TestMethodOrder(MethodOrderer.MethodName.class)
public abstract class ManifestReaderTck extends ManifestReaderHosts {
  private static final int THREADS = 8;

  /** For subclasses. */
  protected ManifestReaderTck() {}

  /**
   * Reads manifests cut off at every byte, with one byte changed, and bytes that are no text at
   * all. Never skipped.
   *
   * <p>If this fails, check that every exception of the parser becomes {@code
   * InvalidPluginException}, with an error that names the source.
   */
  @Test
  @DisplayName("M-3.1 bytes are a manifest, or refused with InvalidPluginException and the source")
  public final void m0301_anyBytes() {
    byte[] good = write(content()).getBytes(UTF_8);
    Random random = new Random(42);
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < good.length; i++) {
      all.add(Arrays.copyOf(good, i));
      byte[] changed = good.clone();
      changed[i] = (byte) random.nextInt(256);
      all.add(changed);
    }
    for (int size : new int[] {1, 2, 3, 100, 10_000}) {
      byte[] noise = new byte[size];
      random.nextBytes(noise);
      all.add(noise);
      all.add(new byte[size]);
    }
    int refused = 0;
    for (byte[] bytes : all) {
      refused += isRefused(bytes) ? 1 : 0;
    }
    assertTrue(refused > 0, "not one of " + all.size() + " broken manifests was refused");
  }

  private boolean isRefused(byte[] bytes) {
    String shown = new String(bytes, 0, Math.min(bytes.length, 40), UTF_8);
    try {
      assertTrue(reader().read(Bytes.copyOf(bytes), SOURCE) != null, "null for: " + shown);
      return false;
    } catch (InvalidPluginException e) {
      boolean named = false;
      for (Finding finding : e.findings()) {
        named |= finding.isError() && finding.at().source().equals(SOURCE);
      }
      assertTrue(named, "no error names the source: " + e.findings() + " for: " + shown);
      return true;
    } catch (RuntimeException | StackOverflowError e) {
      return fail("expected InvalidPluginException, got " + e + " for: " + shown, e);
    }
  }

  /**
   * Reads 100,000 brackets, and aliases that would spell out a billion words. Never skipped; a
   * format without aliases refuses them as bad syntax.
   *
   * <p>If this fails, check that depth is bounded, and that an alias shares one tree.
   */
  @Test
  @DisplayName("M-3.2 depth and aliases are bounded")
  public final void m0302_bombs() {
    StringBuilder aliases = new StringBuilder("apiVersion: v1\na0: &a0 [w, w, w, w, w, w, w, w]\n");
    for (int i = 1; i < 12; i++) {
      String item = "*a" + (i - 1);
      aliases.append("a" + i + ": &a" + i + " [" + (item + ", ").repeat(7) + item + "]\n");
    }
    String deep = "[".repeat(100_000);
    for (String text : List.of(deep, deep + "]".repeat(100_000), aliases.toString())) {
      Task.start("reading", patience(), () -> isRefused(text.getBytes(UTF_8))).value();
    }
    read(write(content()));
  }

  /**
   * Reads a manifest of just under 1 MiB, with many values. Never skipped.
   *
   * <p>If this fails, check for work that grows with the square of the size, such as counting lines
   * from the start for each value.
   */
  @Test
  @DisplayName("M-3.3 a manifest of 1 MiB is read in reasonable time")
  public final void m0303_large() {
    Map<String, Object> words = new LinkedHashMap<>();
    for (int i = 0; i < 18_000; i++) {
      words.put("word" + i, "value " + i + " of many, many values");
    }
    Map<String, Object> content = content();
    content.put("config", words);
    String text = write(content);
    Manifest manifest = Task.start("reading 1 MiB", patience(), () -> read(text)).value();
    Tree config = manifest.types().get(0).config();
    int size = config instanceof Tree.Mapping mapping ? mapping.entries().size() : 0;
    assertEquals(18_000, size, "keys that were read");
  }

  /**
   * Has eight threads read manifests of their own, each with an error, by one reader. Never
   * skipped.
   *
   * <p>If this fails, check for a parser, or a list of findings, in a field of the reader.
   */
  @Test
  @DisplayName("M-4.1 one reader serves many threads")
  public final void m0401_threads() {
    ManifestReader shared = reader();
    CountDownLatch start = new CountDownLatch(THREADS);
    List<Task<String>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String name = "tck-" + i;
      tasks.add(Task.start("reading beside others", patience(), () -> many(shared, name, start)));
    }
    for (int i = 0; i < THREADS; i++) {
      assertEquals("tck-" + i + " with 1", tasks.get(i).value(), "name, and number of findings");
    }
  }

  private String many(ManifestReader shared, String name, CountDownLatch start)
      throws InterruptedException {
    Map<String, Object> content = content();
    content.put("name", name);
    content.put("version", "none");
    Bytes bytes = Bytes.utf8(write(content));
    start.countDown();
    start.await();
    String last = "";
    for (int i = 0; i < 50; i++) {
      Manifest manifest = shared.read(bytes, name);
      last = manifest.name() + " with " + manifest.findings().size();
      if (!last.equals(name + " with 1")) {
        return last;
      }
    }
    return last;
  }
}
