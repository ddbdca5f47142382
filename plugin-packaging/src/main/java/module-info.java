/**
 * Packs plugins into archives that come out the same everywhere, and reads archives that nobody has
 * to trust. Knows no format of signatures: signers and verifiers are ports.
 */
module dev.portside.packaging {
  requires transitive dev.portside.api;
  requires java.net.http;
  requires org.apache.commons.compress;

  exports dev.portside.packaging;
  exports dev.portside.packaging.install;
  exports dev.portside.packaging.lock;

  uses dev.portside.api.PluginVerifier;
}
