/**
 * Capture files: a trace written as one, with packets made up round its octets, and what other
 * programs recorded, read as a trace. Layer 1.
 */
@NullMarked
package netbook.capture;

import org.jspecify.annotations.NullMarked;
