/**
 * DNS servers and clients by hand: an authority that answers from zones, over UDP and TCP. Layer 3.
 */
@NullMarked
package netbook.resolve;

import org.jspecify.annotations.NullMarked;
