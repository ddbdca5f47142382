/**
 * Provenance files: who signed which archive, with OpenPGP.
 *
 * <p>Start with {@link dev.portside.provenance.PgpVerifier} and {@link
 * dev.portside.provenance.PgpSigner}, the ports of a host; {@link
 * dev.portside.provenance.Signatory} is below them and knows no plugins: it signs and verifies any
 * file, a chart as well.
 */
@NullMarked
package dev.portside.provenance;

import org.jspecify.annotations.NullMarked;
