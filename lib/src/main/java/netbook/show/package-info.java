/**
 * Pictures of what the reader's own run did: hexdumps, conversations and tables. Each is HTML and
 * SVG with a text twin, needs no script, and is the same in every run but for its times. Layer 4.
 */
@NullMarked
package netbook.show;

import org.jspecify.annotations.NullMarked;
