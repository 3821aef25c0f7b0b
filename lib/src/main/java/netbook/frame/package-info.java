/**
 * Message boundaries: where a message in a stream ends, how one is made ready to be sent, and what
 * its octets mean, field by field. No input or output. Layer 1.
 */
@NullMarked
package netbook.frame;

import org.jspecify.annotations.NullMarked;
