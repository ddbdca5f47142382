package dev.portside.provenance;

import dev.portside.api.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * A change to a file: at some place, some bytes are taken out, and others put in.
 *
 * @param place from 0, the beginning, to 1, the end
 * @param removed how many bytes go
 * @param added what comes
 */
record Mutation(double place, int removed, Bytes added) {
  private static final List<String> WORDS =
      List.of(
          "-----BEGIN PGP SIGNED MESSAGE-----\n",
          "-----BEGIN PGP SIGNATURE-----\n",
          "-----END PGP SIGNATURE-----\n",
          "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n",
          "Hash: SHA512\n",
          "\n...\n",
          "- ",
          "=AbCd\n",
          "&a *a {[: ",
          "\377\377\377\377",
          "\0",
          "\r\n");

  /** Up to four changes, mostly small. */
  static Arbitrary<List<Mutation>> some() {
    Arbitrary<Bytes> added =
        Arbitraries.oneOf(
            Arbitraries.bytes().array(byte[].class).ofMaxSize(8).map(Bytes::copyOf),
            Arbitraries.of(WORDS)
                .map(word -> Bytes.copyOf(word.getBytes(StandardCharsets.ISO_8859_1))),
            Arbitraries.integers()
                .between(0, 255)
                .map(value -> {
                  byte[] many = new byte[5000];
                  Arrays.fill(many, value.byteValue());
                  return Bytes.copyOf(many);
                }));
    Arbitrary<Integer> removed =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.integers().between(0, 4)),
            Tuple.of(1, Arbitraries.integers().between(0, 10_000)));
    return Combinators.combine(Arbitraries.doubles().between(0, 1), removed, added)
        .as(Mutation::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  /** Changes a file. */
  static Bytes apply(Bytes file, List<Mutation> mutations) {
    byte[] bytes = file.toArray();
    for (Mutation mutation : mutations) {
      int place = (int) (mutation.place * bytes.length);
      ByteArrayOutputStream changed = new ByteArrayOutputStream();
      changed.write(bytes, 0, place);
      changed.writeBytes(mutation.added.toArray());
      int rest = Math.min(bytes.length, place + mutation.removed);
      changed.write(bytes, rest, bytes.length - rest);
      bytes = changed.toByteArray();
    }
    return Bytes.copyOf(bytes);
  }
}
