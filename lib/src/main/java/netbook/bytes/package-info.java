/**
 * Immutable byte sequences, bounds-checked reading and writing, and the fields a decoder names.
 * Layer 0: depends on nothing else of Netbook.
 */
@NullMarked
package netbook.bytes;

import org.jspecify.annotations.NullMarked;
