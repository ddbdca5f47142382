/**
 * Signs and verifies provenance files with OpenPGP keys, so that either side verifies what Helm 4
 * or this has signed. The only module that knows OpenPGP.
 */
module dev.portside.provenance {
  requires transitive dev.portside.api;
  requires org.bouncycastle.pg;
  requires org.snakeyaml.engine;

  exports dev.portside.provenance;

  provides dev.portside.api.PluginVerifier with
      dev.portside.provenance.PgpVerifier;
}
