/**
 * The technology compatibility kit: what Portside asks of a runtime, a plugin type, a reader of
 * manifests and a verifier, as JUnit Jupiter classes. Extend one of the four classes whose names
 * end in {@code Tck}; {@code META-INF/portside/CONTRACT.md} has all rules on one page.
 */
module dev.portside.tck {
  requires transitive dev.portside.api;
  requires transitive org.junit.jupiter.api;
  requires static transitive org.jspecify;

  exports dev.portside.tck;

  // The rules stand in package-private superclasses of the public kits, one for each area.
  opens dev.portside.tck to
      org.junit.platform.commons;
}
