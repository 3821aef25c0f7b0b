/**
 * DNS messages, names and records by hand: octets and zone files in, values out, and back. No input
 * or output. Layer 1.
 */
@NullMarked
package netbook.dns;

import org.jspecify.annotations.NullMarked;
