package dev.portside.api;

/**
 * Renders the metadata block that a provenance file signs: Helm's rendering, byte for byte, so that
 * either side verifies what the other has signed. A service: registered with a public no-argument
 * constructor.
 *
 * <p>Implementations are safe for use by several threads. Follows Helm's {@code
 * internal/plugin/sign.go}.
 */
public interface SignedBlockWriter {
  /**
   * Renders {@link Metadata#signedForm()}.
   *
   * @param metadata what to render
   * @return the text in UTF-8, ending in a line feed
   */
  Bytes write(Metadata metadata);
}
