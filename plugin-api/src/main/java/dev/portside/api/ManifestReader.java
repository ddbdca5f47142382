package dev.portside.api;

/**
 * Turns the bytes of a manifest ({@code plugin.yaml}) into a {@link Manifest}. It knows the format,
 * but no plugin type and no runtime: an installer can thus read a plugin whose runtime it does not
 * have. A service: registered with a public no-argument constructor.
 *
 * <p>Implementations are safe for use by several threads.
 */
public interface ManifestReader {
  /**
   * Reads a manifest.
   *
   * @param content the whole file
   * @param source how findings name it
   * @return what it says, with all findings that leave it readable, errors among them
   * @throws InvalidPluginException if nothing can be made of it, such as broken syntax
   */
  Manifest read(Bytes content, String source);
}
