package dev.portside.metadata;

import dev.portside.api.Bytes;
import dev.portside.api.Metadata;
import dev.portside.api.SignedBlockWriter;

/**
 * Renders the signed block as YAML, byte for byte as Helm's {@code sigs.k8s.io/yaml} does. Safe for
 * use by several threads.
 *
 * <p>There is one difference: where a text of the manifest holds a character that makes Helm fail
 * or sign something else (U+007F, U+0085, U+FFFE, U+FFFF), it is written as an escape.
 */
public final class YamlSignedBlockWriter implements SignedBlockWriter {
  /** A writer; all of them are alike. */
  public YamlSignedBlockWriter() {}

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the signed form of a configuration holds a value other than
   *     text, a number, a boolean, null, a list or a map of these
   */
  @Override
  public Bytes write(Metadata metadata) {
    return Bytes.utf8(BlockEmitter.render(metadata.signedForm()));
  }
}
