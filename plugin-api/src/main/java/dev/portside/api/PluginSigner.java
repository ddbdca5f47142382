package dev.portside.api;

/**
 * Signs the text that a provenance file carries. It sees the text, never the archive: the text
 * names the archive and its digest, so any mechanism of signing fits. The counterpart of {@link
 * PluginVerifier}. Not a service: a signature needs a key, and which one is for the host to say.
 *
 * <p>Implementations are safe for use by several threads.
 */
public interface PluginSigner {
  /**
   * Signs a text. May ask a person for a passphrase.
   *
   * @param messageBlock the metadata block, the line {@code ...}, and the sums, in UTF-8
   * @return the content of the {@code .prov} file
   * @throws PluginException if there is no key that can sign, or the text cannot be signed, with
   *     the reason
   */
  Bytes sign(Bytes messageBlock);
}
